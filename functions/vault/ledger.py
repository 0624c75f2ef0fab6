"""Appending to ledger chains: read the end consistently, put the next entry, retry when somebody was faster."""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from functions.runtime.database import Absent, ConflictError, Database, Item, Put, Table, TransactionRefusedError
from functions.vault.errors import TryAgainError
from functions.vault.ledger_entry import ChainEnd, Deed, Entry, empty_chain, next_entry

MOST_RETRIES = 8
_FIRST_PAUSE = 0.02
_MOST_ACTIONS = 100


class Chains:
    """The chains of one database."""

    def __init__(self, database: Database, pause: Callable[[float], None]) -> None:
        """Take the database and how to wait (seconds)."""
        self._database, self._pause = database, pause

    def end(self, chain: str) -> ChainEnd:
        """Return where a chain stands, read consistently."""
        rows = self._database.query(Table.LEDGER, chain, descending=True, limit=1).items
        return _end_of(rows[0]) if rows else empty_chain(chain)

    def append(self, deeds: Mapping[str, Deed], publics: Mapping[str, bytes], at: str) -> None:
        """Append one entry to each chain, all or none; TryAgainError when others keep being faster."""
        chains = sorted(deeds)
        for start in range(0, len(chains), _MOST_ACTIONS):
            self._append_together(chains[start : start + _MOST_ACTIONS], deeds, publics, at)

    def wait_before(self, attempt: int) -> None:
        """Wait before try number `attempt` (from 0): 20 ms doubling, with jitter; TryAgainError past the last try."""
        if attempt > MOST_RETRIES:
            msg = "the ledger chain is contended"
            raise TryAgainError(msg)
        if attempt:
            self._pause(_FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, no secret

    def _append_together(
        self, chains: Sequence[str], deeds: Mapping[str, Deed], publics: Mapping[str, bytes], at: str
    ) -> None:
        for attempt in count():
            self.wait_before(attempt)
            entries = [next_entry(chain, self.end(chain), at, deeds[chain], publics[chain]) for chain in chains]
            try:
                self._database.transact([put_entry(entry) for entry in entries])
            except (TransactionRefusedError, ConflictError):
                continue
            return


def put_entry(entry: Entry) -> Put:
    """Return the write of an entry: an entry is never overwritten."""
    return Put(Table.LEDGER, entry.item(), Absent())


def _end_of(row: Item) -> ChainEnd:
    digest = row["hash"]
    if not isinstance(digest, bytes):
        msg = "not a ledger entry"
        raise TypeError(msg)
    return ChainEnd(int(str(row["sk"])), digest)
