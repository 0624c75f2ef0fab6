"""What a child's school and work are to its right after the free age: study, and the time since the last one."""

from dataclasses import dataclass
from datetime import date, timedelta

from functions.benefits.household import Study
from functions.benefits.reckon_age import age_before
from functions.dossier.health_facts import IncapacityFact
from functions.dossier.work_facts import EmploymentFact, SchoolEnrolmentFact, UnemploymentFact
from functions.payments.facts_of_month import FactsOfMonth

_NO_STUDY = frozenset({None, "boarding"})
_WHOLE_BY_NATURE = frozenset({"nursery", "primary", "secondary", "apprenticeship"})
# Between two school years nobody is enrolled; whoever goes on has studied all summer (July to October at most).
_LONGEST_SUMMER = timedelta(days=123)


@dataclass(frozen=True, slots=True)
class Studies:
    """As `Child` of the law has them. `study` None: as the law presumes at this age."""

    study: Study | None = None
    school_leaver_since: date | None = None


def studies_of(child: str, born: date, told: FactsOfMonth, *, recognised: bool) -> Studies:
    """Read what school and work a child has in the month; what is not told leaves its base open, past the free age.

    `recognised`: a recognised condition, with which the right needs no study to an age of its own.
    """
    age = age_before(born, told.month)
    presumed_to, to_age = (
        told.law.number(f"{told.region}/entitlement/{name}") for name in ("study_presumed_to_age", "to_age")
    )
    if age < presumed_to or age >= to_age:
        return Studies()
    if _may_work_too_much(child, told):
        told.missing(child, "base", "work")
    enrolments = [one for one in told.all_of(SchoolEnrolmentFact, child) if one.level not in _NO_STUDY]
    if not enrolments:
        if not (recognised and age < told.law.number(f"{told.region}/entitlement/with_care_to_age")):
            _ask_for_study(child, born, age, told)
        return Studies()
    current = [one for one in enrolments if _covers(one, enrolments, told)]
    if any(one.withheld for one in current or enrolments[-1:]):
        told.missing(child, "base", "study")
    levels = {_level(one, told) for one in current}
    if levels - {"none"}:
        return Studies("higher" if "higher" in levels else "secondary")
    return Studies("none", _left_since(enrolments, told))


def _ask_for_study(child: str, born: date, age: int, told: FactsOfMonth) -> None:
    """Leave the base open, unless the region asks for no study at this age (Wallonia, semi-automatic right)."""
    law = told.law
    semi_automatic = (
        told.region == "wallonia"
        and born >= law.day("wallonia/entitlement/semi_automatic_born_from")
        and age < law.number("wallonia/entitlement/semi_automatic_to_age")
    )
    if not semi_automatic:
        told.missing(child, "base", "study")


def _covers(one: SchoolEnrolmentFact, enrolments: list[SchoolEnrolmentFact], told: FactsOfMonth) -> bool:
    """Tell whether an enrolment holds in the month, or begins after the summer that the month lies in."""
    first, last = told.month.first_day, told.month.last_day
    end = _last_day(one)
    if one.valid_from is None or one.valid_from <= last:
        return end is None or end >= first
    ends = [end for earlier in enrolments if (end := _last_day(earlier)) is not None and end < first]
    return bool(ends) and one.valid_from - max(ends) <= _LONGEST_SUMMER


def _level(one: SchoolEnrolmentFact, told: FactsOfMonth) -> Study:
    """Return what an enrolment counts for; one whose size nobody stated leaves the base open."""
    study: Study = "higher" if one.level == "higher" else "secondary"
    if one.sufficient_size is not None:
        return study if one.sufficient_size else "none"
    if one.level in _WHOLE_BY_NATURE:
        return study
    size, limit = (one.credits, "credits") if one.level == "higher" else (one.weekly_hours, "weekly_hours")
    if size is None:
        told.missing(one.person, "base", "study_size")
        return study
    return study if size >= told.law.number(f"{told.region}/study/least_{limit}") else "none"


def _left_since(enrolments: list[SchoolEnrolmentFact], told: FactsOfMonth) -> date | None:
    """Return the first day after the last enrolment that had begun by the month; None while none had."""
    begun = [one for one in enrolments if one.valid_from is None or one.valid_from <= told.month.last_day]
    ends = [end for one in begun if (end := _last_day(one)) is not None]
    return max(ends) + timedelta(days=1) if ends else None


def _last_day(one: SchoolEnrolmentFact) -> date | None:
    return min((day for day in (one.left_on, one.valid_to) if day is not None), default=None)


def _may_work_too_much(child: str, told: FactsOfMonth) -> bool:
    """Tell whether work or a benefit of the month may stand in the way of the right.

    The limits count hours a month, a quarter or a year by kind of contract. A quarter's declaration within the harmless
    hours is no obstacle for certain; anything more is for a case worker, and never guessed in either direction.
    """
    harmless = told.law.number(f"{told.region}/work/hours_harmless")
    work = told.holding(EmploymentFact, child)
    unclear = [one for one in work if one.worked_hours is None or one.worked_hours > harmless]
    return bool(unclear or told.holding(UnemploymentFact, child) or told.holding(IncapacityFact, child))
