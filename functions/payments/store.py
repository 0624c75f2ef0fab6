"""The run's access to its own rows and to the lists of dossiers and payments; no row is opened here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from functions.payments.run_rows import RUNS, Run, Shard, claim_key, run_key, shard_key, work_list
from functions.runtime.database import (
    Absent,
    Action,
    ConditionFailedError,
    ConflictError,
    Database,
    Index,
    Item,
    Key,
    Matches,
    Put,
    Table,
    TransactionRefusedError,
    UnavailableError,
    Update,
)
from functions.units.year_month import YearMonth
from functions.vault.errors import StaleError, TryAgainError
from functions.vault.gate import Gates

_MOST_KEYS = 100
_TRIES = 8


class UnknownRunError(Exception):
    """There is no run of this id."""


class RunStore:
    """Rows of the tables `payments` and `dossiers` as a run needs them."""

    def __init__(self, database: Database, gates: Gates) -> None:
        """Take the database and its gates."""
        self._database, self._gates = database, gates

    def run(self, run: str) -> Run:
        """Return a run; UnknownRunError when there is none."""
        item = self._get(run_key(run))
        if item is None:
            msg = "no such run"
            raise UnknownRunError(msg)
        return Run.of(item)

    def claimed(self, region: str, month: YearMonth) -> str | None:
        """Return the run that claimed a region's month."""
        item = self._get(claim_key(region, month))
        return None if item is None else str(item["run"])

    def runs(self) -> list[Run]:
        """Return all runs that are listed, oldest first."""
        return [self.run(str(item["pk"])) for item in self._listed(RUNS)]

    def shard(self, run: str, shard: str) -> Shard:
        """Return how far a shard is."""
        return Shard.of(run, shard, self._get(shard_key(run, shard)))

    def shards(self, run: str) -> list[Shard]:
        """Return all shards that were begun, in order."""
        items = self._query(Table.PAYMENTS, run, begins_with="shard#")
        return [Shard.of(run, str(item["sk"]).removeprefix("shard#"), item) for item in items]

    def files(self, run: str) -> list[Item]:
        """Return the rows of a run's files, in order."""
        return list(self._query(Table.PAYMENTS, run, begins_with="file#"))

    def releases(self, run: str) -> list[Item]:
        """Return the rows of a run's releases, in order."""
        return list(self._query(Table.PAYMENTS, run, begins_with="release#"))

    def save_shard(self, before: Shard, after: Shard) -> None:
        """Save a page and add its counts to the run's, together; StaleError when another worker was faster."""
        condition = Absent() if before.turn == 0 else Matches(equal={"turn": before.turn})
        step = {name: count - before.counters[name] for name, count in after.counters.items()}
        actions: list[Action] = [Put(Table.PAYMENTS, after.item(), condition)]
        changed = {name: count for name, count in step.items() if count}
        if changed:
            actions.append(Update(Table.PAYMENTS, run_key(after.run), add=changed, condition=Matches()))
        self.transact(actions)

    def dossiers(self, shard: str, after: str | None, limit: int) -> list[str]:
        """Return the next open dossiers of a shard, in order of their ids."""
        self._gates.require(Table.DOSSIERS)
        start: Item | None = None if after is None else {"run_shard": shard, "pk": after, "sk": "root"}
        found: list[str] = []
        with _answering():
            while len(found) < limit:
                page = self._database.query(
                    Table.DOSSIERS,
                    shard,
                    index=Index.RUN_SHARD,
                    limit=limit - len(found),
                    after=start,
                    consistent=False,
                )
                found += [str(item["pk"]) for item in page.items]
                start = page.after
                if start is None:
                    break
        return found

    def payments(self, run: str, shard: str, limit: int | None = None) -> Iterator[tuple[str, Key]]:
        """Yield id and key of each payment of a shard, ordered by id (index, eventually consistent).

        `limit`: how many a read brings at most, for who reads many shards side by side.
        """
        return self.keys_of(work_list(run, shard), limit)

    def keys_of(self, partition: str, limit: int | None = None) -> Iterator[tuple[str, Key]]:
        """Yield what a work list is ordered by, and the key of each of its rows."""
        for item in self._listed(partition, limit):
            yield str(item["due"]), Key(str(item["pk"]), str(item["sk"]))

    def listed(self, partition: str) -> Iterator[str]:
        """Yield the partition keys of a work list of the table `payments`, in order."""
        for item in self._listed(partition):
            yield str(item["pk"])

    def items_in(self, table: Table, index: Index, partition: str) -> Iterator[Item]:
        """Yield the rows of a work list of another table as the index has them, in order."""
        yield from self._query(table, partition, index=index)

    def listed_in(self, table: Table, index: Index, partition: str) -> Iterator[str]:
        """Yield the partition keys of a work list of another table, in order."""
        for item in self._query(table, partition, index=index):
            yield str(item["pk"])

    def entries(self, partition: str, prefix: str = "") -> Iterator[Item]:
        """Yield the entries of a partition of the book whose sort keys begin so, in order."""
        return self._query(Table.BOOK, partition, begins_with=prefix or None)

    def rows(self, table: Table, keys: Sequence[Key]) -> list[Item]:
        """Return rows as they rest, in the order of the keys; missing rows are left out."""
        self._gates.require(table)
        found: dict[Key, Item] = {}
        with _answering():
            for start in range(0, len(keys), _MOST_KEYS):
                wanted = list(dict.fromkeys(keys[start : start + _MOST_KEYS]))
                for item in self._database.get_many(table, wanted):
                    found[Key(str(item["pk"]), str(item["sk"]))] = item
        return [found[key] for key in keys if key in found]

    def transact(self, actions: Sequence[Action]) -> None:
        """Write all or nothing; StaleError when a condition does not hold, TryAgainError when it stays contended."""
        self._gates.require(*sorted({action.table for action in actions}))
        for _ in range(_TRIES):
            try:
                with _answering():
                    self._database.transact(actions)
            except ConflictError:
                continue
            return
        msg = "the run's rows stay contended"
        raise TryAgainError(msg)

    def _get(self, key: Key) -> Item | None:
        self._gates.require(Table.PAYMENTS)
        with _answering():
            return self._database.get(Table.PAYMENTS, key)

    def _listed(self, partition: str, limit: int | None = None) -> Iterator[Item]:
        return self._query(Table.PAYMENTS, partition, index=Index.WORK_LIST, limit=limit)

    def _query(
        self,
        table: Table,
        partition: str,
        *,
        index: Index | None = None,
        begins_with: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Item]:
        self._gates.require(table)
        after = None
        while True:
            with _answering():
                page = self._database.query(
                    table,
                    partition,
                    index=index,
                    begins_with=begins_with,
                    limit=limit,
                    after=after,
                    consistent=index is None,
                )
            yield from page.items
            after = page.after
            if after is None:
                return


@contextmanager
def _answering() -> Iterator[None]:
    """Turn the store's own words into the vault's: try again, or moved on."""
    try:
        yield
    except UnavailableError as error:
        msg = "the store does not answer"
        raise TryAgainError(msg) from error
    except (TransactionRefusedError, ConditionFailedError) as error:
        msg = "a row of the run moved on"
        raise StaleError(msg) from error
