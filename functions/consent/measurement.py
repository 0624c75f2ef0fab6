"""What a visitor who allows it tells about a page: how fast it was, or that it was used. Counted, never kept.

It takes a live consent as its first argument: without one there is nothing to call (goal CO-10).
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.consent.live_consent import LiveConsent

type Measured = Literal["performance", "analytics"]
type PageName = Literal["home", "join", "calculator", "interest", "jobs", "cookies", "notice", "other"]

_LONGEST = 120_000


class MeasurementForm(BaseModel):
    """One measurement: the page by its name in this list, never by its address; milliseconds until it could be used."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    consent: str
    kind: Measured
    page: PageName
    milliseconds: Annotated[int, Field(ge=0, le=_LONGEST)] = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: how often a page was used, or the milliseconds that it took."""

    used: int = 0
    milliseconds: int = 0


def measured(consent: LiveConsent, form: MeasurementForm) -> Counted:
    """Return what to count; ValueError when the consent is for another kind than the measurement."""
    if consent.kind != form.kind:
        msg = "the consent is for another kind"
        raise ValueError(msg)
    return Counted(milliseconds=form.milliseconds) if form.kind == "performance" else Counted(used=1)
