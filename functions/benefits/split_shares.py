"""What of the month's total goes to the beneficiary and what to an institution."""

from functions.benefits.decision import ChildDecision, Share
from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.round_half_up import round_half_up


def split_shares(
    children: tuple[Child, ...], decided: tuple[ChildDecision, ...], law: MonthLaw, region: str
) -> tuple[Share, ...]:
    """Give the institution its share of each placed child's total, rounded half up per child; the payee has the rest.

    Law: Flanders, gpedia "geplaatste kinderen"; Brussels and Wallonia, federal rule of two thirds (choices B14, W11).
    """
    ratio = law.ratio(f"{region}/shares/institution")
    institution = sum(
        round_half_up(one.total * ratio.numerator, ratio.denominator)
        for child, one in zip(children, decided, strict=True)
        if child.placement == "institution"
    )
    beneficiary = sum(one.total for one in decided) - institution
    shares = (Share("beneficiary", beneficiary), Share("institution", institution))
    return tuple(share for share in shares if share.cents)
