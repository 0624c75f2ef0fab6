"""The plan of an answer: which rows it is made from. Frozen at receipt; the answer covers at least these."""

from collections.abc import Iterable
from typing import Annotated

from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.vault.holding import HeldRow


class AccessPlan(HeldRecord, category=Category.IDENTIFICATION):
    """Row `step#1` of a case of access or portability: places, no content."""

    made_at: Annotated[str, Held()]
    policy: Annotated[str, Held()]
    places: Annotated[tuple[str, ...], Held()]


def places_of(rows: Iterable[HeldRow]) -> tuple[str, ...]:
    """Return the places of rows as text, sorted."""
    return tuple(sorted(f"{one.row.place.table.value}/{one.row.place.pk}/{one.row.place.sk}" for one in rows))
