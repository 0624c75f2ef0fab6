"""What a family is entitled to in a month, or in a range of months, as it was believed at an instant.

Two time axes: the month says when the facts must hold, `known_at` when the fund must have known them. One family file,
read in one query, answers for every month and every instant.
"""

from collections.abc import Iterator, Sequence
from copy import replace
from dataclasses import dataclass
from datetime import datetime

from functions.benefits.amount import weakest
from functions.benefits.decide import OutsideLawError, decide_month
from functions.benefits.decide_range import Stretch, decide_range
from functions.benefits.decision import ChildDecision, Decision, Undecided, without_right
from functions.benefits.household import Household, Region
from functions.benefits.parameters import ParameterSet
from functions.benefits.share_out import Part
from functions.benefits.split_shares import split_shares
from functions.dossier.family_file import FamilyFile
from functions.payments.build_household import BuiltHousehold, build_household
from functions.payments.share_month import share_month
from functions.payments.stop import FamilyStopError, OtherRegionError, Reason
from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A month of a family: the decision (None: no child counts in it), the rights left open, the rows it rests on.

    `parts`: what others than the file's own payee get of it; `administered`: whose money goes to an administrator.
    """

    decision: Decision | None
    undecided: tuple[Undecided, ...]
    facts: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    administered: frozenset[str] = frozenset()

    @property
    def due_cents(self) -> int:
        """What the month brings the payee, in cents: the payee's share, and what is paid once with this month."""
        if self.decision is None:
            return 0
        shares = sum(share.cents for share in self.decision.shares if share.to == "beneficiary")
        once = sum(one.cents for one in self.decision.one_off) - sum(part.once for part in self.parts)
        return shares + once


@dataclass(frozen=True, slots=True)
class Standstill:
    """A month of which nothing can be said in this region: the reason, or None when another region is competent."""

    reason: Reason | None


def entitlement(
    file: FamilyFile, month: YearMonth, region: Region, parameters: ParameterSet, known_at: datetime | None = None
) -> Entitlement:
    """Decide one month on the facts that were known at an instant (None: on all of them).

    Raises OtherRegionError when another region is competent, FamilyStopError when the family cannot be decided.
    """
    built = build_household(file, month, region, parameters, known_at)
    if not built.household.children:
        return Entitlement(None, tuple(built.undecided), _rows(built))
    try:
        decision = decide_month(built.household, parameters)
    except OutsideLawError:
        raise FamilyStopError(Reason.OUTSIDE_LAW) from None
    return _entitled(built, decision, parameters)


def entitlement_range(
    file: FamilyFile,
    first: YearMonth,
    last: YearMonth,
    region: Region,
    parameters: ParameterSet,
    claiming: frozenset[str] | None = None,
) -> dict[YearMonth, Entitlement | Standstill]:
    """Decide every month of a range: the same answers as `entitlement`, decided anew only where something changes.

    `claiming`: the children whose months are ours (None: all that no other fund pays).
    """
    found: dict[YearMonth, Entitlement | Standstill] = {}
    built: dict[YearMonth, BuiltHousehold] = {}
    for step in range(last.months_since(first) + 1):
        month = first.plus(step)
        one = _built(file, month, region, parameters, claiming)
        if isinstance(one, Standstill):
            found[month] = one
        elif not one.household.children:
            found[month] = Entitlement(None, tuple(one.undecided), _rows(one))
        else:
            built[month] = one
    for run in _runs(built):
        stretch = Stretch(run[0], built[run[0]].household)
        for decision in decide_range([stretch], run[0], run[-1], parameters):
            found[decision.month] = _entitled(built[decision.month], decision, parameters)
    return dict(sorted(found.items()))


def _built(
    file: FamilyFile,
    month: YearMonth,
    region: Region,
    parameters: ParameterSet,
    claiming: frozenset[str] | None,
) -> BuiltHousehold | Standstill:
    """Build one month's household, or say why there is none."""
    if month < parameters.first_month(region):
        return Standstill(Reason.OUTSIDE_LAW)
    try:
        return build_household(file, month, region, parameters, claiming=claiming)
    except OtherRegionError:
        return Standstill(None)
    except FamilyStopError as stop:
        return Standstill(stop.reason)


def _runs(built: dict[YearMonth, BuiltHousehold]) -> Iterator[Sequence[YearMonth]]:
    """Yield the months that follow one another with the same household."""
    run: list[YearMonth] = []
    for month, one in built.items():
        if run and not (run[-1].plus(1) == month and _same(built[run[0]].household, one.household)):
            yield run
            run = []
        run.append(month)
    if run:
        yield run


def _same(one: Household, other: Household) -> bool:
    return replace(one, month=other.month) == other


def _rows(built: BuiltHousehold) -> tuple[str, ...]:
    return tuple(fact.place.sk for fact in built.facts)


def _entitled(built: BuiltHousehold, decision: Decision, parameters: ParameterSet) -> Entitlement:
    """Join what the law decided with what the facts leave open."""
    if built.withheld or built.elsewhere:
        decision = _withhold(decision, built, parameters)
    shared = share_month(built, decision, parameters)
    decision = shared.decision
    entitled = any(child.entitled is not False for child in decision.children)
    missing = [one for one in built.undecided if one.child is not None or entitled]
    # What each share comes to is decided; to which account it goes, nobody may have told.
    undecided = (*decision.undecided, *missing, *shared.undecided)
    decided = replace(decision, undecided=undecided)
    return Entitlement(decided, undecided, _rows(built), shared.parts, built.payees.administered)


def _withhold(decision: Decision, built: BuiltHousehold, parameters: ParameterSet) -> Decision:
    """Take out of a decision what rests on a fact that nobody stated, and the children that another fund pays."""
    without, household = built.withheld | built.elsewhere, built.household
    kept = tuple(
        _without_amounts(child.child, elsewhere=child.child in built.elsewhere) if child.child in without else child
        for child in decision.children
    )
    law = parameters.law_of(household.region, decision.month)
    return replace(
        decision,
        status=weakest(*(child.status for child in kept)),
        children=kept,
        total=sum(child.total for child in kept),
        shares=split_shares(household.children, kept, law, household.region),
        one_off=tuple(one for one in decision.one_off if one.child not in without),
    )


def _without_amounts(child: str, *, elsewhere: bool) -> ChildDecision:
    if elsewhere:
        return without_right(child, "elsewhere")
    return ChildDecision(child, None, 0, "published", ())
