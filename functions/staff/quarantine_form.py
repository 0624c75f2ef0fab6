"""The body of `POST /api/staff/quarantine/<case>`: what a case worker decides on a message that was put aside."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

_MOST_SIGNS = 60_000


class QuarantineForm(BaseModel):
    """One decision. `notification` is the whole corrected notification as JSON text; only `correct` takes one."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    decision: Literal["release", "correct", "destroy"]
    notification: Annotated[str, StringConstraints(min_length=2, max_length=_MOST_SIGNS)] | None = None
