"""One rule of `retention.yaml`: record type, start event, length, interruptions, holds, source or choice."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import NonNegativeInt, model_validator

from functions.register.entry import Entry
from functions.register.record_type import RecordType
from functions.register.words import Words

type Region = Literal["flanders", "brussels", "wallonia"]


class CountsFrom(StrEnum):
    """From which day the length is counted."""

    START = "start"
    NEXT_MONTH = "next_month"
    NEXT_YEAR = "next_year"


class Rounding(StrEnum):
    """Whether the end is exact or rounded up, so that a date in clear does not point at one event."""

    EXACT = "exact"
    FIRST_OF_MONTH = "first_of_month"


class Length(Entry):
    """How long, in one unit; all zero means: on the day of the start event itself."""

    years: NonNegativeInt = 0
    months: NonNegativeInt = 0
    days: NonNegativeInt = 0
    hours: NonNegativeInt = 0

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if sum(value > 0 for value in (self.years, self.months, self.days, self.hours)) > 1:
            msg = "a length is counted in one unit"
            raise ValueError(msg)
        return self


class Choice(Entry):
    """Why we chose this length where the law leaves it open, and who reviews the choice."""

    reason: Words
    reviewer: str
    reviewed_on: str | None


class RetentionRule(Entry):
    """One rule. `sources` are ids of `grounds.yaml`; a rule without `chosen` takes its length from the first of them.

    `covers`: patterns of stored records (`module.Class`) that follow this rule; a test holds them against the code.
    """

    record_type: RecordType
    region: Region | None = None
    what: Words
    start: str
    counts_from: CountsFrom = CountsFrom.START
    length: Length
    rounding: Rounding = Rounding.EXACT
    restarted_by: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    sources: tuple[str, ...]
    chosen: Choice | None = None
    personal: bool = True
    covers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_law_or_choice(self) -> Self:
        if self.chosen is None and not self.sources:
            msg = "a rule needs a source that gives its length, or `chosen` with reason and reviewer"
            raise ValueError(msg)
        return self
