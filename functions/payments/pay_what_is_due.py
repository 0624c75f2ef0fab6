"""What of a payment that came back is still due: a month that a correction has found not due since is not paid again.

The family never had that money, so nothing is claimed back of it either: the claim is taken away, of its debt too where
one was opened, and the book owes it no more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from functions.payments.book import BENEFITS, OWED_BACK, REOPENED, beside_files, puts_of
from functions.payments.correction import Correction, is_correction
from functions.payments.debts.family_debts import FamilyDebts
from functions.payments.granted_months import read_history
from functions.payments.payment import FIRST, Payment, is_payment
from functions.payments.returned_payment import NotDue, ReturnedPayment
from functions.payments.run_rows import Run
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.change import Change
from functions.vault.place import Place, Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage


@dataclass(frozen=True, slots=True)
class StillDue:
    """What of a payment that came back is paid again, and what more of it is found not due now, month by month."""

    cents: int
    not_due: tuple[NotDue, ...]

    def write(
        self, change: Change, request: Request, run: Run, returned: Stored[ReturnedPayment], page: RunPage
    ) -> None:
        """Take what is not due off the claims and out of the book, as part of the change that pays the rest."""
        today = civil_date(request.rooms.clock.instant())
        debts = FamilyDebts.read(request, returned.place.pk, run.region, today, page)
        booked = debts.never_received(((one.month, one.cents) for one in self.not_due), returned.place.sk)
        debts.write(change, request)
        total = sum(one.cents for one in self.not_due)
        month = YearMonth.of(today)
        for account, cents in ((OWED_BACK, booked), (BENEFITS, total - booked)):
            if cents:
                for put in puts_of(beside_files(REOPENED, account, run.region, month, cents), request.instant()):
                    change.plain(put)


def still_due(
    request: Request, page: RunPage, run: Run, old: Stored[Payment], before: Sequence[NotDue] = ()
) -> StillDue:
    """Return what of a payment may be paid again: all but what open claims on its months say is not due.

    `before`: what was found not due when it was to be paid again earlier; its claims are taken away since.
    """
    known = Counter[str]()
    for one in before:
        known[one.month] += one.cents
    months = _months(request, page, old)
    claims = read_history(request, old.place.pk, run.region, page).months
    left, found = old.record.cents - known.total(), []
    for month, most in months:
        granted = claims.get(YearMonth.parse(month))
        claimed = 0 if granted is None else granted.claimed - granted.recovered
        cents = max(0, min(claimed, most - known[month], left))
        if cents:
            found.append(NotDue(month=month, cents=cents))
            left -= cents
    return StillDue(left, tuple(found))


def _months(request: Request, page: RunPage, old: Stored[Payment]) -> Sequence[tuple[str, int]]:
    """Return the months that a payment was for, each with the most of it in cents."""
    month, _, number = old.place.sk.partition("#")
    row = str(old.record.trace.get("correction", ""))
    if not is_correction(row):
        # A month's own payment, or the same money paid again; what goes to others than the payee is no claim's matter.
        own = int(number) == FIRST or "region" in old.record.trace or is_payment(row)
        return [(month, old.record.cents)] if own else []
    standing = request.fetch(Place(Table.PAYMENTS, old.place.pk, row))
    opened = request.open([] if standing is None else [standing], Correction, under=page)
    return [(one.month, one.owed) for correction in opened for one in correction.record.months if one.owed]
