"""Whether another fund pays a child this month: nothing is paid twice, and no month is left out."""

from functions.benefits.competent_region import Domicile
from functions.benefits.first_month_paid import Transfer, first_month_paid, is_paid_elsewhere
from functions.benefits.household import REGIONS
from functions.benefits.parameters import ParameterSet
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.fact import JoiningFact
from functions.payments.facts_of_month import FactsOfMonth
from functions.payments.region_of_family import domiciles_of
from functions.units.clock import civil_date, parse_instant
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth

_MONTHLY = "base"


def is_paid_by_another(child: str, told: FactsOfMonth, parameters: ParameterSet) -> bool:
    """Tell whether the month is another fund's; a family that names no earlier fund, and has no answer of one, is ours.

    Law: `functions.benefits.first_month_paid`.
    """
    answers = told.all_of(BenefitElsewhereFact, child)
    joining = [
        one
        for payee in told.file.root.record.persons("beneficiary")
        for one in told.all_of(JoiningFact, payee)
        if one.earlier_fund is not None
    ]
    if not answers and not joining:
        return False
    paid = [
        MonthRange(YearMonth.parse(one.first), None if one.last is None else YearMonth.parse(one.last))
        for answer in answers
        for one in answer.months
        if one.category == _MONTHLY
    ]
    if is_paid_elsewhere(paid, told.month):
        return True
    if not joining:
        return False
    transfer = Transfer(
        asked_on=civil_date(parse_instant(joining[-1].known_at)),
        domiciles=[
            Domicile(since, system)
            for since, system in domiciles_of(told.file, told.facts, child)
            if system != "unknown"
        ],
        from_fund=True,
        earlier_region=next((region for answer in answers for region in REGIONS if region == answer.source), None),
        paid=tuple(paid) if answers else None,
    )
    return not first_month_paid(transfer, parameters).allows(told.month)
