"""A family form becomes persons, facts and one open file; exactly once, whatever crashes or comes twice."""

import json
from collections.abc import Callable

import pytest

from functions.dossier.family_file import FamilyFile, read_family_file
from functions.intake.process_submission import Outcome, process_submission
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Put, Table, UnavailableError
from functions.vault.errors import TryAgainError
from functions.vault.keyring import Secret
from functions.vault.look_up import LookUpKind, suppression_key
from functions.vault.outbox import EventKind
from functions.vault.subject import Kind
from tests.builders.forms import Form, family_form, synthetic_number
from tests.builders.vault import open_gates
from tests.unit.intake.conftest import Intake


def sent(intake: Intake, form: Form) -> str:
    """Post a family form; return its receipt."""
    return str(intake.post("families", form).members["receipt"])


def dossiers(intake: Intake) -> list[str]:
    """Return the ids of the files whose root stands."""
    return [str(row["pk"]) for row in intake.rows(Table.DOSSIERS) if row["sk"] == "root"]


def opened(intake: Intake, dossier: str) -> FamilyFile:
    """Open a file as the government's function may."""
    request = intake.system.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    return read_family_file(request, dossier)


def test_a_form_becomes_persons_facts_account_and_an_open_file(intake: Intake) -> None:
    receipt = sent(intake, family_form(current_fund="Fund of before"))
    assert intake.deliver() == []
    assert intake.state(receipt).members["state"] == "processed"
    (dossier,) = dossiers(intake)
    file = opened(intake, dossier)
    parts = [(member.part, file.persons[member.person].record.given_name) for member in file.root.record.members]
    assert parts == [("beneficiary", "Noor"), ("partner", "Sam"), ("child", "Lou"), ("child", "Nog")]
    kinds = sorted(fact.record.kind for fact in file.facts)
    assert kinds == sorted(
        ["address"] * 4 + ["work"] * 2 + ["relation"] * 2 + ["condition"] * 2 + ["household", "joining"]
    )
    assert {fact.record.provenance.source for fact in file.facts} == {"family"}
    assert {fact.record.provenance.attestation for fact in file.facts} == {receipt}
    assert file.accounts[0].record.iban == "BE68539007547034"
    assert file.root.clear["state"] == "open"
    assert "run_shard" in file.root.clear
    asked = [row["ids"] for row in intake.rows(Table.OUTBOX) if row["kind"] == EventKind.ASK_EARLIER_FUND]
    assert asked == [[dossier]]


def test_every_child_has_the_same_rows_whether_or_not_something_special_holds(intake: Intake) -> None:
    plain, special = family_form()["children"], family_form()["children"]
    special[0] |= {"relation": "foster", "condition_reported": True}  # type: ignore[index]
    counts = []
    for at, children in enumerate((plain, special)):
        form = json.loads(json.dumps(family_form(children=children)))
        for person, born in ((form["applicant"], "1991-04-12"), (form["partner"], "1989-11-30")):
            person["national_number"] = synthetic_number(born, 100 + at)
        form["children"][0]["national_number"] = synthetic_number("2021-02-03", 100 + at)
        before = len(intake.rows(Table.DOSSIERS))
        sent(intake, form)
        intake.deliver()
        counts.append(len(intake.rows(Table.DOSSIERS)) - before)
    assert counts[0] == counts[1]


def test_a_person_known_by_number_is_not_made_again(intake: Intake) -> None:
    request = intake.system.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    change = request.change("make person")
    known = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.look_up(LookUpKind.NATIONAL_NUMBER, synthetic_number("2021-02-03"), known)
    change.send()
    sent(intake, family_form())
    intake.deliver()
    (dossier,) = dossiers(intake)
    assert opened(intake, dossier).root.record.persons("child")[0] == known


def test_the_messages_that_are_wanted_name_ids_only(intake: Intake) -> None:
    sent(intake, family_form())
    intake.deliver()
    (wanted,) = [row["ids"] for row in intake.rows(Table.OUTBOX) if row["kind"] == "message_wanted"]
    assert isinstance(wanted, list)
    assert [str(one)[:4] for one in wanted] == ["dos_", "prs_"]


def test_a_child_of_another_file_is_a_case_workers_matter_and_the_caller_learns_no_reason(intake: Intake) -> None:
    sent(intake, family_form())
    intake.deliver()
    again = sent(intake, family_form())
    assert intake.deliver() == []
    assert intake.state(again).members == {
        "state": "rejected",
        "since": "2024-07-01T06:00:00Z",
        "reasons": ["case_worker_needed"],
    }
    assert len(dossiers(intake)) == 1


def test_a_child_is_in_one_file_even_when_no_index_shows_the_other_yet(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given two forms about one child while the index lags, when both are processed, then one file has the child."""
    monkeypatch.setattr("functions.intake.open_family.dossiers_of", lambda *_: [])
    first = sent(intake, family_form())
    intake.deliver()
    other = family_form()
    other["applicant"] |= {"national_number": synthetic_number("1990-02-03", 7), "birth_date": "1990-02-03"}  # type: ignore[operator]
    other.pop("partner", None)
    other["work"] = []
    second = sent(intake, other)
    intake.deliver()
    assert intake.state(first).members["state"] == "processed"
    assert intake.state(second).members["state"] == "rejected"
    assert len(dossiers(intake)) == 1


def test_an_erased_partner_is_not_made_again_by_somebody_elses_form(intake: Intake) -> None:
    secret = intake.system.keyring.secret(Secret.SUPPRESSION)
    key = suppression_key(secret, LookUpKind.NATIONAL_NUMBER, synthetic_number("1989-11-30", 3))
    intake.system.memory.database.write(Put(Table.ERASURES, {"pk": key.pk, "sk": key.sk}))
    receipt = sent(intake, family_form())
    intake.deliver()
    assert intake.state(receipt).members["state"] == "rejected"
    assert not dossiers(intake)


def test_a_second_delivery_changes_nothing(intake: Intake) -> None:
    receipt = sent(intake, family_form())
    assert process_submission(intake.system.vault, receipt) is Outcome.PROCESSED
    rows = {table: intake.rows(table) for table in Table}
    assert process_submission(intake.system.vault, receipt) is Outcome.NOTHING_TO_DO
    assert {table: intake.rows(table) for table in Table} == rows


def large_family() -> Form:
    """Return a family of twenty-two."""
    children = [
        {
            "given_name": f"Kind {at}",
            "family_name": "Claes",
            "birth_date": f"20{at:02d}-05-0{1 + at % 9}",
            "national_number": synthetic_number(f"20{at:02d}-05-0{1 + at % 9}"),
            "relation": "own",
            "condition_reported": False,
        }
        for at in range(20)
    ]
    return family_form(children=children)


@pytest.mark.parametrize("form", [family_form, large_family], ids=["small", "large"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_crash_at_any_call_and_a_second_delivery_end_in_the_same_file(
    intake: Intake, form: Callable[[], Form], moment: str
) -> None:
    """Given a crash before or after each call in turn, when the queue delivers again, then there is one whole file."""
    database = intake.system.memory.database
    crashes = 0
    while True:
        database.rows = {table: {} for table in Table}
        open_gates(database)
        receipt = sent(intake, form())
        calls = 0

        def crash(_: str, at: int = crashes) -> None:
            nonlocal calls
            calls += 1
            if calls == at + 1:
                raise UnavailableError

        setattr(database, moment, crash)
        try:
            process_submission(intake.system.vault, receipt)
            done = True
        except (UnavailableError, TryAgainError):
            done = False
        setattr(database, moment, lambda _: None)
        if done and calls <= crashes:
            break
        process_submission(intake.system.vault, receipt)
        assert intake.state(receipt).members["state"] == "processed"
        (dossier,) = dossiers(intake)
        wanted = form()
        children = wanted["children"]
        assert isinstance(children, list)
        file = opened(intake, dossier)
        assert file.root.clear["state"] == "open"
        assert len(file.persons) == 2 + len(children)
        assert len(intake.rows(Table.SUBJECTS)) == 4 + len(children)  # submission, file, two adults
        assert len(file.accounts) == 1
        crashes += 1
    assert crashes > 8


def test_two_forms_about_one_unknown_person_at_one_moment_make_one_person(intake: Intake) -> None:
    """Given two forms with the same partner, when both are processed interleaved, then one of them tries again."""
    first = sent(intake, family_form())
    other = json.loads(json.dumps(family_form()))
    other["applicant"]["national_number"] = synthetic_number("1991-04-12", 50)
    other["children"][0]["national_number"] = synthetic_number("2021-02-03", 50)
    second = sent(intake, other)
    database = intake.system.memory.database
    raced = False

    def race(name: str) -> None:
        nonlocal raced
        # Two forms left an entry each, sorting and opening the first add two: next comes the file itself.
        if name == "transact" and not raced and len(intake.rows(Table.LEDGER)) == 4:
            raced = True
            assert process_submission(intake.system.vault, second) is Outcome.PROCESSED

    database.before = race
    with pytest.raises(TryAgainError):
        process_submission(intake.system.vault, first)
    database.before = lambda _: None
    assert process_submission(intake.system.vault, first) is Outcome.PROCESSED
    look_ups = intake.rows(Table.LOOK_UPS)
    assert len(look_ups) == 5  # two payees, two children, one partner
    partners = {opened(intake, one).root.record.persons("partner") for one in dossiers(intake)}
    assert len(partners) == 1
