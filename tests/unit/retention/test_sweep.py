"""What is past its term goes on its day: keys and rows, with evidence in the same write and a signed certificate."""

import json
import random
from datetime import date, timedelta
from hashlib import sha256

import pytest

from functions.dossier.dossier import OPEN
from functions.register.purpose import Purpose
from functions.retention import schedule
from functions.retention.sweep_due import EVERY_STATE, Swept
from functions.rights.rights_state import RightsState
from functions.runtime.database import Key, Table, Update
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request
from functions.vault.signature import holds
from functions.vault.subject import State
from tests.builders.due_records import SweepWorld
from tests.builders.erasure import begin_erasure
from tests.builders.memory_system import MemorySystem

TODAY = date(2024, 7, 1)
LISTED = (Table.SUBMISSIONS, Table.PEOPLE, Table.CASES, Table.CONSENTS, Table.DOSSIERS)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def world() -> SweepWorld:
    return SweepWorld()


def subject_state(world: SweepWorld, subject: str) -> tuple[State, int]:
    found = world.memory.request(Purpose.DESTROY_PAST_TERM, states=EVERY_STATE).subject(subject)
    return found.state, len(found.wrapped)


def rows(world: SweepWorld, table: Table) -> set[str]:
    return {key.pk for key in world.memory.database.rows[table]}


def test_a_form_past_its_term_loses_keys_and_row(world: SweepWorld) -> None:
    due, subject = world.submission(TODAY)
    later, _ = world.submission(TOMORROW)
    assert world.sweep() == Swept(destroyed=1, overdue=0, certificates=1)
    assert rows(world, Table.SUBMISSIONS) == {later}
    assert subject_state(world, subject) == (State.ENDED, 0)
    assert due not in rows(world, Table.SUBMISSIONS)


def test_a_case_goes_with_all_its_rows_and_a_prospect_with_its_keys(world: SweepWorld) -> None:
    case, prospect = world.case(TODAY), world.prospect(YESTERDAY)
    assert world.sweep().destroyed == 2
    assert not rows(world, Table.CASES)
    assert not rows(world, Table.PEOPLE)
    assert subject_state(world, case) == subject_state(world, prospect) == (State.ENDED, 0)


def test_rows_of_nobody_go_one_by_one(world: SweepWorld) -> None:
    for sequence in range(60):
        world.delivery(YESTERDAY if sequence % 2 else TOMORROW, sequence)
    world.consent(TODAY)
    kept = world.consent(TOMORROW)
    assert world.sweep() == Swept(destroyed=31, overdue=0, certificates=1)
    assert rows(world, Table.CONSENTS) == {kept}
    assert {int(key.sk) % 2 for key in world.memory.database.rows[Table.DELIVERIES]} == {0}


def test_a_closed_file_goes_with_its_people_payments_and_look_ups(world: SweepWorld) -> None:
    dossier, person = world.dossier(TODAY)
    assert world.sweep().destroyed == 1
    assert not rows(world, Table.DOSSIERS)
    assert not rows(world, Table.PAYMENTS)
    assert not rows(world, Table.LOOK_UPS)
    assert subject_state(world, dossier) == subject_state(world, person) == (State.ENDED, 0)


def test_a_person_who_stands_in_another_file_too_keeps_the_keys(world: SweepWorld) -> None:
    other, person = world.dossier(TOMORROW)
    world.dossier(TODAY, people=(person,))
    assert world.sweep().destroyed == 1
    assert rows(world, Table.DOSSIERS) == {other}
    assert subject_state(world, person)[0] is State.LIVE


def test_a_file_that_is_open_is_overdue_and_stands_and_is_found_again(world: SweepWorld) -> None:
    dossier, _ = world.dossier(YESTERDAY, state=OPEN)
    assert world.sweep() == Swept(destroyed=0, overdue=1, certificates=0)
    assert rows(world, Table.DOSSIERS) == {dossier}
    world.memory.clock.jump(timedelta(days=40))
    assert world.sweep().overdue == 1


@pytest.mark.parametrize("table", [Table.SUBMISSIONS, Table.CONSENTS])
def test_a_term_made_longer_between_reading_and_deleting_keeps_the_row(world: SweepWorld, table: Table) -> None:
    key = Key(world.submission(TODAY)[0], "form") if table is Table.SUBMISSIONS else Key(world.consent(TODAY), "000001")
    database = world.memory.database
    quiet = database.before

    def extend(call: str) -> None:
        if call == "transact":
            database.before = quiet
            later = (TODAY + timedelta(days=9)).isoformat()
            database.write(Update(table, key, set={"destroy_on": later}))

    database.before = extend
    swept = world.sweep()
    assert key in database.rows[table]
    assert swept.destroyed == 0


def test_a_second_sweep_writes_nothing(world: SweepWorld) -> None:
    world.submission(TODAY)
    world.dossier(TODAY)
    world.consent(TODAY)
    world.sweep()
    world.memory.database.calls.clear()
    assert world.sweep() == Swept(destroyed=0, overdue=0, certificates=0)
    assert {call: number for call, number in world.memory.database.calls.items() if call in ("write", "transact")} == {}


def test_the_work_follows_from_what_is_due_and_never_from_the_table(world: SweepWorld) -> None:
    """Given the same due rows in a table ten times as large, then the sweep asks exactly as often (S1)."""
    counts = []
    for size in (10, 100):
        one = SweepWorld()
        for number in range(size):
            one.delivery(TODAY + timedelta(days=100 + number), 1000 + number)
        for number in range(5):
            one.delivery(YESTERDAY, number)
            one.submission(YESTERDAY)
        one.sweep()
        one.memory.clock.jump(timedelta(days=1))
        one.delivery(TODAY, 9999)
        one.memory.database.calls.clear()
        assert one.sweep().destroyed == 1
        counts.append(dict(one.memory.database.calls))
    assert counts[0] == counts[1]


def test_days_that_were_missed_are_swept_too(world: SweepWorld) -> None:
    world.sweep()
    for days in (1, 40, 99):
        world.consent(TODAY + timedelta(days=days))
    world.memory.clock.jump(timedelta(days=100))
    assert world.sweep().destroyed == 3


def test_a_fault_in_one_aggregate_stops_no_other_and_is_done_the_next_day(
    world: SweepWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = {world.submission(TODAY)[0] for _ in range(3)}
    broken = min(receipts)
    failing = {"on": True}
    fetch = Request.fetch

    def faulty(request: Request, place: Place) -> SealedItem | None:
        if place.pk == broken and failing["on"]:
            msg = "made by the test"
            raise RuntimeError(msg)
        return fetch(request, place)

    monkeypatch.setattr(Request, "fetch", faulty)
    assert world.sweep() == Swept(destroyed=2, overdue=1, certificates=1)
    assert [str(error) for error in world.failures] == ["made by the test"]
    failing["on"] = False
    world.memory.clock.jump(timedelta(days=3))
    assert world.sweep() == Swept(destroyed=1, overdue=0, certificates=1)


def test_a_certificate_is_signed_chained_and_says_what_went_without_naming_it(world: SweepWorld) -> None:
    receipts = sorted(world.submission(TODAY)[0] for _ in range(2))
    world.consent(TODAY)
    world.sweep()
    world.memory.clock.jump(timedelta(days=1))
    world.consent(TOMORROW)
    world.sweep()
    first, second = (json.loads(body) for _, body in sorted(world.bucket.bodies.items()))
    assert all(holds(one, world.memory.keyring.signing_public()) for one in (first, second))
    digest = sha256(json.dumps([f"{receipt}/form" for receipt in receipts]).encode()).hexdigest()
    assert first["destroyed"][1] == {
        "type": "submission",
        "rule": "submission",
        "count": 2,
        "digest": f"sha256:{digest}",
    }
    assert (first["previous"], second["certificate"]) == (None, 2)
    stored = world.memory.database.rows[Table.ERASURES][Key("certificates", "00000001")]["document"]
    assert second["previous"] == sha256(str(stored).encode()).hexdigest()
    assert not any(receipt in str(first) for receipt in receipts)
    assert not [key for key in world.memory.database.rows[Table.ERASURES] if key.pk.startswith("evidence#")]


def test_rows_that_stayed_under_hold_go_on_their_own_day_and_take_the_last_key_with_them() -> None:
    erasure = begin_erasure()
    assert erasure.run(erasure.ask()) is RightsState.CLOSED
    world = SweepWorld(erasure.memory)
    world.sweep()
    partner = erasure.family.partner
    assert subject_state(world, partner) == (State.ENDED, 1)
    erasure.memory.clock.jump(date(2029, 12, 31) - TODAY)
    world.sweep()
    assert subject_state(world, partner) == (State.ENDED, 1)
    erasure.memory.clock.jump(timedelta(days=1))
    # The row goes, its key with it, and so the tombstone that carried the key.
    assert world.sweep() == Swept(destroyed=2, overdue=0, certificates=1)
    assert partner not in rows(world, Table.SUBJECTS) | rows(world, Table.LEDGER)
    own = [row for row in erasure.memory.database.rows[Table.DOSSIERS].values() if row["subject"] == partner]
    assert own == []


def test_journal_and_suppression_go_when_their_own_term_ends() -> None:
    erasure = begin_erasure()
    assert erasure.run(erasure.ask()) is RightsState.CLOSED
    world, database = SweepWorld(erasure.memory), erasure.memory.database
    world.sweep()
    erasure.memory.clock.jump(date(2029, 6, 30) - TODAY)
    world.sweep()
    kinds = {key.pk.partition("#")[0] for key in database.rows[Table.ERASURES]}
    assert kinds >= {"journal", "suppressed"}
    erasure.memory.clock.jump(timedelta(days=1))
    assert world.sweep().overdue == 0
    left = {key.pk.partition("#")[0] for key in database.rows[Table.ERASURES]}
    assert left == {"due", "sweep", "certificates"}


def test_tombstone_and_chain_of_an_ended_subject_go_five_years_later(world: SweepWorld) -> None:
    _, subject = world.submission(TODAY)
    world.sweep()
    world.memory.clock.jump(date(2029, 6, 30) - TODAY)
    world.sweep()
    assert {subject} <= rows(world, Table.SUBJECTS) & rows(world, Table.LEDGER)
    world.memory.clock.jump(timedelta(days=1))
    assert world.sweep() == Swept(destroyed=1, overdue=0, certificates=0)
    assert subject not in rows(world, Table.SUBJECTS) | rows(world, Table.LEDGER)


def test_day_by_day_nothing_goes_early_and_nothing_late(soak: bool) -> None:
    """Given records of every sort due over a year (ten in full size), when each day is swept, each goes on its day.

    Tombstones of what went are due five years later, and go then as well.
    """
    span, number = (3650, 1200) if soak else (365, 120)
    world, dice = SweepWorld(), random.Random(20240701)  # noqa: S311 - repeatable, no secret
    world.sweep()
    due: dict[Key, date] = {}
    makers = (world.submission, world.prospect, world.case, world.consent, world.dossier)
    for _ in range(number):
        day = TODAY + timedelta(days=dice.randint(1, span))
        made = dice.choice(makers)(day)
        identifier = made if isinstance(made, str) else made[0]
        due |= {key: day for table in LISTED for key in world.memory.database.rows[table] if key.pk == identifier}
    for days in range(1, span + 2):
        world.memory.clock.jump(timedelta(days=1))
        assert world.sweep().overdue == 0
        today = TODAY + timedelta(days=days)
        standing = {key for table in LISTED for key in world.memory.database.rows[table]}
        assert standing == {key for key, day in due.items() if day > today}, f"wrong on {today}"
    assert world.failures == []


def test_the_sweep_says_so_when_it_is_woken_by_its_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    world = SweepWorld()
    world.submission(TODAY)
    world.dossier(TODAY, state=OPEN)
    system = MemorySystem("retention-sweep", world.memory)
    monkeypatch.setattr(MemorySystem, "objects", lambda *_: world.bucket, raising=False)
    monkeypatch.setattr(schedule, "system", lambda: system)
    assert schedule.handler({}, None) == {"destroyed": 1, "overdue": 1, "certificates": 1}
