"""The one entry of the law: a household and a month in, every amount with its reason out. Pure.

No clock, no storage, no network. Whatever changes with time comes in through the parameters.
"""

from functools import cache
from typing import TYPE_CHECKING, assert_never

from functions.benefits.amount import Status, weakest
from functions.benefits.decision import Decision
from functions.benefits.household import Household, Region
from functions.benefits.month_law import MonthLaw
from functions.benefits.parameters import ParameterSet
from functions.benefits.pay_on import pay_on
from functions.benefits.region_rules import RegionDecision, RegionRules
from functions.benefits.split_shares import split_shares
from functions.units.year_month import YearMonth

if TYPE_CHECKING:
    from functions.benefits.brussels import family as brussels_family
    from functions.benefits.brussels import social as brussels_social
    from functions.benefits.flanders import family as flanders_family
    from functions.benefits.flanders import social as flanders_social
    from functions.benefits.wallonia import family as wallonia_family
    from functions.benefits.wallonia import income as wallonia_income

type Rules = (
    RegionRules[flanders_family.Family, flanders_social.Test]
    | RegionRules[brussels_family.Family, brussels_social.Test]
    | RegionRules[wallonia_family.Family, wallonia_income.Test]
)


class OutsideLawError(Exception):
    """The month lies before the region's first legal amount."""


def decide_month(household: Household, parameters: ParameterSet) -> Decision:
    """Decide one household in one month; amounts in whole cents (OutsideLawError before the region's first amount)."""
    law = require_law(household.region, household.month, parameters)
    found = rules_of(household.region).decide_month(household, law)
    return in_month(household, household.month, found, law, parameters)


@cache
def rules_of(region: Region) -> Rules:
    """Return the rules of a region; they are loaded when the region is first asked for: a run decides one."""
    if region == "flanders":
        from functions.benefits.flanders.decide import FLANDERS  # noqa: PLC0415 - a cold start is a budget

        return FLANDERS
    if region == "brussels":
        from functions.benefits.brussels.decide import BRUSSELS  # noqa: PLC0415 - as above

        return BRUSSELS
    if region == "wallonia":
        from functions.benefits.wallonia.decide import WALLONIA  # noqa: PLC0415 - as above

        return WALLONIA
    assert_never(region)


def require_law(region: Region, month: YearMonth, parameters: ParameterSet) -> MonthLaw:
    """Return the values in force; refuse a month before the region's first amount (OutsideLawError)."""
    known = parameters.of_region(region)
    if month < known.first_month:
        msg = f"{region} has no legal amount in {month}"
        raise OutsideLawError(msg)
    return known.law_of(month)


def in_month(
    household: Household, month: YearMonth, found: RegionDecision, law: MonthLaw, parameters: ParameterSet
) -> Decision:
    """Sum up a region's decision: total, status, shares, and the day on which the month is paid."""
    region, children = household.region, found.children
    total: int = 0
    status: Status = "published"
    for child in children:
        total += child.total
        if child.status != status:
            status = weakest(status, child.status)
    return Decision(
        month,
        region,
        status,
        children,
        total,
        split_shares(household.children, children, law, region),
        found.once.paid,
        pay_on(law, region),
        found.once.undecided,
        found.income_test,
        parameters.digest,
    )
