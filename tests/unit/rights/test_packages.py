"""Packages: what a person gets, who gets it, how long, in which form, and what stands in it of others: nothing."""

import base64
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from functions.register.purpose import Purpose
from functions.register.rights_words import rights_words
from functions.register.words import LANGUAGES
from functions.rights.answer_request import answer_request
from functions.rights.hand_over import HandedOver, hand_over
from functions.rights.import_package import NotImportableError, import_package
from functions.rights.make_package import PackageShrankError
from functions.rights.package import Package
from functions.rights.rights_case import plan_place
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Delete, Key, Table
from functions.vault.ledger_entry import Actor
from functions.vault.strong_sign_in import Assurance, StepUpNeededError
from tests.builders.conflict_families import Scenario, put_conflict_family, scenarios
from tests.builders.erasable_family import PARTNER_NUMBER
from tests.builders.rights_desk import OFFICER, RightsDesk
from tests.builders.vault import memory_vault
from tools.build_package_schemas import build_all


@pytest.fixture
def desk() -> RightsDesk:
    return RightsDesk()


def fetch(desk: RightsDesk, case: str, reader: str | None = None) -> HandedOver | None:
    record = desk.record(case)
    proof = desk.proof(reader or record.asked_by or record.person)
    return hand_over(desk.memory.vault, desk.packages, proof, case, record)


def package_of(desk: RightsDesk, kind: RequestKind, person: str, **more: str) -> Package:
    case = desk.ask(kind, person, **more).case  # type: ignore[arg-type]
    assert desk.run(case) is RightsState.CLOSED
    handed = fetch(desk, case)
    assert handed is not None
    return Package.model_validate_json(handed.json_text)


def test_a_copy_holds_every_record_with_its_origin_and_its_use(desk: RightsDesk) -> None:
    made = package_of(desk, RequestKind.ACCESS, desk.family.partner)
    assert {(one.kind, one.category) for one in made.records} == {
        ("person", "identification"),
        ("person", "contact"),
        ("person", "personal"),
        ("work", "education_profession"),
        ("yearly_income", "education_profession"),
        ("part", "family"),
    }
    for one in made.records:
        assert one.origin.source in {"family", "system"}
        if one.kind in {"work", "yearly_income"}:
            assert (one.origin.attestation, one.received_at) != (None, None)
            assert one.reference is not None
    identification = next(one for one in made.records if (one.kind, one.category) == ("person", "identification"))
    assert identification.values["national_number"] == PARTNER_NUMBER
    for category in made.categories.values():
        assert all(one.name and one.grounds for one in category.purposes)
    assert [one.sequence for one in made.ledger] == list(range(1, len(made.ledger) + 1))
    assert {one.who for one in made.ledger} == {"system"}
    income = next(one for one in made.records if one.kind == "yearly_income")
    assert income.destroy_by is not None
    assert income.destroy_by > date(2024, 7, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_persons_language_and_escapes_what_it_shows(language: str) -> None:
    desk = RightsDesk()
    case = desk.ask(RequestKind.ACCESS, language=language).case
    desk.run(case)
    handed = fetch(desk, case)
    assert handed is not None
    words = rights_words(language)
    assert f'<html lang="{language}">' in handed.html
    for name in ("title_access", "ledger", "source_family", "kind.yearly_income", "while_open"):
        assert words.text(name).replace("'", "&#x27;") in handed.html
    assert "31415,92 EUR" in handed.html
    assert "<script" not in handed.html


def test_only_the_same_person_gets_it_after_a_strong_sign_in_of_just_now(desk: RightsDesk) -> None:
    """Given a package, when another person knows the case, or the sign-in is weak or old, then nothing comes out."""
    case = desk.ask(RequestKind.ACCESS).case
    desk.run(case)
    record, partner = desk.record(case), desk.family.partner
    assert fetch(desk, case, desk.family.payee) is None
    assert fetch(desk, case, desk.family.child) is None
    weak = desk.proof(partner, Assurance.SUBSTANTIAL)
    old = replace(desk.proof(partner), at=desk.memory.clock.real_now() - timedelta(minutes=11))
    for proof in (weak, old):
        with pytest.raises(StepUpNeededError):
            hand_over(desk.memory.vault, desk.packages, proof, case, record)
    assert fetch(desk, case) is not None


def test_another_persons_package_put_in_the_place_of_mine_does_not_open(desk: RightsDesk) -> None:
    mine = desk.ask(RequestKind.ACCESS).case
    other = desk.ask(RequestKind.ACCESS, desk.family.payee).case
    desk.run(mine)
    desk.run(other)
    of_mine, of_other = str(desk.record(mine).package), str(desk.record(other).package)
    desk.packages.bodies[of_mine] = desk.packages.bodies[of_other]
    assert fetch(desk, mine) is None


@pytest.mark.goal("DS-7")
def test_after_seven_days_it_is_gone_and_its_key_with_it() -> None:
    """Given a package with a key of its own, when its seven days are over, then it is 404, and swept with its key.

    The same person reads it until then; whoever guesses the id reads nothing at any time.
    """
    from functions.retention.sweep_due import Sweep, sweep_due  # noqa: PLC0415
    from functions.retention.sweep_packages import sweep_packages  # noqa: PLC0415
    from functions.vault.gate import Gates  # noqa: PLC0415

    desk = RightsDesk()
    case = desk.ask(RequestKind.ACCESS).case
    desk.run(case)
    package = str(desk.record(case).package)
    body = desk.packages.bodies[package]
    for secret in (PARTNER_NUMBER.encode(), b"Gezocht", base64.b64encode(PARTNER_NUMBER.encode())):
        assert secret not in body
    desk.memory.clock.jump(timedelta(days=6))
    assert fetch(desk, case) is not None
    assert fetch(desk, case, desk.family.payee) is None
    desk.memory.clock.jump(timedelta(days=1))
    assert fetch(desk, case) is None
    database = desk.memory.database
    gates = Gates(database, desk.memory.clock)
    failed: list[Exception] = []
    sweep = Sweep(desk.memory.vault, database, gates, desk.journal, failed.append)
    assert sweep_packages(sweep, desk.packages) == (1, 0)
    swept = sweep_due(sweep)
    assert (swept.destroyed, swept.overdue, failed) == (1, 0, [])
    assert desk.packages.bodies == {}
    subject = database.rows[Table.SUBJECTS][Key(package, "subject")]
    assert subject["state"] == "ended"
    assert not [name for name in subject if name.startswith("key_") and name != "key_version"]
    assert fetch(desk, case) is None


@pytest.mark.goal("DS-8")
def test_a_member_of_staff_stands_in_a_copy_as_staff_alone() -> None:
    """Given officers who looked the person up and decided, then their acts are in the copy and their ids are not."""
    desk = RightsDesk()
    looking = desk.memory.vault.request(Purpose.FIND_PERSON, "staff-api", Actor.staff(OFFICER))
    looking.tell([desk.family.partner], "find person")
    desk.run(desk.ask_on_paper(RequestKind.OBJECTION).case)
    case = desk.ask_on_paper(RequestKind.ACCESS).case
    desk.run(case)
    handed = fetch(desk, case)
    assert handed is not None
    made = Package.model_validate_json(handed.json_text)
    assert "staff" in {one.who for one in made.ledger}
    assert "stf_" not in handed.json_text + handed.html


SCENARIOS = scenarios()


@pytest.mark.goal("DS-8")
@pytest.mark.parametrize("start", range(0, 200, 20))
def test_no_package_says_a_thing_of_another_person_over_200_families_in_conflict(start: int) -> None:
    """Given parents apart, a secret address, foster care or a child of 16, then 0 values of others leak.

    Every person of the family asks for a copy and for what can be taken along, for themselves; and a parent asks in the
    name of the child: that package holds no way to reach or find the child either.
    """
    for scenario in SCENARIOS[start : start + 20]:
        _assert_no_leak(scenario)


def _says(text: str, value: str) -> bool:
    """Tell whether a value stands in a text; a short number as a whole, for any five digits stand in some digest."""
    if not value.isdigit() or len(value) > 8:
        return value in text
    return re.search(rf"(?<![0-9a-zA-Z]){value}(?![0-9a-zA-Z])", text) is not None


def test_the_search_finds_a_short_number_wherever_it_stands_by_itself() -> None:
    assert all(_says(text, "71301") for text in ('"71301"', "Straat 71301,", ": 71301}", ">71301<", "71301.00"))
    assert not _says("4a71301f", "71301")


def _assert_no_leak(scenario: Scenario) -> None:
    desk = RightsDesk()
    family = put_conflict_family(desk.memory, scenario)
    parent = next(iter(family.people))
    for person, part in family.people.items():
        for kind in (RequestKind.ACCESS, RequestKind.PORTABILITY):
            for asked_by in (None, parent) if part == "child" else (None,):
                case = desk.ask(kind, person, asked_by=asked_by).case
                assert desk.run(case) is RightsState.CLOSED
                handed = fetch(desk, case)
                assert handed is not None
                whole = handed.json_text + handed.html
                others = [other for other in family.people if other != person]
                leaked = [value for other in others for value in family.secrets[other] if _says(whole, value)]
                leaked += [other for other in family.people if other in whole]
                if asked_by is not None:
                    hidden = ("Schuilstraat", "Opvang", "mail", "+3247")
                    leaked += [value for value in family.secrets[person] if value.startswith(hidden) and value in whole]
                elif kind is RequestKind.ACCESS:
                    # The search finds what must be there, else it proves nothing.
                    assert all(value in whole for value in family.secrets[person][:4]), scenario
                assert leaked == [], scenario


@pytest.mark.goal("DS-9")
def test_what_is_taken_along_goes_into_an_empty_fund_and_comes_out_the_same() -> None:
    """Given a package of portability, when an empty fund takes it in and gives it out, then not a byte differs."""
    desk = RightsDesk()
    made = package_of(desk, RequestKind.PORTABILITY, desk.family.payee)
    assert {one.kind for one in made.records} == {"person", "account", "work", "yearly_income"}
    assert made.refused == ("held_by_law",)
    fresh = RightsDesk()
    fresh.memory = memory_vault()
    person = import_package(fresh.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue"), made)
    again = package_of(fresh, RequestKind.PORTABILITY, person)

    def state(package: Package) -> bytes:
        return json.dumps([one.model_dump(mode="json") for one in package.records], sort_keys=True).encode()

    assert state(again) == state(made)
    documented = json.loads((next(path for path in build_all() if "portability" in path.name)).read_text())
    assert set(json.loads(made.model_dump_json(exclude_none=True))) <= set(documented["properties"])
    for language in LANGUAGES:
        case = desk.ask(RequestKind.PORTABILITY, desk.family.payee, language=language).case
        desk.run(case)
        handed = fetch(desk, case)
        assert handed is not None
        assert rights_words(language).text("title_portability").replace("'", "&#x27;") in handed.html


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    for path, text in build_all().items():
        assert path.read_text(encoding="utf-8") == text


def test_a_copy_of_everything_is_not_taken_in(desk: RightsDesk) -> None:
    made = package_of(desk, RequestKind.ACCESS, desk.family.payee)
    with pytest.raises(NotImportableError):
        import_package(desk.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue"), made)


def test_an_answer_that_leaves_out_what_was_planned_is_not_given(desk: RightsDesk) -> None:
    """Given a frozen plan, when a room forgets a row that still stands, then nothing is answered until it is found."""
    case = desk.ask(RequestKind.ACCESS).case
    whole = desk.holdings
    desk.packages.before = _stop
    with pytest.raises(RuntimeError, match="stop"):
        desk.run(case)
    desk.packages.before = lambda _: None
    desk.holdings = ()
    with pytest.raises(PackageShrankError):
        answer_request(desk.rooms, case)
    desk.holdings = whole
    assert desk.run(case) is RightsState.CLOSED


def test_a_row_that_is_gone_by_its_own_term_does_not_stop_the_answer(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.ACCESS).case
    desk.packages.before = _stop
    with pytest.raises(RuntimeError, match="stop"):
        desk.run(case)
    desk.packages.before = lambda _: None
    rows = desk.staff(case).query(Table.DOSSIERS, desk.family.dossier, "fact#")
    fact = next(row for row in rows if row.subject == desk.family.partner)
    desk.memory.database.write(Delete(fact.place.table, fact.place.key))
    assert desk.staff(case).fetch(plan_place(case)) is not None
    assert desk.run(case) is RightsState.CLOSED


def _stop(_: str) -> None:
    msg = "stop"
    raise RuntimeError(msg)
