"""The clock of a request: one month, two more when it is said why, standing only for the identity, alarms once each."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from functions.register.reason import UnknownReasonError
from functions.rights.decide_request import Decision, DecisionRefusedError, extend, prove_identity, refuse
from functions.rights.identity_proof import IdentityProof
from functions.rights.request_clock import alarm_at, due_date, elapsed_percent
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.statistic import read_statistic
from functions.rights.watch_clock import Watched, watch_clock
from functions.runtime.database import Table
from functions.units.clock import parse_instant
from functions.vault.gate import Gates
from tests.builders.rights_desk import OFFICER, RECEIVED, RightsDesk


@pytest.fixture
def desk() -> RightsDesk:
    return RightsDesk()


def watch(desk: RightsDesk, day: date) -> Watched:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Brussels"))
    desk.go_to(at)
    database = desk.memory.database
    return watch_clock(database, Gates(database, desk.memory.clock), desk.memory.clock, desk.memory.clock)


@pytest.mark.goal("DS-5")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 12, 15), date(2025, 1, 15)),
        (date(2024, 6, 28), date(2024, 7, 28)),
    ],
)
def test_the_term_ends_on_the_same_date_a_month_later(received: date, due: date) -> None:
    assert due_date(received) == due


@pytest.mark.goal("DS-5")
def test_an_extension_gives_two_months_more_counted_from_the_receipt() -> None:
    assert due_date(date(2024, 11, 30), extended=True) == date(2025, 2, 28)


@pytest.mark.goal("DS-5")
def test_the_last_day_is_not_over_and_the_day_after_is() -> None:
    received, due = date(2024, 7, 1), date(2024, 8, 1)
    assert elapsed_percent(received, due, due) < 100
    assert alarm_at(received, due, due) == 95
    assert alarm_at(received, due, due + timedelta(days=1)) == 100
    assert alarm_at(received, due, received) is None


@pytest.mark.goal("DS-5")
def test_each_alarm_is_given_once_at_50_80_and_95_percent_and_when_it_is_late(desk: RightsDesk) -> None:
    """Given an open request, when every day is watched twice, then each alarm comes once, on its own day."""
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    given = []
    for number in range(40):
        day = RECEIVED + timedelta(days=number)
        for _ in range(2):
            given += [(step, number) for step, _ in watch(desk, day).alarmed]
    assert given == [(50, 16), (80, 26), (95, 31), (100, 32)]
    assert watch(desk, RECEIVED + timedelta(days=41)).late == 1
    assert desk.record(case).state is RightsState.RECEIVED


@pytest.mark.goal("DS-5")
def test_an_alarm_that_was_given_is_not_given_again_after_the_case_moved(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    assert watch(desk, RECEIVED + timedelta(days=17)).alarmed == [(50, case)]
    assert desk.run(case) is RightsState.AFTER_SETTLEMENT
    again = watch(desk, RECEIVED + timedelta(days=18))
    assert (again.alarmed, again.woken) == ([], 1)


@pytest.mark.goal("DS-5")
def test_the_clock_stands_while_the_identity_is_not_shown_and_for_nothing_else(desk: RightsDesk) -> None:
    """Given a letter without proof, when ten days later the identity is shown, then the term ends ten days later."""
    case = desk.ask_on_paper(RequestKind.ACCESS, shown=False).case
    assert desk.run(case) is RightsState.AWAITING_IDENTITY
    assert watch(desk, RECEIVED + timedelta(days=60)).alarmed == []
    desk.go_to(parse_instant("2024-07-11T08:00:00Z"))
    prove_identity(desk.staff(case), case, IdentityProof("paper", "passport", date(2024, 7, 11), OFFICER))
    record = desk.record(case)
    assert (record.state, record.due_on, record.paused_on) == (RightsState.RECEIVED, date(2024, 8, 11), None)
    assert desk.run(case) is RightsState.CLOSED


@pytest.mark.goal("DS-5")
def test_an_extension_is_told_with_its_reason_once_and_in_time(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    why = Decision("complex", "Drie dossiers hangen samen.")
    assert extend(desk.staff(case), case, why) == date(2024, 10, 1)
    told = [row["message"] for row in desk.memory.database.rows[Table.OUTBOX].values() if "message" in row]
    assert sorted(map(str, told)) == ["rights_extended", "rights_taken"]
    with pytest.raises(DecisionRefusedError):
        extend(desk.staff(case), case, why)
    assert desk.record(case).reasons == ("complex",)


@pytest.mark.goal("DS-5")
def test_days_on_which_the_clock_stood_are_no_part_of_the_term_that_is_over(desk: RightsDesk) -> None:
    """Given a letter whose identity is shown 30 days later, then alarms come as if it had been received that day."""
    case = desk.ask_on_paper(RequestKind.ERASURE, desk.family.payee, shown=False).case
    desk.go_to(parse_instant("2024-07-31T08:00:00Z"))
    prove_identity(desk.staff(case), case, IdentityProof("paper", "passport", date(2024, 7, 31), OFFICER))
    assert desk.record(case).due_on == date(2024, 8, 31)
    given = []
    for number in range(30, 66):
        given += [(step, number) for step, _ in watch(desk, RECEIVED + timedelta(days=number)).alarmed]
    assert given == [(50, 46), (80, 56), (95, 61), (100, 62)]


@pytest.mark.goal("DS-5")
def test_an_extended_term_gives_its_own_alarms(desk: RightsDesk) -> None:
    """Given alarms of the first month, when the term is extended, then 50, 80 and 95 % of the longer one are told."""
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    assert watch(desk, RECEIVED + timedelta(days=31)).alarmed == [(95, case)]
    extend(desk.staff(case), case, Decision("complex"))
    given = []
    for number in range(31, 96):
        given += [(step, number) for step, _ in watch(desk, RECEIVED + timedelta(days=number)).alarmed]
    assert given == [(50, 47), (80, 75), (95, 89), (100, 93)]


@pytest.mark.goal("DS-5")
def test_an_extension_after_the_first_month_is_refused(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    desk.go_to(parse_instant("2024-08-02T08:00:00Z"))
    with pytest.raises(DecisionRefusedError):
        extend(desk.staff(case), case, Decision("complex"))


@pytest.mark.goal("DS-5")
def test_an_extension_for_a_reason_of_our_own_is_refused(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    for reason in ("busy", "unfounded"):
        with pytest.raises(UnknownReasonError):
            extend(desk.staff(case), case, Decision(reason))


@pytest.mark.goal("DS-5")
def test_the_public_statistic_counts_each_answer_once_by_right_outcome_and_punctuality() -> None:
    """Given answers in time and one that is late, then the month's counts say so, and small counts stay hidden."""
    desk = RightsDesk()
    for _ in range(6):
        case = desk.ask(RequestKind.OBJECTION).case
        assert desk.run(case) is RightsState.CLOSED
        assert desk.run(case) is RightsState.CLOSED
    late = desk.ask(RequestKind.ACCESS, received_on=date(2024, 5, 2)).case
    desk.run(late)
    counted = read_statistic(desk.memory.database, "2024-07")
    assert counted["objection.granted"] == counted["objection.in_time"] == 6
    assert counted["access.late"] == "fewer than 5"
    assert read_statistic(desk.memory.database, "2024-06") == {}


def test_a_refusal_names_a_reason_of_the_register_and_closes_the_case(desk: RightsDesk) -> None:
    case = desk.ask_on_paper(RequestKind.ACCESS, shown=False).case
    with pytest.raises(UnknownReasonError):
        refuse(desk.staff(case), case, Decision("legal_duty"), OFFICER)
    refuse(desk.staff(case), case, Decision("identity_not_shown"), OFFICER)
    record = desk.record(case)
    assert (record.state, record.outcome, record.reasons) == (RightsState.CLOSED, "refused", ("identity_not_shown",))


def test_what_was_answered_is_not_refused_afterwards(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.RESTRICTION).case
    desk.run(case)
    with pytest.raises(DecisionRefusedError):
        refuse(desk.staff(case), case, Decision("excessive"), OFFICER)
