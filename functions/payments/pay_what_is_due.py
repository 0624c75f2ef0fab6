"""What of a payment that came back is still due: a month that a correction has found not due since is not paid again.

Nobody ever had that money, so nothing is claimed back of it either: the claim is taken away, of its debt too where one
was opened, and the book owes it no more. Of a share, what was stated as paid too much is taken off that statement.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from functions.benefits.household import Region
from functions.payments.book import BENEFITS, OWED_BACK, REOPENED, beside_files, puts_of
from functions.payments.correction import Correction, is_correction
from functions.payments.debts.family_debts import FamilyDebts
from functions.payments.decide_shares import NO_SHARES, FamilyShares
from functions.payments.granted_months import read_history
from functions.payments.payment import FIRST, Payment, is_payment
from functions.payments.returned_payment import NotDue, ReturnedPayment
from functions.payments.run_rows import Run
from functions.payments.share_payment import (
    OverpaidShares,
    ShareLine,
    is_share,
    lines_of,
    overpaid_place,
    payee_of,
    share_trace,
)
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
    lines: tuple[ShareLine, ...] = ()
    overpaid: FamilyShares = NO_SHARES

    def reasons(self, region: Region, old: Stored[Payment]) -> dict[str, object]:
        """Return the reasons of a payment of other cents than the old one's, whose row holds its own.

        Those of a share stay lines that its payee may be shown, and the family may not.
        """
        if not is_share(old.record.trace):
            return {"trace": {"correction": old.place.sk}, "facts": ()}
        return {"trace": share_trace(region, payee_of(old.record.trace), self.lines)}

    def write(
        self, change: Change, request: Request, run: Run, returned: Stored[ReturnedPayment], page: RunPage
    ) -> None:
        """Take what is not due off the claims and out of the book, as part of the change that pays the rest."""
        today = civil_date(request.rooms.clock.instant())
        debts = FamilyDebts.read(request, returned.place.pk, run.region, today, page)
        own = ((one.month, one.cents) for one in self.not_due if one.child is None)
        booked = debts.never_received(own, returned.place.sk)
        debts.write(change, request)
        self.overpaid.write_overpaid(change, returned.place.pk)
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
    if is_share(old.record.trace):
        return _of_share(request, page, run, old, before)
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


def _of_share(request: Request, page: RunPage, run: Run, old: Stored[Payment], before: Sequence[NotDue]) -> StillDue:
    """Return what of a share may be paid again: all but what is stated as paid too much to its payee."""
    payee, known = payee_of(old.record.trace), Counter[tuple[str, str]]()
    for one in before:
        known[one.month, one.child or ""] += one.cents
    standing = request.fetch(overpaid_place(old.place.pk, run.region))
    stated = request.open([] if standing is None else [standing], OverpaidShares, under=page)
    parts = {(part.to, part.whom, part.month, part.child): part for one in stated for part in one.record.parts}
    lines, found = [], []
    for line in lines_of(old.record.trace):
        key = (payee.to, payee.whom, str(line.month), line.child)
        part, left = parts.get(key), line.cents - known[str(line.month), line.child]
        cents = 0 if part is None else min(left, part.cents)
        if part is not None and cents:
            found.append(NotDue(month=part.month, cents=cents, child=part.child))
            parts[key] = part.model_copy(update={"cents": part.cents - cents})
        if left > cents:
            lines.append(line._replace(cents=left - cents))
    left_over = OverpaidShares(region=run.region, parts=tuple(part for part in parts.values() if part.cents))
    overpaid = FamilyShares(overpaid=left_over, month=run.month, standing=standing)
    return StillDue(sum(line.cents for line in lines), tuple(found), tuple(lines), overpaid)


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
