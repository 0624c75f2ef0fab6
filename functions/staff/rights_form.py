"""The body of `POST /api/staff/requests/{case}`: one decision about a case of a right."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from functions.staff.paper_form import PassedDate


class RightsForm(BaseModel):
    """What is decided. `reason` is an id of the register; `ask` and `correction` name what an authority answered."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    decision: Literal["identity", "extend", "refuse", "confirmed", "changed", "propose_lift", "confirm_lift"]
    reason: Annotated[str, StringConstraints(max_length=40)] | None = None
    explained: Annotated[str, StringConstraints(max_length=2000)] | None = None
    channel: Literal["paper", "phone"] = "paper"
    method: Literal["identity_card", "residence_card", "passport", "other_document", "called_back"] | None = None
    seen_on: PassedDate | None = None
    ask: Annotated[int, Field(ge=1, le=99)] = 1
    correction: Annotated[int, Field(ge=0, le=99)] = 0
