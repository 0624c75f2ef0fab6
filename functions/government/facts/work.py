"""The facts of employment, unemployment and incapacity."""

from functions.dossier.health_facts import IncapacityFact
from functions.dossier.work_facts import EmploymentFact, UnemploymentFact
from functions.government.content.employment import Employment
from functions.government.content.incapacity import Incapacity
from functions.government.content.unemployment import Unemployment
from functions.government.content.values import days_of_quarter
from functions.government.facts.basis import Basis, lower


def employment_fact(employment: Employment, basis: Basis) -> EmploymentFact:
    """Return the occupation; a quarterly declaration tells of its quarter only, so the fact ends with it."""
    period = employment.occupation_period
    first, last = (None, None) if period is None else (period.begin, period.end)
    if employment.year_quarter is not None and employment.declaration_kind == "DMFA":
        begins, ends = days_of_quarter(employment.year_quarter)
        first = begins if first is None else max(first, begins)
        last = ends if last is None else min(last, ends)
    return basis.fact(
        EmploymentFact,
        first,
        last,
        declaration=lower(employment.declaration_kind),
        year_quarter=employment.year_quarter,
        contract=lower(employment.contract_type),
        contributions=lower(employment.contribution_class),
        worked_hours=employment.worked_hours,
        student_hours=employment.student_hours,
        remuneration_cents=employment.remuneration_eurocent,
    )


def unemployment_fact(unemployment: Unemployment, basis: Basis) -> UnemploymentFact:
    """Return the benefit in its month or over its period."""
    first, last = unemployment.days
    return basis.fact(
        UnemploymentFact,
        first,
        last,
        benefit=lower(unemployment.kind),
        reduction=lower(unemployment.reduction),
        paid_days=unemployment.checked_days,
        monthly_cents=unemployment.monthly_amount_eurocent,
    )


def incapacity_fact(incapacity: Incapacity, basis: Basis) -> IncapacityFact:
    """Return the incapacity over its period."""
    period = incapacity.period
    first, last = (None, None) if period is None else (period.begin, period.end)
    return basis.fact(
        IncapacityFact, first, last, risk=lower(incapacity.social_risk), degree_percent=incapacity.degree_percent
    )
