"""The storage seam: typed conditions and actions, so that DynamoDB and its in-memory fake obey the same words.

Every table has a text partition key `pk` and a text sort key `sk`. Values are text, whole numbers, bytes, booleans,
lists and maps of these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

type Value = str | int | bool | bytes | Sequence[Value] | Mapping[str, Value] | None
type Item = dict[str, Value]


class Table(StrEnum):
    """Logical table names: constants, never the deployed names (they stand in associated data: only add)."""

    SUBMISSIONS = "submissions"
    DOSSIERS = "dossiers"
    PAYMENTS = "payments"
    BOOK = "book"
    PEOPLE = "people"
    CONSENTS = "consents"
    CASES = "cases"
    DELIVERIES = "deliveries"
    SUBJECTS = "subjects"
    LOOK_UPS = "look-ups"
    LEDGER = "ledger"
    ERASURES = "erasures"
    OUTBOX = "outbox"
    SESSIONS = "sessions"
    GATES = "gates"
    MESSAGES = "messages"


class Index(StrEnum):
    """Sparse, keys-only indexes; the value is the index name, its partition attribute is the name with `_`."""

    RUN_SHARD = "run-shard"
    BY_PERSON = "by-person"
    DESTROY_BY = "destroy-by"
    WORK_LIST = "work-list"


INDEX_KEYS: Mapping[Index, tuple[str, str]] = {
    Index.RUN_SHARD: ("run_shard", "pk"),
    Index.BY_PERSON: ("person", "pk"),
    Index.DESTROY_BY: ("destroy_shard", "pk"),
    Index.WORK_LIST: ("work_list", "due"),
}
INDEXES_OF: Mapping[Table, tuple[Index, ...]] = {
    Table.SUBMISSIONS: (Index.DESTROY_BY,),
    Table.DOSSIERS: (Index.RUN_SHARD, Index.BY_PERSON, Index.DESTROY_BY),
    Table.PAYMENTS: (Index.WORK_LIST,),
    Table.PEOPLE: (Index.DESTROY_BY, Index.WORK_LIST),
    Table.CONSENTS: (Index.DESTROY_BY,),
    Table.CASES: (Index.WORK_LIST, Index.DESTROY_BY),
    Table.DELIVERIES: (Index.DESTROY_BY,),
    Table.MESSAGES: (Index.WORK_LIST, Index.DESTROY_BY),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One row's key."""

    pk: str
    sk: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The row must not exist."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The row must exist, with these values, and without these attributes."""

    equal: Mapping[str, Value] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    at_most: Mapping[str, str | int] = field(default_factory=dict)


type Condition = Absent | Matches


@dataclass(frozen=True, slots=True)
class Put:
    """Write a whole row."""

    table: Table
    item: Item
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Set, add to and remove attributes of a row."""

    table: Table
    key: Key
    set: Mapping[str, Value] = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a row."""

    table: Table
    key: Key
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Write nothing, but hold the transaction to a condition."""

    table: Table
    key: Key
    condition: Condition


type Action = Put | Update | Delete | Check


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a query; `after` is handed to the next call, None at the end."""

    items: list[Item]
    after: Item | None = None


class DatabaseError(Exception):
    """Base of the storage seam's errors; texts hold no values."""


class ConditionFailedError(DatabaseError):
    """A single write's condition did not hold; `item` is the row as it stands."""

    def __init__(self, item: Item | None) -> None:
        """Keep the row that stands in the way, if there is one."""
        super().__init__("condition failed")
        self.item = item


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one action of a transaction refused: its position, and the row as it stands."""

    position: int
    item: Item | None


class TransactionRefusedError(DatabaseError):
    """At least one condition of a transaction did not hold; nothing was written."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep every refusal, in the order of the actions."""
        super().__init__("transaction refused")
        self.refusals = refusals


class ConflictError(DatabaseError):
    """Another transaction touches the same rows at this moment: try again."""


class UnavailableError(DatabaseError):
    """The store throttles or does not answer: try again later."""


class Database(Protocol):
    """What the rooms may ask of storage. Raises the errors above and nothing else."""

    def deployed_name(self, table: Table) -> str:
        """Return the name under which a table is deployed."""
        ...

    def get(self, table: Table, key: Key) -> Item | None:
        """Read one row, strongly consistent."""
        ...

    def get_many(self, table: Table, keys: Sequence[Key]) -> list[Item]:
        """Read up to 100 rows, strongly consistent; missing rows are left out."""
        ...

    def query(  # noqa: PLR0913 - the parts of one query
        self,
        table: Table,
        partition: str,
        *,
        index: Index | None = None,
        begins_with: str | None = None,
        descending: bool = False,
        limit: int | None = None,
        after: Item | None = None,
        consistent: bool = True,
    ) -> Page:
        """Read one page of a partition (of an index: keys only, eventually consistent)."""
        ...

    def write(self, action: Put | Update | Delete) -> None:
        """Do one action; ConditionFailedError when its condition does not hold."""
        ...

    def transact(self, actions: Sequence[Action]) -> None:
        """Do up to 100 actions, all or none; TransactionRefusedError, ConflictError."""
        ...
