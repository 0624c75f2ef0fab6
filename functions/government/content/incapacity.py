"""Flow INCAPACITY: a period in which somebody cannot work. Shape: indemnity notifications of the health insurance."""

from typing import Annotated, Literal, override

from pydantic import Field

from functions.government.content.values import Code, Content, FlowContent, NotKept, Period, Quarter

type SocialRisk = Literal["SICKNESS", "INVALIDITY", "MATERNITY", "WORK_ACCIDENT", "OCCUPATIONAL_DISEASE", "OTHER"]


class Incapacity(Content):
    """A recognised incapacity: why in one word, since when, and to which degree where the authority states one.

    `degreePercent`: recognised loss of fitness for work in whole percent.
    """

    year_quarter: Annotated[Quarter | None, Field(alias="yearQuarter"), NotKept("the period says when")] = None
    social_risk: Annotated[SocialRisk | None, Field(alias="socialRisk")] = None
    period: Period | None = None
    degree_percent: Annotated[int | None, Field(alias="degreePercent", ge=0, le=100)] = None
    exit_code: Annotated[Code | None, Field(alias="exitCode"), NotKept("the end of the period says it")] = None

    @override
    def needed(self) -> tuple[str, ...]:
        return ("social_risk", "period")


class IncapacityContent(FlowContent):
    """Content of flow INCAPACITY."""

    incapacity: Incapacity

    @property
    @override
    def said(self) -> Incapacity:
        return self.incapacity
