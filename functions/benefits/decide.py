"""The one entry of the law: a household and a month in, every amount with its reason out. Pure.

No clock, no storage, no network. Whatever changes with time comes in through the parameters.
"""

from functions.benefits.amount import weakest
from functions.benefits.brussels import family as brussels_family
from functions.benefits.brussels import social as brussels_social
from functions.benefits.brussels.decide import BRUSSELS
from functions.benefits.decision import Decision
from functions.benefits.flanders import family as flanders_family
from functions.benefits.flanders import social as flanders_social
from functions.benefits.flanders.decide import FLANDERS
from functions.benefits.household import Household
from functions.benefits.parameters import ParameterSet
from functions.benefits.pay_on import pay_on
from functions.benefits.region_rules import RegionRules
from functions.benefits.split_shares import split_shares
from functions.benefits.wallonia import family as wallonia_family
from functions.benefits.wallonia import income as wallonia_income
from functions.benefits.wallonia.decide import WALLONIA

type Rules = (
    RegionRules[flanders_family.Family, flanders_social.Test]
    | RegionRules[brussels_family.Family, brussels_social.Test]
    | RegionRules[wallonia_family.Family, wallonia_income.Test]
)

RULES: dict[str, Rules] = {"flanders": FLANDERS, "brussels": BRUSSELS, "wallonia": WALLONIA}


class OutsideLawError(Exception):
    """The month lies before the region's first legal amount."""


def decide_month(household: Household, parameters: ParameterSet) -> Decision:
    """Decide one household in one month; amounts in whole cents (OutsideLawError before the region's first amount)."""
    region = household.region
    if household.month < parameters.first_month(region):
        msg = f"{region} has no legal amount in {household.month}"
        raise OutsideLawError(msg)
    law = parameters.law_of(region, household.month)
    found = RULES[region].decide_month(household, law)
    return Decision(
        month=household.month,
        region=region,
        status=weakest(*(child.status for child in found.children)),
        children=found.children,
        total=sum(child.total for child in found.children),
        shares=split_shares(household.children, found.children, law, region),
        one_off=found.once.paid,
        payment_date=pay_on(law, region),
        undecided=found.once.undecided,
        income_test=found.income_test,
        parameters=parameters.digest,
    )
