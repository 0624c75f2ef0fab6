"""Whether a payment is settled: its file is, and it did not come back, or what came back was paid again."""

from functions.payments.payment import PLANNED, RETURNED
from functions.payments.payment_file import DESTROYED, SETTLED
from functions.payments.returned_payment import AGAIN, returned_place
from functions.payments.store import RunStore
from functions.runtime.database import Item, Table
from functions.vault.place import SealedItem


class SettledPayments:
    """Answers from clear rows alone; the files of a run are read once."""

    def __init__(self, store: RunStore) -> None:
        """Take the store of runs."""
        self._store = store
        self._files: dict[str, list[Item]] = {}

    def is_settled(self, row: SealedItem) -> bool:
        """Tell whether nothing is under way any more through this payment itself."""
        if row.clear.get("state") == RETURNED:
            return self._was_paid_again(row)
        payment, run = str(row.clear.get("payment", "")), row.clear.get("run")
        if row.clear.get("state") != PLANNED or run is None:
            return False
        return any(
            str(file["first"]) <= payment <= str(file["last"]) and file["state"] in {SETTLED, DESTROYED}
            for file in self._files_of(str(run))
        )

    def _was_paid_again(self, row: SealedItem) -> bool:
        """Tell whether another payment took the place of one that came back: that one counts then."""
        rows = self._store.rows(Table.PAYMENTS, [returned_place(row.place.pk, row.place.sk).key])
        return bool(rows) and rows[0]["state"] == AGAIN

    def _files_of(self, run: str) -> list[Item]:
        if run not in self._files:
            self._files[run] = self._store.files(run)
        return self._files[run]
