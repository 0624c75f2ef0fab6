"""A repeat joins the open case and never delays it; after the answer, a new request is a case of its own."""

from datetime import date

import pytest

from functions.rights.ask import Ask
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table
from functions.units.clock import parse_instant
from tests.builders.opened_rows import opened_text
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


def test_a_repeat_with_a_strong_sign_in_lets_a_letter_s_case_go_on_with_the_person_s_own_words() -> None:
    """Given a letter without proof, when the person signs in and asks the same right, then it is answered in one case.

    What the letter asked stays undone: nobody knows who wrote it.
    """
    desk = RightsDesk()
    thief = ask_for(corrections=(correction(target="email", value="dief@example.org"),))
    case = desk.ask_on_paper(RequestKind.RECTIFICATION, shown=False, ask=thief).case
    assert desk.run(case) is RightsState.AWAITING_IDENTITY
    desk.go_to(parse_instant("2024-07-11T08:00:00Z"))
    own = ask_for(corrections=(correction(target="mobile", value="+32470000001"),))
    again = desk.ask(RequestKind.RECTIFICATION, ask=own, received_on=date(2024, 7, 11))
    assert (again.case, again.repeated) == (case, True)
    record = desk.record(case)
    assert (record.state, record.paused_on, record.due_on) == (RightsState.RECEIVED, None, date(2024, 8, 11))
    assert (record.identity_method, record.received_on) == ("strong_sign_in", RECEIVED)
    assert desk.run(case) is RightsState.CLOSED
    text = opened_text(desk.memory.database, desk.memory.keyring, [Table.CASES, Table.DOSSIERS])
    assert "dief@example.org" not in text
    assert "+32470000001" in text


def test_the_same_asked_again_with_proof_is_done_once() -> None:
    desk = RightsDesk()
    mail = ask_for(corrections=(correction(target="email", value="een@example.org"),))
    case = desk.ask_on_paper(RequestKind.RECTIFICATION, shown=False, ask=mail).case
    assert desk.ask(RequestKind.RECTIFICATION, ask=mail).case == case
    assert desk.run(case) is RightsState.CLOSED
    assert len([key for key in desk.memory.database.rows[Table.CASES] if key.sk.startswith("ask#")]) == 1


def test_a_repeat_without_words_of_its_own_lets_the_case_go_on_too() -> None:
    desk = RightsDesk()
    case = desk.ask_on_paper(RequestKind.ACCESS, shown=False).case
    assert desk.ask(RequestKind.ACCESS).case == case
    assert desk.run(case) is RightsState.CLOSED


def _entries(desk: RightsDesk, case: str) -> int:
    return sum(key.pk == case for key in desk.memory.database.rows[Table.LEDGER])
