"""The facts of an assessment and of a social status."""

from datetime import date

from functions.dossier.fact import Fact, IncomeItem, YearlyIncomeFact
from functions.dossier.work_facts import SocialStatusFact
from functions.government.content.yearly_income import SocialStatus, YearlyIncome
from functions.government.facts.basis import Basis, lower


def income_fact(stated: YearlyIncome | SocialStatus, basis: Basis) -> Fact:
    """Return the fact of one or the other."""
    return _status(stated, basis) if isinstance(stated, SocialStatus) else _income(stated, basis)


def _income(income: YearlyIncome, basis: Basis) -> YearlyIncomeFact:
    related, cadastral = income.related_person_ssin, income.cadastral_income
    return basis.fact(
        YearlyIncomeFact,
        date(income.income_year, 1, 1),
        date(income.income_year, 12, 31),
        income_year=income.income_year,
        related_person=None if related is None else basis.named.get(related),
        items=tuple(
            IncomeItem(code=item.code, cents=item.amount_eurocent)
            for item in sorted(income.items or (), key=lambda item: item.code)
        ),
        joint=related is not None,
        column=income.fiscal_status,
        cadastral_other_use_cents=None if cadastral is None else cadastral.other_use_eurocent,
        cadastral_built_cents=None if cadastral is None else cadastral.built_eurocent,
    )


def _status(status: SocialStatus, basis: Basis) -> SocialStatusFact:
    first, last = (None, None) if status.period is None else (status.period.begin, status.period.end)
    return basis.fact(SocialStatusFact, first, last, status=lower(status.name), applies=status.applies)
