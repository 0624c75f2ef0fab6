"""Which accounts are new: no file that left the fund has paid to them yet. Swindlers add accounts; so they are counted.

An account's row names the run whose file paid to it first. Before a file of that run was sent, it is still new.
"""

from collections.abc import Iterable, Mapping

from functions.payments.payment_file import LEFT
from functions.payments.store import RunStore
from functions.runtime.database import Action, Key, Matches, Table, Update, Value
from functions.vault.errors import StaleError

FIRST_PAID_IN = "first_paid_in"
_TOGETHER = 100


class KnownAccounts:
    """Answers for one run, with one query for each earlier run that is named."""

    def __init__(self, store: RunStore, run: str) -> None:
        """Take the run whose file is written: what is paid first in it is new."""
        self._store, self._run = store, run
        self._left: dict[str, bool] = {}

    def first_paid_in(self, clear: Mapping[str, Value]) -> str | None:
        """Return the run that paid first to the account of this row; None when none did."""
        run = clear.get(FIRST_PAID_IN)
        return None if run is None else str(run)

    def is_new(self, first: str | None) -> bool:
        """Tell whether an account that was paid first in this run is still new."""
        if first is None or first == self._run:
            return True
        if first not in self._left:
            files = self._store.files(first)
            self._left[first] = bool(files) and all(file["state"] in LEFT for file in files)
        return not self._left[first]


def mark_accounts(store: RunStore, run: str, accounts: Iterable[Key]) -> None:
    """Write into accounts that no run has paid to that this one does; who was faster, or went away, is left alone."""
    steps: list[Action] = [
        Update(Table.DOSSIERS, key, set={FIRST_PAID_IN: run}, condition=Matches(missing=(FIRST_PAID_IN,)))
        for key in dict.fromkeys(accounts)
    ]
    for start in range(0, len(steps), _TOGETHER):
        group = steps[start : start + _TOGETHER]
        try:
            store.transact(group)
        except StaleError:
            for step in group:
                _mark_one(store, step)


def _mark_one(store: RunStore, step: Action) -> None:
    try:
        store.transact([step])
    except StaleError:
        return
