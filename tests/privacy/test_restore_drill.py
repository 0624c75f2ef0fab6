"""The drill in memory, on every commit: a copy from before brings nobody back, and no promise is forgotten by it."""

import copy
from collections.abc import Iterator

import pytest

from functions.cli.restoring.drill import NEVER_RESTORED, Stage, hold_drill
from functions.cli.restoring.independent_reader import find_values, forms_of
from functions.composition import System
from functions.rights import replay_journal
from functions.runtime.database import Database, Item, Key, Table
from functions.vault.chain_ends import Finding
from functions.vault.continue_chains import BrokenChainsError
from functions.vault.signature import holds
from tests.builders.memory_system import memory_settings
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_objects import InMemoryObjects

type Rows = dict[Table, dict[Key, Item]]


class Whole:
    """Whole tables of an in-memory store."""

    def __init__(self, database: InMemoryDatabase) -> None:
        self._database = database

    def rows(self, table: Table) -> Iterator[Item]:
        yield from [copy.deepcopy(row) for row in self._database.rows[table].values()]


class MemoryCopies:
    """Copies of an in-memory store; `spoil` may alter what is put in place."""

    def __init__(self, memory: MemoryVault) -> None:
        self._memory = memory
        self._before: Rows = {}
        self.placed: InMemoryDatabase | None = None

    def take(self) -> None:
        self._before = copy.deepcopy(self._memory.database.rows)

    def put_in_place(self) -> tuple[Database, Whole]:
        database = InMemoryDatabase(names="kroost-test-{table}-2")
        for table in Table:
            source = self._memory.database.rows if table in NEVER_RESTORED else self._before
            database.rows[table] = copy.deepcopy(source[table])
        self.spoil(database)
        self.placed = database
        return database, Whole(database)

    def spoil(self, database: InMemoryDatabase) -> None:
        """Leave everything as it was copied."""

    def drop(self) -> None:
        """Forget nothing: the test looks at it."""


def stage_of(memory: MemoryVault, copies: MemoryCopies) -> Stage:
    """Return the stage of a memory vault."""
    holdings = System(memory_settings("rights-queue")).holdings
    clock = memory.clock
    return Stage(
        "test", memory.database, memory.keyring, clock, clock, holdings, InMemoryObjects(), InMemoryObjects(), copies
    )


def test_the_drill_holds_and_its_report_is_signed() -> None:
    """Given a copy from before, when it is put in place, then gates refuse it until the journal was replayed on it."""
    memory = memory_vault()
    told: list[str] = []
    report = hold_drill(stage_of(memory, MemoryCopies(memory)), told.append)
    assert report["held"] is True
    assert report["without_replay"] == {"readable": 6, "tables": len(Table) - 2, "refused": len(Table) - 2}
    assert report["after_replay"] == {
        "found": 0, "restricted": 1, "objects": 1, "withdrawn": 1, "sessions": 0, "served": 1,
    }  # fmt: skip
    replay = report["replay"]
    assert isinstance(replay, dict)
    assert [replay[name] for name in ("erased", "promises", "withdrawals", "sessions")] == [1, 2, 1, 1]
    assert replay["months_closed"] == 6
    assert holds(report, memory.keyring.signing_public())
    assert len(told) == 6


@pytest.mark.parametrize("forgotten", ["_erase_again", "replay_promises", "replay_withdrawals", "_end_sessions"])
def test_a_replay_that_forgets_something_does_not_hold(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a runbook that leaves a step out, when the drill is held, then it says so: it can fail."""
    memory = memory_vault()
    monkeypatch.setattr(replay_journal, forgotten, lambda *_: 0)
    assert hold_drill(stage_of(memory, MemoryCopies(memory)))["held"] is False


def test_a_copy_whose_ledger_was_altered_opens_no_gate() -> None:
    """Given a copy in which one entry of the ledger was changed, when it is replayed, then nothing is served."""
    memory = memory_vault()

    class Altered(MemoryCopies):
        def spoil(self, database: InMemoryDatabase) -> None:
            self.key = min(database.rows[Table.LEDGER], key=lambda key: (key.pk, key.sk))
            database.rows[Table.LEDGER][self.key]["at"] = "2020-01-01T00:00:00Z"

    copies = Altered(memory)
    with pytest.raises(BrokenChainsError) as broken:
        hold_drill(stage_of(memory, copies))
    assert broken.value.findings == [Finding(copies.key.pk, 1, "does not follow")]
    assert copies.placed is not None
    assert not [key for key in copies.placed.rows[Table.GATES] if key.pk.endswith("-2")]


def test_the_reader_finds_a_value_in_every_form() -> None:
    """Given a value in a raw row, as it is, in hex, base64 or a URL, then the reader finds it: it is not blind."""
    memory = memory_vault()
    value = "Zoë van der Drill"
    for number, form in enumerate(forms_of(value)):
        memory.database.rows[Table.OUTBOX] = {
            Key("x", str(number)): {"pk": "x", "sk": str(number), "raw": b"before" + form + b"after"}
        }
        assert find_values(Whole(memory.database), memory.keyring, [value, "somebody else"]) == {value}
