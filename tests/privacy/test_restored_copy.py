"""A copy of all tables from before an erasure is put in place under other names: nobody who was erased can be read.

The search opens every blob with every key that is left, past the vault's door, and looks for the person's values in
what opens and in the raw rows. It first finds all of them where nothing was erased, else it would prove nothing.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

import pytest

from functions.dossier.fact import YearlyIncomeFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.rights.advance_request import STEPS, Step, advance_request
from functions.rights.replay_journal import Replayed, Restored, replay_journal
from functions.rights.rights_state import RightsState
from functions.rights.work import ALSO_ENDING, Rooms, Work
from functions.runtime.database import Item, Key, Table
from functions.vault.errors import BrokenSealError, GateClosedError
from functions.vault.gate import Gates
from functions.vault.ledger_entry import Actor
from functions.vault.place import Place, SealedItem
from functions.vault.subject import subject_key
from functions.vault.vault import Vault
from tests.builders.due_records import SweepWorld
from tests.builders.erasure import Erasure
from tests.builders.main_path_erasure import INCOME_CENTS, PARTNER, main_path_erasure
from tests.builders.opened_rows import opened_text
from tests.builders.vault import MemoryVault
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.privacy.planted_values import Place as Resting
from tests.privacy.planted_values import search

# Everything that the family said about the partner. The year's income is kept, so it is looked for apart.
ERASED = ("Wouter", "Gezocht", PARTNER, "1989-11-30", "self_employed")
KEPT = str(INCOME_CENTS)
# Tables that a restore leaves as they are: the journal that makes the others forget, and the gates.
NEVER_RESTORED = (Table.ERASURES, Table.GATES)

# The ledger's entries are sealed in a form of their own; they hold names of fields, never a value.
SEALED_TABLES = tuple(table for table in Table if table is not Table.LEDGER)

type Rows = dict[Table, dict[Key, Item]]


@dataclass
class Drill:
    """An erasure that is done, and what all tables held before it."""

    erasure: Erasure
    before: Rows

    def restored(self, *, live: tuple[Table, ...] = NEVER_RESTORED) -> InMemoryDatabase:
        """Return the copy in place under new names; `live` tables are those of today."""
        database = InMemoryDatabase(names="kroost-test-{table}-2")
        for table in Table:
            source = self.erasure.memory.database.rows if table in live else self.before
            database.rows[table] = copy.deepcopy(source[table])
        return database

    def vault(self, database: InMemoryDatabase) -> Vault:
        """Return a vault over a copy, with the gates as they stand there."""
        memory = self.erasure.memory
        return Vault(database, memory.keyring, Gates(database, memory.clock), memory.clock, memory.clock)

    def replay(self, database: InMemoryDatabase, since: date = date(2024, 6, 30)) -> Replayed:
        """Run the documented procedure on a copy."""
        memory = self.erasure.memory
        restored = Restored(
            database, Whole(database), memory.keyring, memory.clock, memory.clock, self.erasure.holdings
        )
        return replay_journal(restored, since)

    def readable(self, database: InMemoryDatabase) -> set[str]:
        """Return which of the person's values can be read in a store, with every key that is left."""
        opened = opened_text(database, self.erasure.memory.keyring, SEALED_TABLES).encode()
        places = [Resting("opened", opened), Resting("raw", raw_text(database))]
        return {found.value for found in search({value: value for value in (*ERASED, KEPT)}, places)}


@dataclass
class Whole:
    """Whole tables of an in-memory store."""

    database: InMemoryDatabase

    def rows(self, table: Table) -> Iterator[Item]:
        yield from [copy.deepcopy(row) for row in self.database.rows[table].values()]


def raw_text(database: InMemoryDatabase) -> bytes:
    """Return every row as it rests, bytes both as they are and as a row shows them."""
    rows = [row for table in Table for row in database.rows[table].values()]
    return repr(rows).encode() + b"".join(blob for row in rows for blob in _bytes(row))


def _bytes(value: object) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _bytes(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _bytes(part)


@pytest.fixture
def drill() -> Drill:
    erasure = main_path_erasure()
    before = copy.deepcopy(erasure.memory.database.rows)
    assert erasure.run(erasure.ask(PARTNER)) is RightsState.CLOSED
    return Drill(erasure, before)


def test_the_search_finds_everything_where_nothing_was_erased(drill: Drill) -> None:
    assert drill.readable(drill.restored()) == {*ERASED, KEPT}


def test_after_the_erasure_only_what_the_plan_keeps_can_be_read(drill: Drill) -> None:
    assert drill.readable(drill.erasure.memory.database) == {KEPT}


def test_a_copy_without_the_subjects_opens_with_no_key_that_is_left(drill: Drill) -> None:
    live = (*NEVER_RESTORED, Table.SUBJECTS)
    assert drill.readable(drill.restored(live=live)) == set()


@pytest.mark.parametrize("table", [table for table in Table if table not in NEVER_RESTORED])
def test_before_the_replay_the_gate_refuses_every_read(drill: Drill, table: Table) -> None:
    request = drill.vault(drill.restored()).request(Purpose.CALCULATE_AND_PAY, "payments-worker", Actor.system())
    place = next((Place(table, key.pk, key.sk) for key in drill.before[table]), Place(table, "x", "y"))
    with pytest.raises(GateClosedError):
        request.fetch(place)
    with pytest.raises(GateClosedError):
        request.query(table, place.pk)


def test_before_the_replay_no_row_in_hand_opens_either(drill: Drill) -> None:
    database = drill.restored()
    rows = [SealedItem.of(Table.DOSSIERS, row) for row in database.rows[Table.DOSSIERS].values()]
    request = drill.vault(database).request(Purpose.APPLY_GOVERNMENT_DATA, "government-queue", Actor.system())
    with pytest.raises(GateClosedError):
        request.open([row for row in rows if row.place.sk.startswith("fact#")], FACT_KINDS)


def test_after_the_replay_the_erased_values_are_gone_and_the_gates_are_open(drill: Drill) -> None:
    database = drill.restored()
    assert drill.replay(database).people == 1
    assert drill.readable(database) == {KEPT}
    drill.vault(database).request(Purpose.CALCULATE_AND_PAY, "payments-worker", Actor.system()).query(
        Table.DOSSIERS, drill.erasure.family.dossier
    )


def test_what_is_kept_opens_under_hold_alone_after_the_replay_too(drill: Drill) -> None:
    database = drill.restored()
    drill.replay(database)
    partner = drill.erasure.family.partner
    (row,) = (
        SealedItem.of(Table.DOSSIERS, row)
        for row in database.rows[Table.DOSSIERS].values()
        if row["subject"] == partner
    )
    request = drill.vault(database).request(Purpose.ERASE_PERSON, "rights-queue", Actor.system(), states=ALSO_ENDING)
    assert set(request.subject(partner).wrapped) == {Domain.HOLD}
    (kept,) = request.open([row], FACT_KINDS, hold=True)
    assert isinstance(kept.record, YearlyIncomeFact)
    with pytest.raises((BrokenSealError, KeyError)):
        request.open([row], FACT_KINDS)


def test_a_replay_over_live_subjects_deletes_the_rows_that_no_key_opens(drill: Drill) -> None:
    database = drill.restored(live=(*NEVER_RESTORED, Table.SUBJECTS, Table.LOOK_UPS, Table.LEDGER))
    replayed = drill.replay(database)
    assert replayed.people == 0
    assert replayed.leftovers > 0
    partner = drill.erasure.family.partner
    assert not [row for row in database.rows[Table.DOSSIERS].values() if row["subject"] == partner]


def test_a_replay_over_live_subjects_deletes_look_ups_that_came_back(drill: Drill) -> None:
    database = drill.restored(live=(*NEVER_RESTORED, Table.SUBJECTS, Table.LEDGER))
    partner = drill.erasure.family.partner
    assert [row for row in database.rows[Table.LOOK_UPS].values() if row["subject"] == partner]
    drill.replay(database)
    assert not [row for row in database.rows[Table.LOOK_UPS].values() if row["subject"] == partner]


def test_a_replay_finds_an_erasure_that_was_journaled_days_before_its_keys_died(drill: Drill) -> None:
    """Given a copy from between the journal's day and the keys' day, when its day is named, then it is erased too."""
    database = drill.restored()
    assert drill.replay(database, since=date(2024, 7, 8)).people == 1
    assert drill.readable(database) == {KEPT}


def test_what_was_swept_since_is_swept_again_after_the_replay(drill: Drill) -> None:
    """Given a form whose term ended after the copy was made, when the copy is put in place, then it is swept again."""
    memory = drill.erasure.memory
    live, copied = SweepWorld(memory), SweepWorld(memory)
    receipt, subject = live.submission(date(2024, 7, 1))
    drill.before = copy.deepcopy(memory.database.rows)
    assert live.sweep().destroyed == 1
    memory.clock.jump(timedelta(days=2))
    live.sweep()

    database = drill.restored()
    assert receipt in {key.pk for key in database.rows[Table.SUBMISSIONS]}
    drill.replay(database)
    copied.memory = MemoryVault(database, memory.keyring, memory.clock, drill.vault(database), [])
    assert copied.sweep().destroyed == 1
    assert receipt not in {key.pk for key in database.rows[Table.SUBMISSIONS]}
    assert not [name for name in database.rows[Table.SUBJECTS][subject_key(subject)] if name.startswith("key_intake")]


def test_a_second_replay_changes_nothing(drill: Drill) -> None:
    database = drill.restored()
    drill.replay(database)
    once = copy.deepcopy(database.rows)
    assert drill.replay(database) == Replayed(people=0, leftovers=0)
    assert database.rows == once


def test_a_replay_that_is_interrupted_opens_no_gate_and_goes_on(drill: Drill) -> None:
    """Given a replay that dies at any seventh of its calls, then nothing is served before another one went through."""
    calls = drill.restored()
    drill.replay(calls)
    total = sum(calls.calls.values())
    opening = len([table for table in Table if table not in NEVER_RESTORED])
    for number in range(1, total - opening - len(NEVER_RESTORED), 7):
        database = drill.restored()

        def die(_: str, database: InMemoryDatabase = database, number: int = number) -> None:
            if sum(database.calls.values()) == number:
                raise KeyboardInterrupt

        database.before = die
        with pytest.raises(KeyboardInterrupt):
            drill.replay(database)
        database.before = lambda _: None
        request = drill.vault(database).request(Purpose.CALCULATE_AND_PAY, "payments-worker", Actor.system())
        with pytest.raises(GateClosedError):
            request.query(Table.DOSSIERS, drill.erasure.family.dossier)
        drill.replay(database)
        assert drill.readable(database) == {KEPT}, f"died at call {number}"


@pytest.mark.parametrize(
    "state", [state for state in STEPS if state not in {RightsState.AFTER_SETTLEMENT, RightsState.IN_GRACE}]
)
def test_a_copy_from_the_midst_of_an_erasure_is_finished(state: RightsState, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a copy made while the erasure stood in any state, when it is replayed, then the person is erased in it."""
    erasure = main_path_erasure()
    case = erasure.ask(PARTNER)

    def stop(_: Work) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(cast("dict[RightsState, Step]", STEPS), state, stop)
        with pytest.raises(KeyboardInterrupt):
            erasure.run(case)
    drill = Drill(erasure, copy.deepcopy(erasure.memory.database.rows))
    assert erasure.run(case) is RightsState.CLOSED
    database = drill.restored()
    drill.replay(database)
    assert drill.readable(database) == {KEPT}
    assert drill.replay(database) == Replayed(people=0, leftovers=0)
    rooms = Rooms(drill.vault(database), erasure.holdings, erasure.journal)
    assert advance_request(rooms, case) is RightsState.CLOSED
    assert drill.readable(database) == {KEPT}
