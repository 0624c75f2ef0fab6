"""The body of `POST /api/staff/elevations/<case>`: why somebody must see a case of two others, or whom one approves."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

type Reason = Literal["colleague_absent", "complaint", "court_order", "incident", "payment_deadline"]


class ElevationForm(BaseModel):
    """`reason` asks for oneself; `approve` (the id of a colleague) gives what that one asked for. One of the two."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    reason: Reason | None = None
    approve: Annotated[str, StringConstraints(pattern=r"^stf_[0-9A-HJKMNP-TV-Z]{26}$")] | None = None
