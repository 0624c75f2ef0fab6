"""The one entry of the law: a household and a month in, every amount with its reason out. Pure.

No clock, no storage, no network. Whatever changes with time comes in through the parameters.
"""

from collections.abc import Callable

from functions.benefits.amount import weakest
from functions.benefits.brussels.decide import decide_brussels
from functions.benefits.decision import Decision
from functions.benefits.flanders.decide import decide_flanders
from functions.benefits.household import Household
from functions.benefits.parameters import MonthLaw, ParameterSet
from functions.benefits.pay_on import pay_on
from functions.benefits.region_decision import RegionDecision
from functions.benefits.split_shares import split_shares
from functions.benefits.wallonia.decide import decide_wallonia

_REGIONS: dict[str, Callable[[Household, MonthLaw], RegionDecision]] = {
    "flanders": decide_flanders,
    "brussels": decide_brussels,
    "wallonia": decide_wallonia,
}


class OutsideLawError(Exception):
    """The month lies before the region's first legal amount."""


def decide_month(household: Household, parameters: ParameterSet) -> Decision:
    """Decide one household in one month; amounts in whole cents (OutsideLawError before the region's first amount)."""
    region = household.region
    if household.month < parameters.first_month(region):
        msg = f"{region} has no legal amount in {household.month}"
        raise OutsideLawError(msg)
    law = parameters.law_of(region, household.month)
    found = _REGIONS[region](household, law)
    return Decision(
        month=household.month,
        region=region,
        status=weakest(*(child.status for child in found.children)),
        children=found.children,
        total=sum(child.total for child in found.children),
        shares=split_shares(household.children, found.children, law, region),
        one_off=found.one_off,
        payment_date=pay_on(law, region),
        undecided=found.undecided,
        income_test=found.income_test,
        parameters=parameters.digest,
    )
