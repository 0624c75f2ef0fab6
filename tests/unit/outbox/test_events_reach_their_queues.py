"""What a change asked for is sent once it is written: ids only, nothing lost, nothing counted as sent that waits."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from functions.outbox.event import Event, OutboxRowError
from functions.outbox.publish_event import QUEUE_OF, publish_events
from functions.outbox.stream import events_of
from functions.outbox.sweep_outbox import WATERMARK, Swept, sweep_outbox
from functions.runtime.database import Key, Put, Table
from functions.runtime.queue_message import read_message
from functions.units.clock import SetClock, parse_instant
from functions.vault.ids import new_id
from functions.vault.outbox import ROUTED, EventKind, outbox_item
from tests.architecture.modules import ROOT
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_objects import InMemoryQueue

SAMPLE = Path(ROOT) / "events" / "stream" / "outbox_insert.json"
START = parse_instant("2024-07-01T06:00:00Z")


def store_with(*kinds: EventKind, clock: SetClock | None = None) -> InMemoryDatabase:
    database = InMemoryDatabase()
    for kind in kinds:
        database.write(Put(Table.OUTBOX, outbox_item(kind, (new_id("rcp"),), clock or SetClock(START))))
    return database


def queues() -> dict[str, InMemoryQueue]:
    return {name: InMemoryQueue() for name in QUEUE_OF.values()}


def rows(database: InMemoryDatabase) -> list[Key]:
    return [key for key in database.rows[Table.OUTBOX] if key != WATERMARK]


def test_every_routed_kind_has_a_queue() -> None:
    """Given the kinds that the vault routes, then each has a queue and no other kind has one."""
    assert set(QUEUE_OF) == ROUTED


def test_an_event_is_sent_as_ids_and_then_deleted() -> None:
    """Given a new row, when it is published, then the consumer's own reader understands it and the row is gone."""
    database, to = store_with(EventKind.SUBMISSION_RECEIVED), queues()
    events = [Event.of(row) for row in database.rows[Table.OUTBOX].values()]
    assert publish_events(events, to, database) == 1
    (body,) = to["submissions"].bodies
    message = read_message(body)
    assert (message.kind, message.ids) == ("submission_received", events[0].ids)
    assert set(json.loads(body)) == {"event", "kind", "ids"}
    assert rows(database) == []


def test_a_row_stays_when_the_queue_refuses() -> None:
    """Given a queue that takes nothing, when a row is published, then the row waits for the sweep."""
    database, to = store_with(EventKind.RIGHTS_STEP), queues()

    def refuse(_: str) -> None:
        msg = "down"
        raise ConnectionError(msg)

    to["rights"].before = refuse
    with pytest.raises(ConnectionError):
        publish_events([Event.of(row) for row in database.rows[Table.OUTBOX].values()], to, database)
    assert len(rows(database)) == 1


def test_the_stream_gives_new_rows_only() -> None:
    """Given a stream batch with two new rows and a deletion, then two events are read."""
    events = events_of(json.loads(SAMPLE.read_text(encoding="utf-8")))
    assert [event.kind for event in events] == [EventKind.SUBMISSION_RECEIVED, EventKind.MESSAGE_WANTED]


@pytest.mark.parametrize("event", [{}, {"Records": "none"}])
def test_a_batch_that_nobody_understands_is_not_done(event: dict[str, object]) -> None:
    """Given an event of another shape, then it raises and is not counted as published."""
    with pytest.raises(OutboxRowError):
        events_of(event)


def test_a_row_with_more_than_ids_is_refused() -> None:
    """Given a row that carries something else than an id, then it is not published."""
    with pytest.raises(OutboxRowError):
        Event.of({"pk": "a", "sk": "b", "kind": "rights_step", "ids": ["Elise"], "at": "2024-07-01T06:00:00Z"})


def test_the_sweep_sends_what_is_old_and_leaves_what_is_new() -> None:
    """Given rows of now and of ten minutes ago, when the sweep runs, then only the old ones are sent again."""
    clock = SetClock(START)
    database, to = store_with(*[EventKind.SUBMISSION_RECEIVED] * 12, clock=clock), queues()
    clock.jump(timedelta(minutes=10))
    database.write(Put(Table.OUTBOX, outbox_item(EventKind.RIGHTS_STEP, (new_id("cas"),), clock)))
    assert sweep_outbox(database, to, clock.real_now()) == Swept(sent=12, waiting=0)
    assert len(to["submissions"].bodies) == 12
    assert to["submissions"].calls["send"] == 2
    assert to["rights"].bodies == []
    assert len(rows(database)) == 1


def test_what_waited_for_a_consumer_is_sent_when_it_comes() -> None:
    """Given rows from before there was a desk of messages, when the sweep runs, then each is sent to the right one."""
    database, to = store_with(), queues()
    for ids in ((new_id("rcp"),), (new_id("dos"), new_id("prs")), (new_id("dos"), new_id("pay")), (new_id("prs"),)):
        row = outbox_item(EventKind.MESSAGE_WANTED, ids, SetClock(START))
        database.write(Put(Table.OUTBOX, row | {"pk": "waiting#3"}))
    assert sweep_outbox(database, to, START + timedelta(days=30)) == Swept(sent=4, waiting=0)
    assert rows(database) == []
    told = {
        name: [json.loads(body)["message"] for body in to[name].bodies] for name in ("messages", "messages-outside")
    }
    assert {name: sorted(kinds) for name, kinds in told.items()} == {
        "messages": ["family_opened", "payment_decided"],
        "messages-outside": ["form_with_person", "interest_kept"],
    }


def test_a_wanted_message_of_no_known_kind_stays_and_is_counted() -> None:
    """Given a row that names no kind and ids that tell none, then it waits and is counted."""
    database, to = store_with(), queues()
    row = outbox_item(EventKind.MESSAGE_WANTED, (new_id("fil"),), SetClock(START))
    database.write(Put(Table.OUTBOX, row | {"pk": "waiting#3"}))
    assert sweep_outbox(database, to, START).waiting == 1
    assert len(rows(database)) == 1


def test_no_event_is_too_old_to_be_sent() -> None:
    """Given a queue that was down for 40 days, when it answers again, then the sweep still finds the event."""
    clock = SetClock(START)
    database, to = store_with(clock=clock), queues()
    sweep_outbox(database, to, START)
    database.write(Put(Table.OUTBOX, outbox_item(EventKind.RIGHTS_STEP, (new_id("cas"),), clock)))
    assert sweep_outbox(database, to, START + timedelta(days=40)).sent == 1
    assert len(to["rights"].bodies) == 1


def test_a_quiet_sweep_reads_few_partitions() -> None:
    """Given nothing to send for weeks, when the sweep runs again, then it looks at two days, not at all of them."""
    database, to = store_with(), queues()
    now = START + timedelta(days=40)
    sweep_outbox(database, to, now)
    database.calls.clear()
    sweep_outbox(database, to, now)
    assert database.calls["query"] == 3 * 8


def test_a_broken_row_stops_nobody() -> None:
    """Given a row that is no event beside one that is, when the sweep runs, then one is counted and one sent."""
    database, to = store_with(EventKind.RIGHTS_STEP), queues()
    database.write(Put(Table.OUTBOX, {"pk": "2024-07-01#0", "sk": "evt", "kind": "other", "ids": []}))
    assert sweep_outbox(database, to, START + timedelta(hours=1)) == Swept(sent=1, waiting=0, broken=1)


def test_a_queue_that_refuses_stops_no_other_queue() -> None:
    """Given two kinds and one queue that is down, then the other kind is sent and the failure is told."""
    database, to = store_with(EventKind.RIGHTS_STEP, EventKind.SUBMISSION_RECEIVED), queues()

    def refuse(_: str) -> None:
        msg = "down"
        raise ConnectionError(msg)

    to["rights"].before = refuse
    with pytest.raises(ConnectionError):
        sweep_outbox(database, to, START + timedelta(hours=1))
    assert len(to["submissions"].bodies) == 1
    assert len(rows(database)) == 1
