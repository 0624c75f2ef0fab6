"""Which payments of a family never went out: what was set off in them does not count."""

from collections.abc import Iterable

from functions.payments.payment import WITHDRAWN
from functions.vault.place import SealedItem


def withdrawn_rows(rows: Iterable[SealedItem]) -> frozenset[str]:
    """Return the sort keys of the payments that were taken out before a file was made."""
    return frozenset(row.place.sk for row in rows if row.clear.get("state") == WITHDRAWN)
