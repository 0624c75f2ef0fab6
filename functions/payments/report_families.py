"""What a run could not decide or pay, family by family: for a case worker, who needs the missing fact by name.

The answer is about people (ids, rights and the facts they lack), so it is opened for each asking, under ledger entries
of the run's own chain, and stored nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import cast

from pydantic import JsonValue

from functions.payments.correction import CorrectedMonth, Correction, correction_place, is_correction
from functions.payments.payment import SUPERSEDED, MonthToExplain
from functions.payments.plan_payment import TO_DECIDE
from functions.payments.run_rows import not_paid_list
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.cents import format_euro
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault

FUNCTION = "payments-worker"


_CORRECTIONS = (1, 2)
"""A month's run corrects a family once; a run of another region may have done so beside it."""


@dataclass(slots=True)
class FamilyReport:
    """One family with something to settle: why it is not paid (None: it is), and each right that is undecided.

    `corrected`: per earlier month, what had been granted and what is due, in euro.
    """

    dossier: str
    reason: str | None = None
    undecided: list[JsonValue] = field(default_factory=list)
    corrected: list[JsonValue] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything to settle."""
        return self.reason is not None or bool(self.undecided or self.corrected)

    def told(self) -> dict[str, object]:
        """Return it as it is printed."""
        return {
            "dossier": self.dossier,
            "reason": self.reason,
            "undecided": self.undecided,
            "corrected": self.corrected,
        }


def report_families(vault: Vault, store: RunStore, run: str, shard: str) -> list[FamilyReport]:
    """Return the families of a shard that are not paid, have an open right or a correction, in order of ids."""
    return sorted(_found(vault, store, run, shard), key=lambda one: one.dossier)


def _found(vault: Vault, store: RunStore, run: str, shard: str) -> Iterator[FamilyReport]:
    month = store.run(run).month
    keys = [key for _, key in store.payments(run, shard)]
    keys += [key for _, key in store.keys_of(not_paid_list(run))]
    keys += [key for made_by, key in store.keys_of(TO_DECIDE) if made_by == run]
    for dossiers in batched(sorted({key.pk for key in keys}), MOST_DOSSIERS, strict=False):
        asked = [key for key in keys if key.pk in dossiers and not is_correction(key.sk)]
        asked += [correction_place(one, month, number).key for one in dossiers for number in _CORRECTIONS]
        rows = [SealedItem.of(Table.PAYMENTS, item) for item in store.rows(Table.PAYMENTS, asked)]
        here = [row for row in rows if row.clear.get("shard") == shard and row.clear.get("state") != SUPERSEDED]
        if not here:
            continue
        request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
        page = request.page(run, sorted({row.place.pk for row in here}), "report month")
        corrections = [row for row in here if is_correction(row.place.sk) and row.clear.get("run") == run]
        months = [row for row in here if not is_correction(row.place.sk)]
        reports = {row.place.pk: FamilyReport(row.place.pk) for row in here}
        for opened in request.open(months, MonthToExplain, under=page, skip_ended=True):
            report = reports[opened.place.pk]
            report.reason = report.reason or opened.record.reason
            report.undecided += cast("list[JsonValue]", (opened.record.trace or {}).get("undecided") or [])
        for correction in request.open(corrections, Correction, under=page, skip_ended=True):
            reports[correction.place.pk].corrected += [_told(one) for one in correction.record.months]
        yield from (report for report in reports.values() if report.says_something)


def _told(corrected: CorrectedMonth) -> JsonValue:
    return {
        "month": corrected.month,
        "granted": format_euro(corrected.granted),
        "due": format_euro(corrected.due),
    }
