"""Flow UNEMPLOYMENT: benefits of the unemployment insurance. Shape: A011 (one month), career breaks and time credit."""

from datetime import date
from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import Code, Content, Eurocent, FlowContent, Month, NotKept, Period
from functions.units.year_month import YearMonth

type UnemploymentKind = Literal[
    "FULL", "PART_TIME", "TEMPORARY", "INTEGRATION", "WITHOUT_BENEFIT", "CAREER_BREAK", "TIME_CREDIT", "CARE_CREDIT"
]
_MOST_DAYS = 31


class Unemployment(Content):
    """A benefit in one month (`referenceMonth`) or over a period. `checkedDays`: days of the month that were paid.

    `reduction`: by how much somebody works less during a career break or time credit.
    """

    kind: UnemploymentKind | None = None
    source: Literal["NEO", "FLANDERS", "BRUSSELS", "WALLONIA", "GERMAN_SPEAKING"] | None = None
    reference_month: Annotated[Month | None, Field(alias="referenceMonth")] = None
    period: Period | None = None
    reduction: Literal["FULL", "HALF", "ONE_FIFTH", "ONE_TENTH", "OTHER"] | None = None
    checked_days: Annotated[int | None, Field(alias="checkedDays", ge=0, le=_MOST_DAYS)] = None
    monthly_amount_eurocent: Annotated[Eurocent | None, Field(alias="monthlyAmountEurocent")] = None
    striking_off_code: Annotated[
        Code | None, Field(alias="strikingOffCode"), NotKept("whether a benefit was paid decides, not why not")
    ] = None

    @model_validator(mode="after")
    def _holds_in_a_month_or_a_period(self) -> Self:
        if self.reference_month is not None and self.period is not None:
            code, text = "month_and_period", "a benefit holds in one month or over a period"
            raise PydanticCustomError(code, text)
        return self

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which it holds."""
        if self.reference_month is not None:
            month = YearMonth.parse(self.reference_month)
            return month.first_day, month.last_day
        return (None, None) if self.period is None else (self.period.begin, self.period.end)

    @override
    def needed(self) -> tuple[str, ...]:
        return ("kind",) if self.reference_month is not None else ("kind", "period")


class UnemploymentContent(FlowContent):
    """Content of flow UNEMPLOYMENT."""

    unemployment: Unemployment

    @property
    @override
    def said(self) -> Unemployment:
        return self.unemployment
