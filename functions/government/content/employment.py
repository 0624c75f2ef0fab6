"""Flow EMPLOYMENT: work of one person. Shape: DmfA (quarterly declaration), Dimona, career of the self-employed."""

from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import (
    Content,
    EnterpriseNumber,
    Eurocent,
    FlowContent,
    NotKept,
    Period,
    Quarter,
    days_of_quarter,
)
from functions.government.envelope import Message

_MOST_DAYS = 92
_MOST_HOURS = 2400
_MOST_WEEKLY_HUNDREDTHS = 16_800


class Employer(Message):
    """An employer by its enterprise number or its number at the National Social Security Office."""

    enterprise_number: Annotated[EnterpriseNumber | None, Field(alias="enterpriseNumber")] = None
    nsso_registration_number: Annotated[str | None, Field(alias="nssoRegistrationNumber", pattern=r"^[0-9]{9,10}$")] = (
        None
    )


class WeeklyHours(Message):
    """Mean hours a week in hundredths: of the worker, and of somebody who works full time."""

    worker: Annotated[int | None, Field(ge=0, le=_MOST_WEEKLY_HUNDREDTHS)] = None
    reference: Annotated[int | None, Field(ge=0, le=_MOST_WEEKLY_HUNDREDTHS)] = None


class Employment(Content):
    """One occupation. Hours are whole hours of the quarter (DmfA); `studentHours` those of them under student contract.

    `contributionClass`: how the self-employed pay contributions (main or secondary occupation, student, pensioner).
    """

    declaration_kind: Annotated[Literal["DMFA", "DIMONA", "SELF_EMPLOYED"], Field(alias="declarationKind")]
    year_quarter: Annotated[Quarter | None, Field(alias="yearQuarter")] = None
    employer: Annotated[Employer | None, NotKept("rights do not depend on who the employer is")] = None
    occupation_period: Annotated[Period | None, Field(alias="occupationPeriod")] = None
    contract_type: Annotated[
        Literal["FULL_TIME", "PART_TIME", "STUDENT", "APPRENTICE", "OTHER"] | None, Field(alias="contractType")
    ] = None
    contribution_class: Annotated[
        Literal["MAIN", "SECONDARY", "STUDENT", "PENSIONER", "OTHER"] | None, Field(alias="contributionClass")
    ] = None
    service_days: Annotated[
        int | None, Field(alias="serviceDays", ge=0, le=_MOST_DAYS), NotKept("the limits of the law count hours")
    ] = None
    weekly_hours: Annotated[
        WeeklyHours | None, Field(alias="weeklyHours"), NotKept("senders do not agree on its unit")
    ] = None
    worked_hours: Annotated[int | None, Field(alias="workedHours", ge=0, le=_MOST_HOURS)] = None
    student_hours: Annotated[int | None, Field(alias="studentHours", ge=0, le=_MOST_HOURS)] = None
    remuneration_eurocent: Annotated[Eurocent | None, Field(alias="remunerationEurocent")] = None

    @model_validator(mode="after")
    def _counts_student_hours_once(self) -> Self:
        if self.student_hours is not None and self.student_hours > (self.worked_hours or 0):
            code, text = "hours_out_of_order", "student hours are part of the worked hours"
            raise PydanticCustomError(code, text)
        return self

    @model_validator(mode="after")
    def _lies_in_its_quarter(self) -> Self:
        period = self.occupation_period
        if self.declaration_kind == "DMFA" and self.year_quarter is not None and period is not None:
            first, last = days_of_quarter(self.year_quarter)
            if period.begin > last or (period.end is not None and period.end < first):
                code, text = "dates_out_of_order", "a quarterly declaration tells of its own quarter"
                raise PydanticCustomError(code, text)
        return self

    @override
    def needed(self) -> tuple[str, ...]:
        return ("year_quarter", "occupation_period") if self.declaration_kind == "DMFA" else ("occupation_period",)


class EmploymentContent(FlowContent):
    """Content of flow EMPLOYMENT."""

    employment: Employment

    @property
    @override
    def said(self) -> Employment:
        return self.employment
