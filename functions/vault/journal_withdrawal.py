"""Withdrawn consents in the table `erasures`: what a restore must not bring back to life.

Row `withdrawal#<day>` / `<consent>#<sequence>`, with the record itself as JSON text: it names nobody, its id is random
and known to one browser. Like the journal of erasures it is never restored to the past.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from functions.runtime.database import Database, Item, Put, Table, Value
from functions.vault.journal import listed

_WITHDRAWAL = "withdrawal#"


def withdrawal_puts(record: Mapping[str, Value], day: date, until: date) -> list[Put]:
    """Return the writes that journal a record of `consents`; `until`: the day on which the line itself goes."""
    item: Item = {
        "pk": f"{_WITHDRAWAL}{day.isoformat()}",
        "sk": f"{record['pk']!s}#{record['sk']!s}",
        "record": json.dumps(record, sort_keys=True),
        "destroy_on": until.isoformat(),
    }
    return listed(item)


def withdrawals_since(database: Database, first: date, last: date) -> Iterator[Item]:
    """Yield the rows of `consents` that withdrew something from `first` to `last`, in the order of their days."""
    day = first
    while day <= last:
        after = None
        while True:
            page = database.query(Table.ERASURES, f"{_WITHDRAWAL}{day.isoformat()}", after=after)
            yield from (json.loads(str(row["record"])) for row in page.items)
            after = page.after
            if after is None:
                break
        day += timedelta(days=1)
