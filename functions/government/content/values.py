"""Forms of single values that several flows use. Amounts are whole euro cents; an incomplete date keeps its zeros."""

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.envelope import Message
from functions.units.year_month import YearMonth

_MOST_CENTS = 10**15

type NationalNumber = Annotated[str, Field(pattern=r"^[0-9]{11}$")]
type EnterpriseNumber = Annotated[str, Field(pattern=r"^[0-9]{10}$")]
type Year = Annotated[int, Field(ge=1950, le=9999)]
type Month = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
type Quarter = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}Q[1-4]$")]
type Eurocent = Annotated[int, Field(ge=-_MOST_CENTS, le=_MOST_CENTS)]
type Code = Annotated[str, Field(pattern=r"^[A-Z0-9_.-]{1,40}$")]

_INCOMPLETE = r"^[0-9]{4}-(00-00|(0[1-9]|1[0-2])-(0[0-9]|[12][0-9]|3[01]))$"


def whole_date(text: str) -> date | None:
    """Return the day of an incomplete date; None when its month or day is not known. No part is ever filled in."""
    return None if text.endswith("-00") else date.fromisoformat(text)


def _on_the_calendar(text: str) -> str:
    if re.fullmatch(_INCOMPLETE, text) is not None:
        try:
            whole_date(text)
        except ValueError:
            code, message = "date_parsing", "not a day of the calendar"
            raise PydanticCustomError(code, message) from None
    return text


type IncompleteDate = Annotated[str, Field(pattern=_INCOMPLETE), AfterValidator(_on_the_calendar)]
"""`yyyy-mm-dd`, `yyyy-mm-00` or `yyyy-00-00`."""


def _composed(text: str) -> str:
    """Return the text in Unicode normal form C: the only form in which texts are sealed."""
    return unicodedata.normalize("NFC", text)


type Line = Annotated[
    str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$"), AfterValidator(_composed)
]
"""One line of free text: a name, a street."""


class NotKept:
    """Marks a member that senders may state and that no purpose asks for: it is left out before anything is stored."""

    def __init__(self, because: str) -> None:
        """Say why nothing needs it."""
        self.because = because


class Period(Message):
    """From `begin` up to and including `end`; without an end it still runs."""

    begin: date
    end: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.end is not None and self.end < self.begin:
            code, text = "dates_out_of_order", "a period ends on or after its beginning"
            raise PydanticCustomError(code, text)
        return self


type Steps = tuple[str | int, ...]


def days_of_quarter(quarter: str) -> tuple[date, date]:
    """Return the first and the last day of a quarter (`2024Q2`)."""
    year, number = int(quarter[:4]), int(quarter[5])
    return YearMonth(year, number * 3 - 2).first_day, YearMonth(year, number * 3).last_day


class Content(Message):
    """Base of what a flow states.

    A member that a right needs is optional in the model, because the network may withhold it: `needed` names those that
    must be there unless the filters name them.
    """

    def needed(self) -> tuple[str, ...]:
        """Return the members (field names) that must be stated unless they are withheld."""
        return ()

    def numbers(self) -> Iterable[str]:
        """Return the national numbers in the content."""
        return ()

    def persons(self) -> Iterable[tuple[Steps, str]]:
        """Return the national numbers in the content, each with where it stands (steps of names as sent)."""
        return ()

    def past_days(self) -> Iterable[tuple[str, date]]:
        """Return the days that cannot lie in the future, each with its member as sent."""
        return ()

    def minimised(self) -> tuple[Self, int]:
        """Return the content without list entries that no purpose asks for, and how many were left out."""
        return self, 0


class FlowContent(Message):
    """Base of the object that holds what one flow states."""

    @property
    @abstractmethod
    def said(self) -> Content:
        """What is stated."""
