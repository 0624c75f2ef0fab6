"""A family in which somebody is restricted (GDPR art. 18): nothing is decided anew, the last month is paid on.

The months are decided again, with everything that came meanwhile, once the restriction is lifted.
"""

from collections.abc import Sequence

from functions.dossier.account_state import HELD
from functions.payments.neutral_text import remittance_text
from functions.payments.payment import FIRST, OF_MONTHS, WITHDRAWN, NotPaid, Payment, is_payment, payment_place
from functions.payments.payment_id import payment_id
from functions.payments.run_terms import RunTerms
from functions.payments.stop import OtherRegionError, Reason
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.run_page import RunPage

_LANGUAGES = ("nl", "fr", "de", "en")


def continue_last(
    request: Request, under: RunPage, dossier: str, rows: Sequence[SealedItem], terms: RunTerms
) -> Payment | NotPaid:
    """Return the month as the last one was decided; raises OtherRegionError when another region decided that.

    A month in which something was paid once, or that was shared among several payees, is not repeated: then a person
    must look, and the family is on the run's list of the unpaid. What was granted goes on, not what was kept of it for
    a debt: how much of this month may be kept is for whoever holds the debts.
    """
    paid = _paid_months(request, dossier, terms.month)
    for month in sorted(paid, reverse=True):
        first = paid[month].get(payment_place(dossier, month, FIRST).sk)
        if first is None or first.clear.get("state") == WITHDRAWN:
            continue
        (stored,) = request.open([first], Payment, under=under)
        last = stored.record
        if last.trace.get("region") != terms.region:
            raise OtherRegionError
        if last.trace.get("one_off"):
            continue
        if len(paid[month]) > 1:
            break
        if any(row.place.sk == last.account and row.clear.get("state") == HELD for row in rows):
            return NotPaid(reason=Reason.ACCOUNT_HELD)
        return last.model_copy(
            update={
                "cents": last.granted_cents,
                "set_off": None,
                "text": _text(last.text, terms, month),
                "payment": payment_id(terms.secret, dossier, last.account, terms.month, FIRST),
                "known_until": None,
                "known_facts": None,
                "signature": None,
            }
        )
    return NotPaid(reason=Reason.PERSON_RESTRICTED)


def _paid_months(request: Request, dossier: str, before: YearMonth) -> dict[YearMonth, dict[str, SealedItem]]:
    found: dict[YearMonth, dict[str, SealedItem]] = {}
    for row in request.query(Table.PAYMENTS, dossier, OF_MONTHS):
        if is_payment(row.place.sk):
            month = YearMonth.parse(row.place.sk.partition("#")[0])
            if month < before:
                found.setdefault(month, {})[row.place.sk] = row
    return found


def _text(text: str, terms: RunTerms, month: YearMonth) -> str:
    """Return the neutral text of the new month in the language of the last one."""
    for language in _LANGUAGES:
        if remittance_text(terms.region, language, month) == text:
            return remittance_text(terms.region, language, terms.month)
    return remittance_text(terms.region, _LANGUAGES[0], terms.month)
