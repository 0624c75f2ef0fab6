"""What a run could not decide or pay, family by family: for a case worker, who needs the missing fact by name.

The answer is about people (ids, rights and the facts they lack), so it is opened for each asking, under ledger entries
of the run's own chain, and stored nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from typing import cast

from pydantic import JsonValue

from functions.payments.payment import SUPERSEDED, MonthToExplain
from functions.payments.run_rows import not_paid_list
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault

FUNCTION = "payments-worker"


@dataclass(frozen=True, slots=True)
class FamilyReport:
    """One family with something to settle: why it is not paid (None: it is), and each right that is undecided."""

    dossier: str
    reason: str | None
    undecided: list[JsonValue]

    def told(self) -> dict[str, object]:
        """Return it as it is printed."""
        return {"dossier": self.dossier, "reason": self.reason, "undecided": self.undecided}


def report_families(vault: Vault, store: RunStore, run: str, shard: str) -> list[FamilyReport]:
    """Return the families of a shard that are not paid, or have a right that is undecided; in order of their ids."""
    return sorted(_found(vault, store, run, shard), key=lambda one: one.dossier)


def _found(vault: Vault, store: RunStore, run: str, shard: str) -> Iterator[FamilyReport]:
    keys = [key for _, key in store.payments(run, shard)]
    keys += [key for _, key in store.keys_of(not_paid_list(run))]
    for batch in batched(keys, MOST_DOSSIERS, strict=False):
        rows = [SealedItem.of(Table.PAYMENTS, item) for item in store.rows(Table.PAYMENTS, list(batch))]
        here = [row for row in rows if row.clear.get("shard") == shard and row.clear.get("state") != SUPERSEDED]
        if not here:
            continue
        request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
        page = request.page(run, sorted({row.place.pk for row in here}), "report month")
        for opened in request.open(here, MonthToExplain, under=page, skip_ended=True):
            undecided = cast("list[JsonValue]", (opened.record.trace or {}).get("undecided") or [])
            if opened.record.reason is not None or undecided:
                yield FamilyReport(opened.place.pk, opened.record.reason, undecided)
