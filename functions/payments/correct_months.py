"""What changed facts make of the months that were decided before: the differences, with their causes.

Pure: a family's file, what was granted, and the law in; a correction out. A right that is open for want of a fact never
takes back what was granted: less is only claimed from a family where the law says less.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise

from pydantic import JsonValue

from functions.benefits.compare_decisions import MonthDifference, amounts_of, compare_amounts
from functions.benefits.decision import Undecided
from functions.benefits.find_unconfirmed import find_unconfirmed
from functions.benefits.household import Region
from functions.benefits.parameters import ParameterSet
from functions.benefits.prescription import lapses_on
from functions.dossier.family_file import FamilyFile
from functions.payments.claimed_months import claimed_from
from functions.payments.compact_trace import compact_trace
from functions.payments.correction import CorrectedAmount, CorrectedMonth, CorrectedTrace, Correction
from functions.payments.entitlement import Entitlement, Standstill, entitlement_range
from functions.payments.granted_months import Granted, History
from functions.payments.payment import fact_reference
from functions.units.year_month import YearMonth

# What rests on the household as a whole, and so is open for every child when a fact about the household is missing.
_OF_HOUSEHOLD = frozenset(
    {"social", "single_parent", "large_family", "invalid_parent", "guarantee", "social once", "annual once"}
)
_OF_NO_AMOUNT = frozenset({"institution", "other_payee", "savings", "garnishment"})
_OF_MONTH = ("month", "payment_date")
_MARK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Question:
    """Which months are looked at again: those before the run's month, by the region's law, on a civil day."""

    region: Region
    run_month: YearMonth
    parameters: ParameterSet
    today: date


def known_until(file: FamilyFile) -> str:
    """Return the instant of the newest fact of a file; empty when it has none."""
    return max((fact.record.known_at for fact in file.facts), default="")


def known_facts(file: FamilyFile) -> str:
    """Return the mark of all facts of a file, as they stand: it differs as soon as one came, went or was rewritten.

    No instant says that: what was received before a decision may be written after it, from a delivery that was under
    way or from quarantine.
    """
    rows = sorted(f"{fact.place.sk}@{fact.revision}" for fact in file.facts)
    return sha256("\n".join(rows).encode()).hexdigest()[:_MARK_DIGITS]


def correct_months(file: FamilyFile, history: History, question: Question) -> tuple[Correction | None, bool]:
    """Return the correction (None: not one cent differs), and whether every month could be looked at.

    A month whose amounts nobody confirmed is left for a later run. Months past their prescription stay as they are.
    """
    found = dict(entitlements_before(file, history, question))
    months: list[CorrectedMonth] = []
    complete = True
    for month, one in found.items():
        if isinstance(one, Entitlement) and one.decision is not None and find_unconfirmed(one.decision):
            complete = False
            continue
        corrected = _month(month, history.months.get(month, Granted()), one)
        if corrected is not None and not _lapsed(corrected, month, question):
            months.append(corrected)
    if not months:
        return None, complete
    corrected_months = {YearMonth.parse(month.month) for month in months}
    correction = Correction(
        region=question.region,
        known_until=known_until(file) if complete else history.known_until or "",
        known_facts=known_facts(file) if complete else None,
        causes=_causes(file, history, [found[month] for month in corrected_months]),
        months=tuple(months),
        traces=tuple(_traces({month: one for month, one in found.items() if month in corrected_months})),
    )
    return correction, complete


def entitlements_before(
    file: FamilyFile, history: History, question: Question
) -> Iterator[tuple[YearMonth, Entitlement | Standstill]]:
    """Yield the months before the run's: from the first decided one, and before it those that are ours all the same."""
    end = question.run_month.plus(-1)
    decided = min(question.run_month, history.first or question.run_month)
    claims = {child: month for child, month in claimed_from(file).items() if month < decided}
    starts = [*sorted(set(claims.values())), decided]
    for first, following in pairwise(starts):
        claiming = frozenset(child for child, month in claims.items() if month <= first)
        last = following.plus(-1)
        yield from entitlement_range(file, first, last, question.region, question.parameters, claiming).items()
    if decided <= end:
        yield from entitlement_range(file, decided, end, question.region, question.parameters).items()


def _month(month: YearMonth, granted: Granted, now: Entitlement | Standstill) -> CorrectedMonth | None:
    if isinstance(now, Standstill):
        if now.reason is not None or not granted.cents:
            return None
        now = Entitlement(None, (), ())  # another region is competent: nothing is due here
    decision, undecided, due = now.decision, now.undecided, now.due_cents
    reasons = {one.child: one.reason for one in decision.children} if decision is not None else {}
    differences = compare_amounts(month, granted.amounts, amounts_of(decision), reasons)
    held = [one for one in differences if one.cents < 0 and _is_open(one, undecided)]
    without = due
    due -= sum(one.cents for one in held)
    if now.parts or granted.shared:
        # Of a month that is shared, what an open right brought the payee is not known apart: what was granted stays.
        due = max(without, min(due, granted.cents))
    made = tuple(_amount(one) for one in differences if one not in held)
    if not made and due == granted.cents:
        return None
    dropped = min(max(0, granted.claimed - granted.recovered), max(0, due - granted.cents))
    return CorrectedMonth(month=str(month), granted=granted.cents, due=due, amounts=made, dropped=dropped)


def _is_open(one: MonthDifference, undecided: Sequence[Undecided]) -> bool:
    """Tell whether what would be taken back rests on a right that is only open, and not refused."""
    return any(
        (right.child == one.child and right.benefit in {"base", one.benefit.removesuffix(" once")})
        or (right.child is None and right.benefit not in _OF_NO_AMOUNT and one.benefit in _OF_HOUSEHOLD)
        for right in undecided
    )


def _amount(one: MonthDifference) -> CorrectedAmount:
    return CorrectedAmount(
        child=one.child,
        benefit=one.benefit,
        before=one.before,
        after=one.after,
        ground_before=one.ground_before,
        ground_after=one.ground_after,
    )


def _lapsed(corrected: CorrectedMonth, month: YearMonth, question: Question) -> bool:
    """Tell whether it is too late: to claim the month, or to recover what was paid in the month after it."""
    law = question.parameters.law_of(question.region, question.run_month)
    if corrected.cents >= 0:
        return lapses_on(law, question.region, "claim", month) <= question.today
    return lapses_on(law, question.region, "recovery", month.plus(1)) <= question.today


def _causes(file: FamilyFile, history: History, found: Sequence[Entitlement | Standstill]) -> tuple[str, ...]:
    """Return the facts that were not known when the months were decided last.

    When all were received before, what was written since counts: what the months rest on now, and did not before.
    """
    since = history.known_until
    newer = {fact_reference(one.place.sk) for one in file.facts if since is None or one.record.known_at > since}
    if not newer:
        newer = {fact_reference(row) for one in found if isinstance(one, Entitlement) for row in one.facts}
        newer -= history.facts
    return tuple(sorted(newer))


def _traces(found: Mapping[YearMonth, Entitlement | Standstill]) -> Iterator[CorrectedTrace]:
    """Yield each decision once, with the months that follow one another with it."""
    first: YearMonth | None = None
    last: YearMonth | None = None
    trace: dict[str, JsonValue] = {}
    for month, one in found.items():
        if isinstance(one, Standstill) or one.decision is None:
            continue
        now = compact_trace(one.decision)
        if first is not None and last is not None:
            if last.plus(1) == month and _steady(trace) == _steady(now):
                last = month
                continue
            yield CorrectedTrace(first=str(first), last=str(last), trace=trace)
        first, last, trace = month, month, now
    if first is not None:
        yield CorrectedTrace(first=str(first), last=str(last), trace=trace)


def _steady(trace: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in trace.items() if name not in _OF_MONTH}
