"""The rows of a run's own state: ids, neutral states, numbers and dates; no person, dossier or kind of benefit.

`claim#<region>#<month>` / `claim` makes a month's run one; `run_...` / `run`, `shard#<nn>`, `file#<n>`,
`release#<n>#<1 or 2>` are its state.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from functions.benefits.household import Region
from functions.runtime.database import Item, Key
from functions.units.year_month import YearMonth

DECIDING, STOPPED, WRITING, FILES_READY = "deciding", "stopped", "writing", "files_ready"
OPEN, DONE = "open", "done"
RUNS = "runs"
SHARDS = tuple(f"{number:02x}" for number in range(256))
COUNTERS = ("families", "payments", "cents", "not_paid", "undecided", "unfinished")
"""Counts of a run. `unfinished`: families whose earlier months could not be looked at; the next run looks again."""


@dataclass(frozen=True, slots=True)
class Run:
    """One month of one region. `created_at` is the run's recorded instant; counters are over all finished pages.

    `empty`: the shards that had no dossier when the run was started. `withdrawn`: payments whose payee ended before
    a file was made. `new_accounts`, `stops`: what whoever releases its files is shown, known once they are ready.
    """

    run: str
    region: Region
    month: YearMonth
    state: str
    created_at: str
    promised_on: date
    execution_on: date | None
    counters: dict[str, int]
    files: int
    empty: tuple[str, ...] = ()
    withdrawn: int = 0
    new_accounts: int = 0
    change_permille: int | None = None
    stops: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: Item) -> "Run":
        """Read the row `run`."""
        execution_on, change = item.get("execution_on"), item.get("change_permille")
        return cls(
            run=str(item["pk"]),
            region=cast("Region", item["region"]),
            month=YearMonth.parse(str(item["month"])),
            state=str(item["state"]),
            created_at=str(item["created_at"]),
            promised_on=date.fromisoformat(str(item["promised_on"])),
            execution_on=None if execution_on is None else date.fromisoformat(str(execution_on)),
            counters={name: number(item, name) for name in COUNTERS},
            files=number(item, "files"),
            empty=_texts(item, "empty"),
            withdrawn=number(item, "withdrawn"),
            new_accounts=number(item, "new_accounts"),
            change_permille=change if isinstance(change, int) else None,
            stops=_texts(item, "stops"),
        )


@dataclass(frozen=True, slots=True)
class Shard:
    """How far one shard is: `turn` counts its saved pages, `after` is the last dossier of the last one."""

    run: str
    shard: str
    state: str
    turn: int
    after: str | None
    counters: dict[str, int]
    unconfirmed: tuple[str, ...]

    @classmethod
    def of(cls, run: str, shard: str, item: Item | None) -> "Shard":
        """Read a row `shard#<nn>`; a shard that nobody began yet has none."""
        if item is None:
            return cls(run, shard, OPEN, 0, None, dict.fromkeys(COUNTERS, 0), ())
        after = item.get("after")
        return cls(
            run,
            shard,
            str(item["state"]),
            number(item, "turn"),
            None if after is None else str(after),
            {name: number(item, name) for name in COUNTERS},
            _texts(item, "unconfirmed"),
        )

    def item(self) -> Item:
        """Return the whole row."""
        return {
            "pk": self.run,
            "sk": shard_key(self.run, self.shard).sk,
            "state": self.state,
            "turn": self.turn,
            "after": self.after,
            "unconfirmed": list(self.unconfirmed),
            **self.counters,
        }


def number(item: Item, name: str) -> int:
    """Return a whole number of a row; 0 when the row has none."""
    value = item.get(name, 0)
    return value if isinstance(value, int) else 0


def _texts(item: Item, name: str) -> tuple[str, ...]:
    """Return a list of texts of a row; empty when the row has none."""
    value = item.get(name)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


# The claim of a month that a restore closed: no run, until two people compared it with the book and the bank.
CLOSED_BY_RESTORE = "closed"


def claim_key(region: str, month: YearMonth) -> Key:
    """Return the key of the claim on a region's month."""
    return Key(f"claim#{region}#{month}", "claim")


def run_key(run: str) -> Key:
    """Return the key of a run."""
    return Key(run, "run")


def shard_key(run: str, shard: str) -> Key:
    """Return the key of a shard of a run."""
    return Key(run, f"shard#{shard}")


def file_sort(number: int) -> str:
    """Return the sort key of a file of a run."""
    return f"file#{number:04d}"


def work_list(run: str, shard: str) -> str:
    """Return the work list in which the payments of one shard of a run stand, ordered by payment id."""
    return f"{run}#{shard}"


def reopened_list(shard: str) -> str:
    """Return the work list of a shard's payments that came back and are owed again, ordered by dossier."""
    return f"reopened#{shard}"


def not_paid_list(run: str) -> str:
    """Return the work list in which the families that this run did not pay stand, ordered by dossier."""
    return f"{run}#not_paid"
