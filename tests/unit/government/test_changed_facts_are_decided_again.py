"""Each accepted change asks for its months to be decided again, and nothing is asked when nothing changed."""

import json

import pytest

from functions.benefits.award_months import award_months
from functions.benefits.parameters import current_parameters
from functions.outbox.event import Event
from functions.outbox.publish_event import message_of
from functions.runtime.database import Table
from functions.runtime.queue_message import MessageFormError, read_message
from functions.units.month_range import MonthRange, hull
from functions.units.year_month import YearMonth
from functions.vault.outbox import EventKind
from tests.builders.drops import DropWorld, Json, cancellation, child_number, envelope, household, income, number_of

HEAD, CHILD = number_of(1), child_number(1)


def asked(world: DropWorld) -> list[Event]:
    """Return what was asked for since the last look."""
    rows = world.memory.database.rows[Table.OUTBOX]
    found = [Event.of(row) for row in rows.values()]
    rows.clear()
    return [event for event in found if event.kind is EventKind.FACTS_CHANGED]


def months(first: str | None, last: str | None) -> MonthRange:
    """Return a stretch of months."""
    return MonthRange(*(None if text is None else YearMonth.parse(text) for text in (first, last)))


def family() -> tuple[DropWorld, str]:
    """Return a world with one family of which nothing was asked yet."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    asked(world)
    return world, dossier


def test_a_household_touches_the_months_from_its_date_on() -> None:
    """Given a household of 1 May 2024, then the family's months from May 2024 on are asked for, once."""
    world, dossier = family()
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(CHILD, 3)])]))
    (event,) = asked(world)
    assert (event.ids, event.months) == ((dossier,), months("2024-05", None))


def test_a_household_that_moves_in_time_touches_both_stretches() -> None:
    """Given a second version with an earlier date, then the months from the earlier date on are asked for."""
    world, _ = family()
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD)]))
    asked(world)
    world.take(envelope("HOUSEHOLD", 2, [household("h1", HEAD, version=1, on="2024-02-10")]))
    assert [event.months for event in asked(world)] == [months("2024-02", None)]


def test_an_income_touches_the_months_that_are_tested_on_its_year() -> None:
    """Given the income of 2022, then the months tested on 2022 in some region are asked for."""
    world, _ = family()
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 2_000_000)]))
    (event,) = asked(world)
    assert event.months == award_months(2022, current_parameters())
    assert event.months is not None
    assert YearMonth(2024, 10) in event.months
    assert YearMonth(2023, 12) not in event.months


def test_income_years_before_every_known_law_touch_nothing() -> None:
    """Given an income year that no known law tests, then no month is named."""
    assert award_months(2005, current_parameters()) is None


@pytest.mark.parametrize(
    ("again", "asks"),
    [
        (income("i1", HEAD, 2_000_000), 0),  # a duplicate
        (income("i1", HEAD, 9), 0),  # a conflict is put aside
        (cancellation("i1", HEAD, 1), 1),
        (income("i1", HEAD, 2_000_001, version=1), 1),
        (income("i9", number_of(70), 1), 0),  # somebody who is not ours
    ],
)
def test_only_what_changes_something_asks(again: Json, asks: int) -> None:
    """Given an income that stands, then only another belief asks again."""
    world, _ = family()
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 2_000_000)]))
    asked(world)
    world.take(envelope("INCOME_TAX", 2, [again]))
    assert len(asked(world)) == asks


def test_a_replay_and_a_void_of_a_void_ask_nothing() -> None:
    """Given a cancelled income, when old deliveries come again and another cancellation comes, nothing is asked."""
    world, _ = family()
    first = envelope("INCOME_TAX", 1, [income("i1", HEAD, 2_000_000)])
    second = envelope("INCOME_TAX", 2, [cancellation("i1", HEAD, 1)])
    world.take(first)
    world.take(second)
    asked(world)
    for again in (second, first, envelope("INCOME_TAX", 3, [cancellation("i1", HEAD, 2)])):
        world.take(again)
    assert asked(world) == []


def test_what_comes_below_a_higher_version_asks_nothing() -> None:
    """Given version 1, when version 0 comes late, then it is recorded and nothing is asked."""
    world, _ = family()
    world.take(envelope("INCOME_TAX", 2, [income("i1", HEAD, 7, version=1)]))
    asked(world)
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 8)]))
    assert asked(world) == []


def test_the_message_holds_ids_and_months_only() -> None:
    """Given a change, then its queue message has an id and two ends, and is read back; other ends are refused."""
    world, dossier = family()
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD)]))
    (event,) = asked(world)
    body = message_of(event)
    assert json.loads(body) == {
        "event": event.key.sk,
        "kind": "facts_changed",
        "ids": [dossier],
        "months": ["2024-05", None],
    }
    assert read_message(body).months == months("2024-05", None)
    for wrong in ('["2024-13",null]', '["2024-05"]', "7"):
        with pytest.raises(MessageFormError):
            read_message(body.replace('["2024-05",null]', wrong))


def test_a_hull_is_open_where_one_part_is() -> None:
    """Given stretches, then their hull has the widest ends."""
    assert hull([]) is None
    assert hull([months("2024-02", "2024-03"), months("2024-05", None)]) == months("2024-02", None)
    assert hull([months("2024-02", "2024-03"), months(None, "2024-01")]) == months(None, "2024-03")
    assert YearMonth(2024, 4) not in months("2024-02", "2024-03")
