"""The facts of what another fund paid, and of the pictures of 2018 and 2019."""

from datetime import date

from functions.dossier.benefit_elsewhere_facts import (
    BenefitElsewhereFact,
    PaidMonths,
    PaidOnce,
    Picture2018Fact,
    Picture2019Fact,
)
from functions.dossier.fact import Fact
from functions.government.content.benefit_elsewhere import (
    BenefitElsewhere,
    PaidPeriod,
    Picture2018,
    Picture2019,
)
from functions.government.facts.basis import Basis, lower
from functions.units.year_month import YearMonth


def benefit_elsewhere_fact(stated: BenefitElsewhere, basis: Basis) -> Fact:
    """Return the fact of the one thing that is stated. Pictures look back and hold in every month after."""
    if stated.picture_2018 is not None:
        return _picture_2018(stated.picture_2018, basis)
    if stated.picture_2019 is not None:
        return _picture_2019(stated.picture_2019, basis)
    return _paid(stated, basis)


def _paid(stated: BenefitElsewhere, basis: Basis) -> BenefitElsewhereFact:
    periods = stated.periods or ()
    first, last = _span(periods)
    months = BenefitElsewhereFact.in_order(_months(period, basis) for period in periods)
    bonuses = sorted(stated.bonuses or (), key=lambda one: (one.paid_on, one.category))
    once = (PaidOnce.model_validate({"category": lower(one.category), "paid_on": one.paid_on}) for one in bonuses)
    return basis.fact(
        BenefitElsewhereFact,
        first,
        last,
        source=lower(stated.source),
        fund=None if stated.fund is None else stated.fund.enterprise_number,
        months=months,
        once=tuple(once),
        right_ended_on=stated.right_ended,
        first_of_parent=stated.first_of_parent,
    )


def _months(period: PaidPeriod, basis: Basis) -> PaidMonths:
    payees = basis.ids(period.beneficiaries)
    return PaidMonths.model_validate(
        {
            "category": lower(period.category),
            "first": period.begin_month,
            "last": period.end_month,
            "payees": payees,
            "others": len(period.beneficiaries) - len(payees),
        }
    )


def _span(periods: tuple[PaidPeriod, ...]) -> tuple[date | None, date | None]:
    """Return the first and the last day of the months; no last day while one still runs."""
    if not periods:
        return None, None
    ends = [period.end_month for period in periods]
    last = None if None in ends else max(end for end in ends if end is not None)
    begin = YearMonth.parse(min(period.begin_month for period in periods)).first_day
    return begin, None if last is None else YearMonth.parse(last).last_day


def _picture_2018(picture: Picture2018, basis: Basis) -> Picture2018Fact:
    return basis.fact(Picture2018Fact, right_open=picture.right_open, group=picture.group, rank=lower(picture.rank))


def _picture_2019(picture: Picture2019, basis: Basis) -> Picture2019Fact:
    return basis.fact(
        Picture2019Fact,
        right_open=picture.right_open,
        social=lower(picture.social),
        single_parent=picture.single_parent,
        switched_on=picture.switched_on,
    )
