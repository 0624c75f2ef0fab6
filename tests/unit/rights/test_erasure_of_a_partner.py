"""A parent who is not paid asks to be erased: keys, look-ups and rows go, one year's income stays under *hold*."""

import json

import pytest

from functions.dossier.fact import YearlyIncomeFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.family_file import read_family_file
from functions.register.domain import Audience, Domain
from functions.register.purpose import Purpose
from functions.rights.make_statement import Statement
from functions.rights.rights_case import statement_place
from functions.rights.rights_state import RightsState
from functions.rights.work import ALSO_ENDING, read_case, read_plan
from functions.runtime.database import Table
from functions.vault.errors import SubjectNotLiveError, SuppressedError
from functions.vault.look_up import LookUpKind
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.signature import holds
from functions.vault.subject import Kind, State, subject_key
from functions.vault.verify_chain import verify_chain
from tests.builders.chain import chain_lines
from tests.builders.erasable_family import PARTNER_NUMBER, PAYEE_NUMBER
from tests.builders.erasure import Erasure, begin_erasure


@pytest.fixture
def erasure() -> Erasure:
    return begin_erasure()


@pytest.fixture
def case(erasure: Erasure) -> str:
    case = erasure.ask()
    assert erasure.run(case) is RightsState.CLOSED
    return case


def test_no_key_but_hold_is_left_and_the_look_ups_are_gone(erasure: Erasure, case: str) -> None:
    subject = erasure.memory.request(Purpose.ERASE_PERSON).subject(erasure.family.partner)
    assert subject.state is State.ENDED
    assert set(subject.wrapped) == {Domain.HOLD}
    pointed_at = {row["subject"] for row in erasure.memory.database.rows[Table.LOOK_UPS].values()}
    assert pointed_at == {erasure.family.payee}


def test_what_stays_opens_under_hold_alone(erasure: Erasure, case: str) -> None:
    request = erasure.memory.request(Purpose.ERASE_PERSON, states=ALSO_ENDING)
    rows = [
        SealedItem.of(Table.DOSSIERS, row)
        for row in erasure.memory.database.rows[Table.DOSSIERS].values()
        if row["subject"] == erasure.family.partner
    ]
    (kept,) = request.open(rows, FACT_KINDS, hold=True)
    assert isinstance(kept.record, YearlyIncomeFact)
    assert kept.clear["destroy_on"] == "2030-01-01"
    with pytest.raises(SubjectNotLiveError):
        erasure.memory.request(Purpose.CALCULATE_AND_PAY).open(rows, FACT_KINDS)


def test_the_file_names_the_person_no_longer(erasure: Erasure, case: str) -> None:
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    file = read_family_file(request, erasure.family.dossier)
    assert {member.person for member in file.root.record.members} == {erasure.family.payee, erasure.family.child}
    assert set(file.persons) == {erasure.family.payee, erasure.family.child}


def test_a_late_source_cannot_bring_the_person_back(erasure: Erasure, case: str) -> None:
    change = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA).change("late drop")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.look_up(LookUpKind.NATIONAL_NUMBER, PARTNER_NUMBER, person, unless_suppressed=True)
    with pytest.raises(SuppressedError):
        change.send()


@pytest.mark.goal("ER-8")
def test_the_statement_is_signed_and_says_what_goes_what_stays_and_how_long_a_backup_holds(
    erasure: Erasure, case: str
) -> None:
    request = erasure.memory.request(Purpose.ERASE_PERSON)
    row = request.fetch(statement_place(case))
    assert row is not None
    (stored,) = request.open([row], Statement)
    document = json.loads(stored.record.document)
    assert holds(document, erasure.memory.keyring.signing_public())
    erased = {(line["what"], line["how"]): line for line in document["erased"]}
    assert erased["family_file", "erase"]["records"] == 2
    assert erased["family_file", "erase"]["backups_until"] == "2024-07-08"
    assert erased["family_file", "leave_out"]["backups_until"] == "2024-08-05"
    assert erased["look_up", "erase"]["records"] == 2
    income = next(line for line in document["kept"] if line["what"] == "income")
    assert income == {
        "what": "income",
        "how": "hold",
        "records": 1,
        "exception": "GDPR art. 17(3)(e)",
        "ground": "decree of 27 April 2018 (Flanders), ordinance of 25 April 2019 (Brussels), decree of 8 February "
        "2018 (Wallonia)",
        "until": "2030-01-01",
    }
    assert document["search"]["found"] == 0
    assert erasure.family.partner not in stored.record.document


def test_the_person_is_to_be_told(erasure: Erasure, case: str) -> None:
    wanted = [row for row in erasure.memory.database.rows[Table.OUTBOX].values() if row["kind"] == "message_wanted"]
    # While the person lives, their file tells how to reach them; afterwards only what was left with the case does.
    assert [(row["message"], row["ids"]) for row in wanted] == [
        ("rights_taken", [case, erasure.family.partner]),
        ("rights_answered", [case]),
    ]
    assert EventKind.MESSAGE_WANTED.value == wanted[0]["kind"]


def test_the_journal_stands_in_the_table_and_in_the_locked_bucket_and_names_nobody(erasure: Erasure, case: str) -> None:
    (row,) = (row for key, row in erasure.memory.database.rows[Table.ERASURES].items() if key.pk.startswith("journal#"))
    (body,) = erasure.journal.bodies.values()
    assert json.loads(body) == row
    assert erasure.family.partner not in str(row)


def test_the_case_closes_with_an_end_date_and_leaves_the_work_list(erasure: Erasure, case: str) -> None:
    request = erasure.memory.request(Purpose.ERASE_PERSON)
    standing = read_case(request, case)
    assert standing is not None
    assert standing.clear["state"] == "closed"
    assert standing.clear["destroy_on"] == "2029-07-01"
    assert "work_list" not in standing.clear
    assert standing.record.due_on.isoformat() == "2024-07-28"


def test_the_ledger_of_the_person_still_verifies_and_says_nothing(erasure: Erasure, case: str) -> None:
    lines = chain_lines(erasure.memory, erasure.family.partner, readable=False)
    assert len(lines) > 3
    assert verify_chain(lines) is None
    subject = erasure.memory.database.get(Table.SUBJECTS, subject_key(erasure.family.partner))
    assert subject is not None
    assert "audit_private" not in subject


def test_a_second_request_joins_the_first(erasure: Erasure) -> None:
    assert erasure.ask() == erasure.ask()
    outbox = [row for row in erasure.memory.database.rows[Table.OUTBOX].values() if row["kind"] == "rights_step"]
    assert len(outbox) == 1


def test_running_a_closed_case_again_changes_nothing(erasure: Erasure, case: str) -> None:
    before = {table: dict(rows) for table, rows in erasure.memory.database.rows.items() if table is not Table.LEDGER}
    assert erasure.run(case) is RightsState.CLOSED
    after = {table: dict(rows) for table, rows in erasure.memory.database.rows.items() if table is not Table.LEDGER}
    assert before == after


@pytest.mark.parametrize("number", [PAYEE_NUMBER])
def test_the_payee_waits_for_settlement_with_a_whole_plan_and_nothing_is_touched(erasure: Erasure, number: str) -> None:
    case = erasure.ask(number)
    before = dict(erasure.memory.database.rows[Table.DOSSIERS])
    assert erasure.run(case) is RightsState.AFTER_SETTLEMENT
    assert before == erasure.memory.database.rows[Table.DOSSIERS]
    request = erasure.memory.request(Purpose.ERASE_PERSON)
    plan = read_plan(request, case).record
    assert plan.after_settlement
    assert len(plan.lines) == 5
    subject = request.subject(erasure.family.payee)
    assert subject.state is State.LIVE
    assert erasure.run(case) is RightsState.AFTER_SETTLEMENT
