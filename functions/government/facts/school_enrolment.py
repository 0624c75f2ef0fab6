"""The fact of an enrolment."""

from functions.dossier.work_facts import SchoolEnrolmentFact
from functions.government.content.school_enrolment import SchoolEnrolment
from functions.government.facts.basis import Basis, lower


def school_enrolment_fact(enrolment: SchoolEnrolment, basis: Basis) -> SchoolEnrolmentFact:
    """Return the enrolment: it ends when its period does, or earlier when the person left."""
    first, last = (None, None) if enrolment.period is None else (enrolment.period.begin, enrolment.period.end)
    left = None if enrolment.deregistration is None else enrolment.deregistration.left_on
    ends = [day for day in (last, left) if day is not None]
    return basis.fact(
        SchoolEnrolmentFact,
        first,
        min(ends, default=None),
        level=lower(enrolment.level),
        credits=enrolment.credits,
        sufficient_size=enrolment.sufficient_size,
        weekly_hours=enrolment.weekly_hours,
        left_on=left,
    )
