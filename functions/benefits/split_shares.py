"""What of the month's total goes to the beneficiary and what to an institution."""

from functions.benefits.decision import ChildDecision, Share
from functions.benefits.household import Child
from functions.benefits.month_law import Amounts
from functions.benefits.round_half_up import round_half_up


def split_shares(
    children: tuple[Child, ...], decided: tuple[ChildDecision, ...], law: Amounts, region: str
) -> tuple[Share, ...]:
    """Give the institution its share of each placed child's total, rounded half up per child; the payee has the rest.

    Law: Flanders, gpedia "geplaatste kinderen"; Brussels and Wallonia, federal rule of two thirds (choices B14, W11).
    """
    total, institution = 0, 0
    for child, one in zip(children, decided, strict=True):
        total += one.total
        if child.placement == "institution":
            ratio = law.ratio(f"{region}/shares/institution")
            institution += round_half_up(one.total * ratio.numerator, ratio.denominator)
    beneficiary = total - institution
    to_beneficiary = (Share("beneficiary", beneficiary),) if beneficiary else ()
    return (*to_beneficiary, Share("institution", institution)) if institution else to_beneficiary
