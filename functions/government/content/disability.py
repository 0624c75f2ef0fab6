"""Flow DISABILITY: the recognition of a child's condition. Shape: Handi service of the Crossroads Bank, per source."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import Content, FlowContent
from functions.government.envelope import Message

type AuthenticSource = Literal["KindEnGezin", "IrisCare", "AVIQ", "DGPH", "DSL", "VAPH"]


class Recognition(Message):
    """What was decided, for which time."""

    date_of_decision: Annotated[date | None, Field(alias="dateOfDecision")] = None
    start: date
    end: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end is not None and self.end < self.start:
            code, text = "dates_out_of_order", "a recognition ends on or after its start"
            raise PydanticCustomError(code, text)
        return self


class Pillars(Message):
    """The points of the medical-social scale: body and mind, activity, burden on the family, and their sum."""

    p1: Annotated[int, Field(ge=0, le=6)]
    p2: Annotated[int, Field(ge=0, le=12)]
    p3: Annotated[int, Field(ge=0, le=18)]
    total: Annotated[int, Field(ge=0, le=36)]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.p1 + self.p2 + self.p3 != self.total:
            code, text = "total_differs", "the points add up to the total"
            raise PydanticCustomError(code, text)
        return self


class Disability(Content):
    """One recognition of one authority. Without pillars it is one of an adult scale: it gives no points.

    `pending`: a request is not decided yet. `appeal`: the decision is contested.
    """

    authentic_source: Annotated[AuthenticSource, Field(alias="authenticSource")]
    recognition: Recognition | None = None
    pillars: Pillars | None = None
    request_date: Annotated[date | None, Field(alias="requestDate")] = None
    pending: bool | None = None
    appeal: bool | None = None

    @override
    def past_days(self) -> Iterable[tuple[str, date]]:
        decided = None if self.recognition is None else self.recognition.date_of_decision
        days = (("recognition", decided), ("requestDate", self.request_date))
        return [(name, day) for name, day in days if day is not None]

    @override
    def needed(self) -> tuple[str, ...]:
        return () if self.pending else ("recognition",)


class DisabilityContent(FlowContent):
    """Content of flow DISABILITY."""

    disability: Disability

    @property
    @override
    def said(self) -> Disability:
        return self.disability
