"""A restricted person can be erased: the keys die as they are wrapped, and what was lent to the family goes too."""

import pytest

from functions.dossier.dossier import CLOSED
from functions.dossier.places import root_place
from functions.register.purpose import Purpose
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table
from functions.vault.subject import State
from tests.builders.rights_desk import RightsDesk, ask_for, correction
from tests.unit.rights.test_packages import package_of


def close_file(desk: RightsDesk) -> None:
    """Close the family's file, so that no benefit runs any more."""
    place = root_place(desk.family.dossier)
    row = desk.memory.database.rows[Table.DOSSIERS][place.key]
    row["state"] = CLOSED


def test_a_restricted_payee_is_erased_with_the_account_that_was_lent() -> None:
    """Given a restricted payee of a closed file, when the payee is erased, then no row and no key is left."""
    desk = RightsDesk()
    payee = desk.family.payee
    close_file(desk)
    restriction = desk.ask(RequestKind.RESTRICTION, payee).case
    assert desk.run(restriction) is RightsState.IN_FORCE
    (account,) = desk.staff(desk.family.dossier).query(Table.DOSSIERS, desk.family.dossier, "account#")
    assert account.subject == desk.family.dossier
    assert desk.run(desk.ask(RequestKind.ERASURE, payee).case) is RightsState.CLOSED
    request = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue", states=frozenset(State))
    assert request.subject(payee).state is State.ENDED
    assert request.query(Table.DOSSIERS, desk.family.dossier, "account#") == []
    assert desk.run(restriction) is RightsState.CLOSED


@pytest.mark.parametrize("kind", [kind for kind in RequestKind if kind is not RequestKind.ERASURE])
def test_a_request_that_was_not_begun_when_its_person_was_erased_is_closed(kind: RequestKind) -> None:
    """Given any right whose step comes after the person's erasure, then it ends, and nothing raises for ever."""
    desk = RightsDesk()
    case = desk.ask(kind, ask=ask_for(corrections=(correction(target="email", value="een@example.org"),))).case
    assert desk.run(desk.ask(RequestKind.ERASURE).case) is RightsState.CLOSED
    assert desk.run(case) is RightsState.CLOSED
    assert desk.record(case).outcome == "granted"


def test_a_part_asked_for_after_the_whole_was_erased_is_closed() -> None:
    desk = RightsDesk()
    assert desk.run(desk.ask(RequestKind.ERASURE).case) is RightsState.CLOSED
    case = desk.ask(RequestKind.ERASURE, ask=ask_for(parts=("mobile",))).case
    assert desk.run(case) is RightsState.CLOSED


def test_a_part_of_a_restricted_person_is_erased() -> None:
    """Given a restriction, when a part is erased, then the case ends and the person is restricted as before."""
    desk = RightsDesk()
    assert desk.run(desk.ask(RequestKind.RESTRICTION).case) is RightsState.IN_FORCE
    ask = ask_for(parts=("mobile",))
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=ask).case) is RightsState.CLOSED
    request = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue", states=frozenset(State))
    assert request.subject(desk.family.partner).state is State.RESTRICTED


def test_a_copy_that_waits_goes_with_the_person() -> None:
    """Given a copy that nobody fetched, when the person is erased, then its key is gone with it."""
    from functions.rights.holdings import RightsHolding  # noqa: PLC0415

    desk = RightsDesk()
    desk.holdings = (*desk.holdings, RightsHolding())
    copy = desk.ask(RequestKind.ACCESS).case
    desk.run(copy)
    package = str(desk.record(copy).package)
    assert desk.run(desk.ask(RequestKind.ERASURE).case) is RightsState.CLOSED
    request = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue", states=frozenset(State))
    subject = request.subject(package)
    assert (subject.state, dict(subject.wrapped)) == (State.ENDED, {})


def test_a_restricted_payees_copy_still_shows_the_account() -> None:
    """Given an account that is lent to the family, when its owner asks for a copy, then it stands in it as ever."""
    desk = RightsDesk()
    assert desk.run(desk.ask(RequestKind.RESTRICTION, desk.family.payee).case) is RightsState.IN_FORCE
    made = package_of(desk, RequestKind.ACCESS, desk.family.payee)
    (account,) = [one for one in made.records if one.kind == "account"]
    assert (account.category, account.values["iban"]) == ("financial", "BE68539007547034")
    other = package_of(desk, RequestKind.ACCESS, desk.family.partner)
    assert "BE68539007547034" not in other.model_dump_json()
