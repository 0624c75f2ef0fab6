"""Flow SCHOOL: an enrolment in a school. Shape: Flemish education services (compulsory, higher, adult, boarding)."""

from datetime import date
from typing import Annotated, Literal, override

from pydantic import Field

from functions.government.content.values import Code, Content, FlowContent, NotKept, Period
from functions.government.envelope import Message

type SchoolLevel = Literal["NURSERY", "PRIMARY", "SECONDARY", "HIGHER", "ADULT", "BOARDING", "APPRENTICESHIP", "OTHER"]
_MOST_CREDITS = 180
_MOST_HOURS = 60


class Deregistration(Message):
    """That somebody left the school."""

    reason: Annotated[Code | None, NotKept("that somebody left decides, not why")] = None
    left_on: Annotated[date | None, Field(alias="date")] = None


class SchoolEnrolment(Content):
    """One enrolment. `period` begins with the first lesson. `sufficientSize`: the school says that the size suffices.

    `credits`: credits taken up in the academic year. `weeklyHours`: whole lesson hours a week.
    """

    source: Literal["LP", "HO", "VWO", "INT", "FWB", "DG", "ABROAD", "OTHER"]
    school_year: Annotated[
        str | None,
        Field(alias="schoolYear", pattern=r"^[0-9]{4}(-[0-9]{4})?$"),
        NotKept("sources mean its first or its last year; the period says when"),
    ] = None
    period: Period | None = None
    institution_id: Annotated[
        Code | None, Field(alias="institutionId"), NotKept("rights do not depend on which school it is")
    ] = None
    level: SchoolLevel | None = None
    special_education_type: Annotated[
        Code | None, Field(alias="specialEducationType"), NotKept("health data that no right asks for")
    ] = None
    credits: Annotated[int | None, Field(ge=0, le=_MOST_CREDITS)] = None
    sufficient_size: Annotated[bool | None, Field(alias="sufficientSize")] = None
    weekly_hours: Annotated[int | None, Field(alias="weeklyHours", ge=0, le=_MOST_HOURS)] = None
    deregistration: Deregistration | None = None

    @override
    def needed(self) -> tuple[str, ...]:
        return ("period", "level")


class SchoolEnrolmentContent(FlowContent):
    """Content of flow SCHOOL."""

    school_enrolment: Annotated[SchoolEnrolment, Field(alias="schoolEnrolment")]

    @property
    @override
    def said(self) -> SchoolEnrolment:
        return self.school_enrolment
