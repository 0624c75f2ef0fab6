"""Facts about work, benefits that replace it, social statuses and studies of one person. Amounts are whole cents."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from functions.dossier.fact import Fact
from functions.register.category import Category
from functions.register.held import Held


class EmploymentFact(Fact, category=Category.EDUCATION_PROFESSION):
    """One occupation, valid over its period; of a quarterly declaration, over the part of the quarter in it.

    `worked_hours`: whole hours in the quarter `year_quarter` (`2024Q2`), `student_hours` those under student contract.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["employment"], Held()] = "employment"
    declaration: Annotated[Literal["dmfa", "dimona", "self_employed"] | None, Held()] = None
    year_quarter: Annotated[str | None, Held()] = None
    contract: Annotated[Literal["full_time", "part_time", "student", "apprentice", "other"] | None, Held()] = None
    contributions: Annotated[Literal["main", "secondary", "student", "pensioner", "other"] | None, Held()] = None
    worked_hours: Annotated[int | None, Held()] = None
    student_hours: Annotated[int | None, Held()] = None
    remuneration_cents: Annotated[int | None, Held()] = None


class UnemploymentFact(Fact, category=Category.EDUCATION_PROFESSION):
    """A benefit of the unemployment insurance, valid in its month or over its period.

    `paid_days`: days of the month that were paid, where the sender counts them.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["unemployment"], Held()] = "unemployment"
    benefit: Annotated[
        Literal[
            "full",
            "part_time",
            "temporary",
            "integration",
            "without_benefit",
            "career_break",
            "time_credit",
            "care_credit",
        ]
        | None,
        Held(),
    ] = None
    reduction: Annotated[Literal["full", "half", "one_fifth", "one_tenth", "other"] | None, Held()] = None
    paid_days: Annotated[int | None, Held()] = None
    monthly_cents: Annotated[int | None, Held()] = None


class SocialStatusFact(Fact, category=Category.EDUCATION_PROFESSION):
    """Whether a status that depends on income applies to a person, over the fact's validity."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["social_status"], Held()] = "social_status"
    status: Annotated[Literal["increased_reimbursement", "living_wage"] | None, Held()] = None
    applies: Annotated[bool | None, Held()] = None


class SchoolEnrolmentFact(Fact, category=Category.EDUCATION_PROFESSION):
    """One enrolment, valid over its period. `left_on`: the day on which the person left the school.

    `credits` of the academic year, `weekly_hours` of lessons; `sufficient_size` is the school's own word on the size.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["school_enrolment"], Held()] = "school_enrolment"
    level: Annotated[
        Literal["nursery", "primary", "secondary", "higher", "adult", "boarding", "apprenticeship", "other"] | None,
        Held(),
    ] = None
    credits: Annotated[int | None, Held()] = None
    sufficient_size: Annotated[bool | None, Held()] = None
    weekly_hours: Annotated[int | None, Held()] = None
    left_on: Annotated[date | None, Held()] = None
