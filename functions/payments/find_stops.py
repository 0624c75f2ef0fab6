"""What stops the files of a run until people say that they looked: a large change, many new accounts, no month before.

The totals are those that the shards decided and the book holds; the month before is the run that claimed it.
"""

from dataclasses import dataclass

from functions.payments.run_limits import CHANGE_PERMILLE, NEW_ACCOUNTS
from functions.payments.run_rows import FILES_READY, Run, number
from functions.payments.store import RunStore
from functions.runtime.database import Value
from functions.units.year_month import YearMonth

NO_MONTH_BEFORE, CHANGE, MANY_NEW_ACCOUNTS = "no_month_before", "change", "new_accounts"


@dataclass(frozen=True, slots=True)
class Stops:
    """What is shown at release: change of the region's total in tenths of a per cent (None: nothing to compare)."""

    new_accounts: int
    change_permille: int | None
    stops: tuple[str, ...]

    def row(self) -> dict[str, Value]:
        """Return the attributes of the run's row."""
        return {
            "new_accounts": self.new_accounts,
            "change_permille": self.change_permille,
            "stops": list(self.stops),
        }


def find_stops(store: RunStore, run: Run) -> Stops:
    """Compare a run whose files are written with the same region's month before, and count its new accounts."""
    new = sum(number(file, "new_accounts") for file in store.files(run.run))
    return stops_of(run.counters["cents"], cents_before(store, run.region, run.month), new)


def stops_of(cents: int, before: int | None, new_accounts: int) -> Stops:
    """Return the stops of a total (whole cents) after a month's total, None when there was no such month."""
    found = []
    change = None
    if not before:
        found.append(NO_MONTH_BEFORE)
    else:
        change = _permille(cents - before, before)
        if abs(cents - before) * 1000 > CHANGE_PERMILLE * before:
            found.append(CHANGE)
    if new_accounts > NEW_ACCOUNTS:
        found.append(MANY_NEW_ACCOUNTS)
    return Stops(new_accounts, change, tuple(found))


def _permille(difference: int, before: int) -> int:
    """Return a change in tenths of a per cent, rounded towards zero: it is shown, the limit is held against cents."""
    size = abs(difference) * 1000 // before
    return size if difference >= 0 else -size


def cents_before(store: RunStore, region: str, month: YearMonth) -> int | None:
    """Return the total of a region's month before, in whole cents; None when its files were never written."""
    claimed = store.claimed(region, month.plus(-1))
    if claimed is None:
        return None
    earlier = store.run(claimed)
    return earlier.counters["cents"] if earlier.state == FILES_READY else None
