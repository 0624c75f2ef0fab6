"""The signed documents of a family's month: what `kroost replay` checks, offline, for a case worker, court or family.

They are about people (ids, rights, amounts), so they are opened for each asking, under a ledger entry, never kept.
"""

from functions.payments.correction import Correction, is_correction
from functions.payments.payment import Payment, is_payment
from functions.payments.shown_to import ShownTo
from functions.payments.signed_trace import signed_document
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.ledger_entry import Actor
from functions.vault.vault import Vault

FUNCTION = "payments-worker"


def tell_traces(
    vault: Vault, chain: str, dossier: str, month: YearMonth, payee: str | None = None
) -> list[dict[str, object]]:
    """Return the document of every payment and correction that stands at a month; empty when nothing was paid in it.

    `chain`: the ledger chain of the asking. `payee`: who asks, and is given nobody else's; None: a case worker.
    """
    request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
    page = request.page(chain, [dossier], "show traces")
    rows = request.query(Table.PAYMENTS, dossier, f"{month}#")
    payments = [row for row in rows if is_payment(row.place.sk)]
    corrections = [row for row in rows if is_correction(row.place.sk)]
    shown = ShownTo.of(request, dossier, payee, page)
    opened = shown.payments(request.open(payments, Payment, under=page))
    found: list[Payment | Correction] = [one.record for one in opened]
    if shown.sees_corrections:
        found += [one.record for one in request.open(corrections, Correction, under=page)]
    return [signed_document(dossier, record) for record in found]
