"""After a restore no month is paid that may have been paid already: its claim is taken until it was compared.

A restored table `payments` may have lost runs whose files left for the bank. The book is the witness: what it names and
the table lost is closed. Where the book itself was restored, every month of the lost time is closed.
"""

from collections.abc import Iterable
from datetime import date

from functions.benefits.household import REGIONS
from functions.payments.run_rows import CLOSED_BY_RESTORE, claim_key
from functions.runtime.database import Absent, ConditionFailedError, Database, Delete, Item, Matches, Put, Table
from functions.units.year_month import YearMonth


def close_months(
    database: Database, book: Iterable[Item], since: date, today: date, *, book_is_live: bool
) -> list[tuple[str, str]]:
    """Close the months that may have been paid since the restored moment; return region and month of each.

    A month is paid after its end, so the one before `since` may have been paid in the lost time too.
    """
    posted = {(str(row["region"]), str(row["month"])) for row in book if row.get("run")}
    closed: list[tuple[str, str]] = []
    month = YearMonth.of(since).plus(-1)
    while month <= YearMonth.of(today):
        for region in REGIONS:
            if book_is_live and (region, str(month)) not in posted:
                continue
            key = claim_key(region, month)
            claim: Item = {"pk": key.pk, "sk": key.sk, "run": CLOSED_BY_RESTORE}
            try:
                database.write(Put(Table.PAYMENTS, claim, Absent()))
            except ConditionFailedError:
                continue  # the run that claimed it was restored too: it goes on where it stood
            closed.append((region, str(month)))
        month = month.plus(1)
    return closed


def open_month(database: Database, region: str, month: YearMonth) -> bool:
    """Open a month that was compared with the book and the bank, and was not paid; False when it is not closed."""
    condition = Matches(equal={"run": CLOSED_BY_RESTORE})
    try:
        database.write(Delete(Table.PAYMENTS, claim_key(region, month), condition))
    except ConditionFailedError:
        return False
    return True
