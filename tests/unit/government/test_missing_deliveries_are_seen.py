"""What should have come and did not is seen, shown and alarmed before the payment cut-off, not after (goal GD-4)."""

import json
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from functions.government import schedule
from functions.government.delivery_calendar import Rhythm, delivery_calendar
from functions.government.digests import delivery_digest
from functions.government.flow import Flow
from functions.government.sequence_gaps import record_number
from functions.government.tell_deliveries import is_finding, tell_deliveries
from functions.government.watch_deliveries import FUNCTION, watch_deliveries
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.gate import Gates
from functions.vault.keyring import Secret
from tests.builders.drops import SENDER, TAX, DropWorld, envelope, household, income, number_of, written
from tests.builders.memory_system import MemorySystem

HEAD = number_of(1)
# The run of a month starts on the 1st of the next one at six (infra/stacks/app.py).
CUT_OFF = 1


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    return world


def told(world: DropWorld) -> dict[str, dict[str, object]]:
    database, clock = world.memory.database, world.memory.clock
    found = tell_deliveries(database, Gates(database, clock), civil_date(clock.instant()))
    return {str(one["flow"]): one for one in found}


@pytest.mark.goal("GD-4")
def test_gaps_and_counts_are_told_by_flow_and_sender(world: DropWorld) -> None:
    """Given numbers 2, 6 and 4, one of them bad as a whole, then gaps and counts both ways are told."""
    for number in (2, 6):
        world.take(envelope("INCOME_TAX", number, [income(f"i{number}", HEAD, 1), income("x", number_of(50), 1), {}]))
    world.take(envelope("INCOME_TAX", 4, [{}] * 9))
    assert told(world)["INCOME_TAX"] == {
        "flow": "INCOME_TAX",
        "sender": TAX,
        "lowest": 2,
        "highest": 6,
        "last_received_at": "2024-07-01T06:00:00Z",
        "overdue": False,
        "missing": [[3, 3], [5, 5]],
        "deliveries": 3,
        "unfinished": 0,
        "held": 1,
        "refused": 0,
        "notifications": 15,
        "counts": {
            "accepted": 2,
            "duplicates": 0,
            "superseded": 0,
            "unknownPersons": 2,
            "quarantined": 11,
            "refused": 0,
        },
    }
    assert is_finding(told(world)["INCOME_TAX"])


@pytest.mark.goal("GD-4")
def test_a_keyed_digest_of_every_delivery_is_kept(world: DropWorld) -> None:
    """Given a delivery, then its row holds a digest of its bytes that nobody without the secret can make."""
    delivery = envelope("INCOME_TAX", 1, [income("i1", HEAD, 1)])
    _, body = written(delivery)
    world.take(delivery)
    (row,) = [row for row in world.memory.database.rows[Table.DELIVERIES].values() if "state" in row]
    secret = world.memory.keyring.secret(Secret.LOOK_UPS)
    assert row["digest"] == delivery_digest(secret, body)
    assert row["digest"] != sha256(body).hexdigest()


def test_a_flow_that_never_came_is_overdue(world: DropWorld) -> None:
    """Given a fund to which nobody ever sent wages, then that flow is told as overdue, without a sender."""
    assert (told(world)["EMPLOYMENT"]["sender"], told(world)["EMPLOYMENT"]["overdue"]) == (None, True)


@pytest.mark.parametrize(
    ("last", "today", "overdue"),
    [
        (date(2024, 6, 3), date(2024, 7, 20), False),  # the 20th itself is not over yet
        (date(2024, 6, 3), date(2024, 7, 21), True),
        (date(2024, 6, 25), date(2024, 7, 21), True),  # late for June is not July's
        (date(2024, 7, 1), date(2024, 7, 21), False),
        (date(2024, 7, 21), date(2024, 7, 31), False),  # late, but it came
        (None, date(2024, 7, 1), True),
    ],
)
def test_a_day_that_is_over_without_a_delivery(last: date | None, today: date, overdue: bool) -> None:
    """Given a flow that is expected by the 20th of each month, then it is overdue from the 21st on, until it comes."""
    assert Rhythm(frozenset(range(1, 13)), 20, 19).is_overdue(last, today) is overdue


@pytest.mark.goal("GD-4")
def test_the_calendar_knows_every_flow_and_leaves_time_before_the_cut_off() -> None:
    """Given any flow, then the alarm about its last day rings at least three days before a run can start."""
    calendar = delivery_calendar()
    assert set(calendar) == set(Flow)
    for rhythm in calendar.values():
        for month in rhythm.months:
            alarm = date(2025, month, rhythm.by_day) + timedelta(days=1)
            cut_off = (alarm.replace(day=28) + timedelta(days=4)).replace(day=CUT_OFF)
            assert cut_off - alarm >= timedelta(days=3)


def _metrics(world: DropWorld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, int]:
    system = MemorySystem(FUNCTION, memory=world.memory)
    monkeypatch.setattr(schedule, "system", lambda: system)
    schedule.handler({}, None)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "CloudWatchMetrics" in line]
    counted = json.loads(line)
    assert counted["function"] == "government-watch"
    return counted["SequenceMissing"], counted["DeliveryOverdue"]


@pytest.mark.goal("GD-4")
def test_the_alarms_ring_before_the_cut_off(
    world: DropWorld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a late flow, then a gap, then both ring in time, before the run can start; when they come, silence."""
    for flow in Flow:
        _seen(world, flow, 7, "2024-06-25T06:00:00Z")
        _seen(world, flow, 8, "2024-07-02T06:00:00Z" if flow is not Flow.HOUSEHOLD else "2024-06-26T06:00:00Z")
    _jump_to(world, date(2024, 7, 20))
    assert _metrics(world, monkeypatch, capsys)[0] == 0
    assert Flow.HOUSEHOLD not in _overdue(world)
    _jump_to(world, date(2024, 7, 21))
    assert _overdue(world) == {Flow.HOUSEHOLD}
    assert _metrics(world, monkeypatch, capsys) == (0, 1)
    assert civil_date(world.memory.clock.instant()) < date(2024, 8, CUT_OFF)
    world.take(envelope("HOUSEHOLD", 10, [household("h", HEAD)]))
    assert _metrics(world, monkeypatch, capsys) == (1, 0)
    world.take(envelope("HOUSEHOLD", 9, [household("h9", HEAD)]))
    assert _metrics(world, monkeypatch, capsys) == (0, 0)


def _overdue(world: DropWorld) -> set[Flow]:
    database, clock = world.memory.database, world.memory.clock
    watched = watch_deliveries(database, Gates(database, clock), civil_date(clock.instant()))
    return {one.flow for one in watched if one.overdue}


def _seen(world: DropWorld, flow: Flow, number: int, at: str) -> None:
    sender = TAX if flow is Flow.INCOME_TAX else SENDER
    rooms = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).rooms
    record_number(rooms, f"{sender}#{flow}", number, at)


def _jump_to(world: DropWorld, day: date) -> None:
    clock = world.memory.clock
    clock.jump(datetime(day.year, day.month, day.day, 5, tzinfo=UTC) - clock.instant())
