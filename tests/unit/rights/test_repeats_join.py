"""A repeat joins the open case and never delays it; after the answer, a new request is a case of its own."""

from datetime import date

import pytest

from functions.rights.ask import Ask
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table
from tests.builders.rights_desk import RECEIVED, RightsDesk, ask_for, correction


@pytest.mark.goal("DS-6")
@pytest.mark.parametrize("kind", RequestKind)
def test_a_repeat_joins_the_open_case_and_its_clock_stays(kind: RequestKind) -> None:
    """Given an open request, when the same person asks again later and over another channel, then one case stands."""
    desk = RightsDesk()
    first = desk.ask(kind)
    repeats = [desk.ask(kind, received_on=date(2024, 7, 20)), desk.ask_on_paper(kind, shown=False)]
    assert not first.repeated
    assert all(one.repeated and one.case == first.case for one in repeats)
    record = desk.record(first.case)
    assert (record.received_on, record.due_on, record.state) == (RECEIVED, date(2024, 8, 1), RightsState.RECEIVED)
    assert len([key for key in desk.memory.database.rows[Table.CASES] if key.sk == "case"]) == 1


def test_a_request_after_the_answer_is_a_new_case() -> None:
    desk = RightsDesk()
    first = desk.ask(RequestKind.ACCESS).case
    desk.run(first)
    second = desk.ask(RequestKind.ACCESS)
    assert (second.repeated, second.case == first) == (False, False)
    assert desk.ask(RequestKind.ACCESS).case == second.case


def test_two_people_and_two_rights_never_share_a_case() -> None:
    desk = RightsDesk()
    cases = {desk.ask(kind, person).case for kind in RequestKind for person in (desk.family.payee, desk.family.partner)}
    assert len(cases) == 12


def test_a_repeat_that_asks_for_more_is_answered_in_the_same_case() -> None:
    """Given an open rectification, when another thing is asked, then both are done and neither twice."""
    desk = RightsDesk()
    mail = ask_for(corrections=(correction(target="email", value="een@example.org"),))
    phone = ask_for(corrections=(correction(target="mobile", value="+32470000001"),))
    case = desk.ask(RequestKind.RECTIFICATION, ask=mail).case
    for ask in (phone, mail, phone):
        assert desk.ask(RequestKind.RECTIFICATION, ask=ask).case == case
    assert desk.run(case) is RightsState.CLOSED
    request = desk.rooms.answering(case)
    asks = request.open(request.query(Table.CASES, case, "ask#"), Ask)
    assert [one.record.outcomes for one in asks] == [("corrected",), ("corrected",)]


@pytest.mark.parametrize("kind", [RequestKind.RECTIFICATION, RequestKind.ERASURE])
def test_a_repeat_of_somebody_who_did_not_show_who_they_are_changes_nothing(kind: RequestKind) -> None:
    """Given the open case of a signed-in person, when a letter without proof asks for more, then it is noted alone."""
    desk = RightsDesk()
    own = ask_for(corrections=(correction(target="mobile", value="+32470000001"),))
    case = desk.ask(kind, ask=own).case
    thief = ask_for(corrections=(correction(target="email", value="dief@example.org"),), parts=("mobile",))
    noted = _entries(desk, case)
    assert desk.ask_on_paper(kind, shown=False, ask=thief).repeated
    request = desk.rooms.answering(case)
    assert [one.record for one in request.open(request.query(Table.CASES, case, "ask#"), Ask)] == [own]
    assert _entries(desk, case) > noted


def _entries(desk: RightsDesk, case: str) -> int:
    return sum(key.pk == case for key in desk.memory.database.rows[Table.LEDGER])
