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


@dataclass(frozen=True, slots=True)
class Money:
    """What a family's payments hold, of every region, opened once.

    `first`: the first payments of months; `unpaid`: sort keys of corrections whose arrears were withdrawn;
    `never_received`: what came back and was not paid again, by month.
    """

    rows: tuple[SealedItem, ...]
    first: tuple[Stored[Payment], ...]
    corrections: tuple[Stored[Correction], ...]
    unpaid: frozenset[str]
    debts: tuple[Stored[DebtAccount], ...]
    never_received: tuple[tuple[YearMonth, int], ...]


def read_money(request: Request, dossier: str, under: RunPage | None) -> Money:
    """Read and open a family's payments, corrections, debts and returns, for the histories of all regions."""
    rows = request.query(Table.PAYMENTS, dossier, OF_MONTHS)
    first = [
        row
        for row in rows
        if row.place == payment_place(dossier, _month_of(row.place), FIRST) and row.clear.get("state") != WITHDRAWN
    ]
    corrections = [row for row in rows if is_correction(row.place.sk)]
    debts = [row for row in request.query(Table.PAYMENTS, dossier, PREFIX) if is_account(row.place.sk)]
    return Money(
        tuple(rows),
        tuple(request.open(first, Payment, under=under)),
        tuple(sorted(request.open(corrections, Correction, under=under), key=lambda row: row.place.sk)),
        _withdrawn_arrears(request, rows, under),
        tuple(request.open(debts, DebtAccount, under=under)),
        tuple(_never_received(request, dossier, under)),
    )


def read_history(request: Request, dossier: str, region: Region, under: RunPage | None) -> History:
    """Read what this region granted a family, from one query of the family's payments."""
    return history_of(read_money(request, dossier, under), region)


def history_of(money: Money, region: Region) -> History:
    """Return what this region granted a family.

    The first payment of a month granted it; later ones pay corrections, or the same money again. One that was
    withdrawn before a file was made granted nothing.
    """
    own = [one for one in money.first if one.record.trace.get("region") == region]
    found = {
        _month_of(one.place): Granted(
            one.record.granted_cents, amounts_of_trace(one.record.trace), shared=_is_shared(one.record.trace)
        )
        for one in own
    }
    known = max((one.record.known_until or "" for one in own), default=None)
    for stored in money.corrections:
        if stored.record.region == region:
            _apply(found, stored.record, paid=stored.place.sk not in money.unpaid)
            known = max(known or "", stored.record.known_until)
    debts, withdrawn = tuple(one for one in money.debts if one.record.region == region), withdrawn_rows(money.rows)
    for at, cents in money.never_received:
        before = found.get(at, Granted())
        found[at] = replace(before, claimed=max(0, before.claimed - cents))
    for debt in debts:
        for month, cents in debt.record.recovered_by_month(withdrawn).items():
            at = YearMonth.parse(month)
            before = found.get(at, Granted())
            found[at] = replace(before, recovered=before.recovered + cents)
    months = [_month_of(row.place) for row in money.rows]
    facts = frozenset(fact for one in own for fact in one.record.facts)
    first, last = min(months, default=None), max(months, default=None)
    return History(first, last, dict(sorted(found.items())), known, facts, debts, withdrawn)


def _month_of(place: Place) -> YearMonth:
    return YearMonth.parse(place.sk.partition("#")[0])


def _never_received(request: Request, dossier: str, under: RunPage | None) -> Iterator[tuple[YearMonth, int]]:
    """Yield what came back from a bank and was not paid again, because a correction had found it not due.

    Shares of others are no part of what the family was granted (`functions.payments.share_payment`).
    """
    rows = request.query(Table.PAYMENTS, dossier, RETURNED_ROW)
    for one in request.open(rows, ReturnedPayment, under=under):
        for part in one.record.not_due or ():
            if part.child is None:
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
