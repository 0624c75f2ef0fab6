"""Destroy the objects of packages whose days are over; the sweep then destroys their rows and keys.

The object goes first: while its row stands, a sweep that failed finds it again.
"""

from datetime import timedelta
from typing import Protocol

from functions.retention.store import SweepStore
from functions.retention.sweep_due import FIRST_LOOK_BACK, Sweep
from functions.runtime.database import Table
from functions.vault.ids import is_id
from functions.vault.subject import Kind


class PackageObjects(Protocol):
    """The bucket of packages."""

    def delete(self, key: str) -> None:
        """Delete an object; nothing happens when it is gone."""
        ...


def sweep_packages(sweep: Sweep, objects: PackageObjects) -> tuple[int, int]:
    """Return how many objects were destroyed, and how many are due and still stand: each is tried again tomorrow."""
    store = SweepStore(sweep.database, sweep.gates)
    today = sweep.today()
    day = store.watermark(Table.CASES.value) or today - FIRST_LOOK_BACK
    gone = left = 0
    while day <= today:
        for entry in store.due(Table.CASES, day):
            if not is_id(entry.key.pk, Kind.FILE.value):
                continue
            try:
                objects.delete(entry.key.pk)
            except Exception as error:  # noqa: BLE001 - one object must not stop the others
                sweep.failed(error)
                left += 1
            else:
                gone += 1
        day += timedelta(days=1)
    return gone, left
