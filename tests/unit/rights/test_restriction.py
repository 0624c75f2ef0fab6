"""Restriction: the person's keys are under *restricted*: only who lifts it opens them, and two people lift it."""

import ast
from pathlib import Path

import pytest

from functions.dossier.account import Account
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.person import Person
from functions.register.access import domains_of, function_names
from functions.register.check_purpose import PurposeError
from functions.register.domain import FAMILY_DOMAINS, Domain
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from functions.rights.decide_request import Decision, DecisionRefusedError, confirm_lift, propose_lift
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table
from functions.vault.errors import BrokenSealError, SubjectNotLiveError
from functions.vault.journal_promise import Promised, promises_since
from functions.vault.ledger_entry import Actor
from functions.vault.subject import State
from tests.builders.rights_desk import OFFICER, RECEIVED, SECOND, RightsDesk, ask_for

ROOT = Path(__file__).parents[3]
READERS = [
    (purpose, function)
    for purpose in Purpose
    for function in sorted(rights_of(purpose).functions)
    if rights_of(purpose).reads & set(FAMILY_DOMAINS)
]


@pytest.fixture
def desk() -> RightsDesk:
    return RightsDesk()


def restrict(desk: RightsDesk, person: str) -> str:
    case = desk.ask(RequestKind.RESTRICTION, person).case
    assert desk.run(case) is RightsState.IN_FORCE
    return case


def own_rows(desk: RightsDesk, person: str) -> list[object]:
    rows = desk.rooms.answering("cas_00000000000000000000000001").query(Table.DOSSIERS, desk.family.dossier)
    return [row for row in rows if row.subject == person]


@pytest.mark.goal("DS-10")
@pytest.mark.parametrize(("purpose", "function"), READERS, ids=[f"{one.value}-{name}" for one, name in READERS])
def test_no_function_reads_a_restricted_person(purpose: Purpose, function: str) -> None:
    """Given a restricted person, when any function reads for any of its purposes, then it is refused in code.

    And when the code forgot to ask for the state, the key service refuses: only one function holds the root.
    """
    desk = RightsDesk()
    restrict(desk, desk.family.partner)
    states = frozenset({State.LIVE})
    forgetful = frozenset(State)
    for row in own_rows(desk, desk.family.partner):
        model = Person if row.place.sk.startswith("person#") else FACT_KINDS  # type: ignore[attr-defined]
        request = desk.memory.vault.request(purpose, function, Actor.system(), states=states)
        with pytest.raises((SubjectNotLiveError, PurposeError)):
            request.open([row], model)  # type: ignore[list-item]
        allowed = domains_of(function).opens
        desk.memory.keyring.forbidden = set(Domain) - allowed
        bold = desk.memory.vault.request(purpose, function, Actor.system(), states=forgetful)
        if Domain.RESTRICTED not in allowed:
            with pytest.raises((PermissionError, PurposeError, BrokenSealError)):
                bold.contents(row, "bold read")  # type: ignore[arg-type]
        desk.memory.keyring.forbidden = set()


# Who makes a request that serves restricted people: the room of the rights and its replays hold the root; the sweep and
# the two doors open nothing with it, they look at the subject alone.
_SERVES_RESTRICTED = {
    "functions/cli/restoring/drill.py",
    "functions/portal/api.py",
    "functions/retention/sweep_due.py",
    "functions/retention/sweep_files.py",
    "functions/rights/replay_journal.py",
    "functions/rights/replay_parts.py",
    "functions/rights/replay_promises.py",
    "functions/rights/work.py",
    "functions/sign_in/api.py",
}


@pytest.mark.goal("DS-10")
def test_every_other_request_of_the_code_serves_live_people_alone() -> None:
    """Given all code, then no module but these asks the vault for people in another state than live."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "functions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "request"
        if any(word.arg == "states" for word in node.keywords)
    }
    assert found == _SERVES_RESTRICTED


@pytest.mark.goal("DS-10")
def test_only_the_function_that_answers_rights_holds_the_key_of_restriction() -> None:
    assert [name for name in function_names() if Domain.RESTRICTED in domains_of(name).opens] == ["rights-queue"]


@pytest.mark.goal("DS-10")
def test_the_rows_stay_as_they_are_and_the_keys_are_wrapped_anew(desk: RightsDesk) -> None:
    before = {row.place: row.sealed for row in own_rows(desk, desk.family.partner)}  # type: ignore[attr-defined]
    restrict(desk, desk.family.partner)
    after = {row.place: row.sealed for row in own_rows(desk, desk.family.partner)}  # type: ignore[attr-defined]
    assert before == after
    subject = desk.rooms.answering("cas_00000000000000000000000001").subject(desk.family.partner)
    assert subject.state is State.RESTRICTED
    assert {wrapped[:1] for wrapped in subject.wrapped.values()} == {b"\x02"}


@pytest.mark.goal("DS-10")
def test_two_different_people_lift_it_and_the_person_is_told_before(desk: RightsDesk) -> None:
    """Given a restriction, when one person proposes its end and confirms it too, then it stays; another one ends it."""
    case = restrict(desk, desk.family.partner)
    with pytest.raises(DecisionRefusedError):
        confirm_lift(desk.staff(case), case, OFFICER)
    propose_lift(desk.staff(case), case, Decision("dispute_settled"), OFFICER)
    with pytest.raises(DecisionRefusedError):
        confirm_lift(desk.staff(case), case, OFFICER)
    assert desk.run(case) is RightsState.IN_FORCE
    told = [row["message"] for row in desk.memory.database.rows[Table.OUTBOX].values() if "message" in row]
    assert "restriction_ends" in told
    confirm_lift(desk.staff(case), case, SECOND)
    assert desk.run(case) is RightsState.CLOSED
    (row, *_) = own_rows(desk, desk.family.partner)
    reading = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue")
    assert reading.contents(row, "read again")  # type: ignore[arg-type]
    assert desk.record(case).reasons == ("dispute_settled",)


def lift(desk: RightsDesk, case: str) -> RightsState:
    propose_lift(desk.staff(case), case, Decision("person_asks"), OFFICER)
    confirm_lift(desk.staff(case), case, SECOND)
    return desk.run(case)


def state_of(desk: RightsDesk, person: str) -> State:
    return desk.rooms.answering("cas_00000000000000000000000001").subject(person).state


def promises_of(desk: RightsDesk) -> list[Promised]:
    return [one.what for one in promises_since(desk.memory.database, RECEIVED, RECEIVED)]


@pytest.mark.goal("DS-10")
@pytest.mark.parametrize("restricted_first", [True, False])
def test_an_erasure_taken_back_leaves_a_restriction_to_its_two_people(*, restricted_first: bool) -> None:
    """Given a restriction and days of grace, in either order, when the erasure is taken back, then it still holds."""
    desk = RightsDesk()
    person = desk.family.partner
    first = restrict(desk, person) if restricted_first else None
    grace = desk.ask(RequestKind.ERASURE, person, ask=ask_for(grace=True)).case
    assert desk.run(grace) is RightsState.IN_GRACE
    restriction = first or restrict(desk, person)
    desk.ask(RequestKind.ERASURE, person, ask=ask_for(undo=True))
    assert desk.run(grace) is RightsState.CLOSED
    assert state_of(desk, person) is State.RESTRICTED
    assert Promised.RESTRICTION_LIFTED not in promises_of(desk)
    assert desk.run(restriction) is RightsState.IN_FORCE
    assert lift(desk, restriction) is RightsState.CLOSED
    assert state_of(desk, person) is State.LIVE


@pytest.mark.goal("DS-10")
@pytest.mark.parametrize("restricted_first", [True, False])
def test_a_restriction_that_ends_leaves_the_days_of_grace_sealed(*, restricted_first: bool) -> None:
    """Given both, in either order, when two people lift the restriction, then nobody reads until the erasure's end."""
    desk = RightsDesk()
    person = desk.family.partner
    first = restrict(desk, person) if restricted_first else None
    grace = desk.ask(RequestKind.ERASURE, person, ask=ask_for(grace=True)).case
    assert desk.run(grace) is RightsState.IN_GRACE
    assert lift(desk, first or restrict(desk, person)) is RightsState.CLOSED
    assert state_of(desk, person) is State.RESTRICTED
    assert Promised.RESTRICTION_LIFTED not in promises_of(desk)
    desk.ask(RequestKind.ERASURE, person, ask=ask_for(undo=True))
    assert desk.run(grace) is RightsState.CLOSED
    assert state_of(desk, person) is State.LIVE


def test_what_payment_needs_of_a_restricted_payee_is_lent_to_the_family_and_given_back(desk: RightsDesk) -> None:
    case = restrict(desk, desk.family.payee)
    reading = desk.memory.request(Purpose.WRITE_PAYMENT_FILE, "payments-files")
    (row,) = reading.query(Table.DOSSIERS, desk.family.dossier, "account#")
    assert row.subject == desk.family.dossier
    assert reading.open([row], Account)[0].record.iban == "BE68539007547034"
    propose_lift(desk.staff(case), case, Decision("person_asks"), OFFICER)
    confirm_lift(desk.staff(case), case, SECOND)
    desk.run(case)
    again = desk.memory.request(Purpose.WRITE_PAYMENT_FILE, "payments-files")
    (row,) = again.query(Table.DOSSIERS, desk.family.dossier, "account#")
    assert (row.subject, dict(row.clear)) == (desk.family.payee, {})
    assert again.open([row], Account)[0].record.holder == "Noor Blijft"


def test_the_journal_keeps_a_restriction_and_its_end(desk: RightsDesk) -> None:
    case = restrict(desk, desk.family.partner)
    propose_lift(desk.staff(case), case, Decision("claim_over"), OFFICER)
    confirm_lift(desk.staff(case), case, SECOND)
    desk.run(case)
    kept = list(promises_since(desk.memory.database, RECEIVED, RECEIVED))
    assert {(one.what, one.case) for one in kept} == {
        (Promised.RESTRICTION, case),
        (Promised.RESTRICTION_LIFTED, case),
    }
    assert len(desk.journal.bodies) == 2
    assert desk.family.partner not in str(desk.journal.bodies)


def test_a_restricted_person_can_still_ask_for_a_copy(desk: RightsDesk) -> None:
    restrict(desk, desk.family.partner)
    assert desk.run(desk.ask(RequestKind.ACCESS).case) is RightsState.CLOSED
