"""What a region granted a family, month by month: the payments of its runs, and every correction since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from functions.benefits.amounts_of_trace import amounts_of_trace
from functions.benefits.compare_decisions import Amounts
from functions.benefits.household import Region
from functions.payments.correction import Correction, is_correction
from functions.payments.debts.debt_account import PREFIX, DebtAccount
from functions.payments.debts.debt_case import is_account
from functions.payments.debts.withdrawn_rows import withdrawn_rows
from functions.payments.payment import AGAIN_OF, FIRST, OF_MONTHS, WITHDRAWN, Payment, is_payment, payment_place
from functions.payments.returned_payment import PREFIX as RETURNED_ROW
from functions.payments.returned_payment import ReturnedPayment
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import Place, SealedItem, Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage


@dataclass(frozen=True, slots=True)
class Granted:
    """What the payee was granted for one month in whole cents, and the amounts that make it up.

    `claimed`: what more the payee was paid for the month, and a correction has stated as too much; `recovered`: the
    part of that which came back since, by set-off or by transfer.
    `shared`: others than the payee had a part of the month.
    """

    cents: int = 0
    amounts: Amounts = field(default_factory=dict)
    claimed: int = 0
    recovered: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """What a region granted a family so far.

    `first`, `last`: the months that any region decided first and last (None: none yet). `known_until`: the
    instant of the newest fact that this region decided on (None: it never did). `facts`: those that its months rest on.
    `debts`: the money of what this region claims back; `withdrawn`: rows of payments that never went out.
    """

    first: YearMonth | None
    last: YearMonth | None
    months: Mapping[YearMonth, Granted]
    known_until: str | None
    facts: frozenset[str] = frozenset()
    debts: tuple[Stored[DebtAccount], ...] = ()
    withdrawn: frozenset[str] = frozenset()


NO_HISTORY = History(None, None, {}, None)


def read_history(request: Request, dossier: str, region: Region, under: RunPage | None) -> History:
    """Read what this region granted a family, from one query of the family's payments."""
    rows = request.query(Table.PAYMENTS, dossier, OF_MONTHS)
    decided = {row.place: YearMonth.parse(row.place.sk.partition("#")[0]) for row in rows}
    found, known, facts = _of_payments(request, rows, decided, region, under)
    corrections = [row for row in rows if is_correction(row.place.sk)]
    unpaid = _withdrawn_arrears(request, rows, under)
    for stored in sorted(request.open(corrections, Correction, under=under), key=lambda row: row.place.sk):
        if stored.record.region == region:
            _apply(found, stored.record, paid=stored.place.sk not in unpaid)
            known = max(known or "", stored.record.known_until)
    debts, withdrawn = _debts(request, dossier, region, under), withdrawn_rows(rows)
    for at, cents in _never_received(request, dossier, under):
        before = found.get(at, Granted())
        found[at] = replace(before, claimed=max(0, before.claimed - cents))
    for debt in debts:
        for month, cents in debt.record.recovered_by_month(withdrawn).items():
            at = YearMonth.parse(month)
            before = found.get(at, Granted())
            found[at] = replace(before, recovered=before.recovered + cents)
    first, last = min(decided.values(), default=None), max(decided.values(), default=None)
    return History(first, last, dict(sorted(found.items())), known, facts, debts, withdrawn)


def _debts(request: Request, dossier: str, region: Region, under: RunPage | None) -> tuple[Stored[DebtAccount], ...]:
    rows = [row for row in request.query(Table.PAYMENTS, dossier, PREFIX) if is_account(row.place.sk)]
    return tuple(one for one in request.open(rows, DebtAccount, under=under) if one.record.region == region)


def _of_payments(
    request: Request,
    rows: Sequence[SealedItem],
    decided: Mapping[Place, YearMonth],
    region: Region,
    under: RunPage | None,
) -> tuple[dict[YearMonth, Granted], str | None, frozenset[str]]:
    """Return what the first payment of each month granted; later ones pay corrections, or the same money again.

    One that was withdrawn before a file was made granted nothing.

    With it the instant of the newest fact that was decided on, and the facts that the months rest on.
    """
    first = [
        row
        for row in rows
        if row.place == payment_place(row.place.pk, decided[row.place], FIRST) and row.clear.get("state") != WITHDRAWN
    ]
    own = [
        stored for stored in request.open(first, Payment, under=under) if stored.record.trace.get("region") == region
    ]
    granted = {
        decided[one.place]: Granted(
            one.record.granted_cents, amounts_of_trace(one.record.trace), shared=_is_shared(one.record.trace)
        )
        for one in own
    }
    known = max((stored.record.known_until or "" for stored in own), default=None)
    return granted, known, frozenset(fact for stored in own for fact in stored.record.facts)


def _never_received(request: Request, dossier: str, under: RunPage | None) -> Iterator[tuple[YearMonth, int]]:
    """Yield what came back from a bank and was not paid again, because a correction had found it not due."""
    rows = request.query(Table.PAYMENTS, dossier, RETURNED_ROW)
    for one in request.open(rows, ReturnedPayment, under=under):
        for part in one.record.not_due or ():
            yield YearMonth.parse(part.month), part.cents


def _withdrawn_arrears(request: Request, rows: Sequence[SealedItem], under: RunPage | None) -> frozenset[str]:
    """Return the corrections whose arrears were withdrawn before a file was made: what they owe was not granted."""
    gone = [
        row
        for row in rows
        if row.clear.get("state") == WITHDRAWN and is_payment(row.place.sk) and AGAIN_OF not in row.clear
    ]
    traces = [one.record.trace for one in request.open(gone, Payment, under=under)]
    return frozenset(str(trace["correction"]) for trace in traces if "correction" in trace)


def _apply(found: dict[YearMonth, Granted], correction: Correction, *, paid: bool) -> None:
    for corrected in correction.months:
        month = YearMonth.parse(corrected.month)
        before = found.get(month, Granted())
        if corrected.owed and not paid:
            still = corrected.due - corrected.owed
            found[month] = replace(before, cents=still, claimed=before.claimed - corrected.dropped)
            continue
        amounts = dict(before.amounts)
        for one in corrected.amounts:
            if one.after:
                amounts[one.child, one.benefit] = (one.after, one.ground_after or "")
            else:
                amounts.pop((one.child, one.benefit), None)
        claimed = before.claimed + max(0, -corrected.cents) - corrected.dropped
        shared = before.shared or any(_is_shared(one.trace) for one in correction.traces)
        found[month] = Granted(corrected.due, amounts, claimed, shared=shared)


def _is_shared(trace: Mapping[str, JsonValue]) -> bool:
    shares = trace.get("shares")
    return isinstance(shares, list) and any(isinstance(one, dict) and one["to"] != "beneficiary" for one in shares)
