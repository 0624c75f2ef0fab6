"""The body of `POST /api/staff/releases`: which file, the digest that the person saw, the stops looked at."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_MOST_FILES = 9999


class ReleaseForm(BaseModel):
    """One person's release of one payment file."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    run: Annotated[str, StringConstraints(pattern=r"^run_[0-9A-HJKMNP-TV-Z]{26}$")]
    file: Annotated[int, Field(ge=1, le=_MOST_FILES)]
    sha256: Annotated[str, StringConstraints(pattern=r"^(sha256:)?[0-9a-f]{64}$")]
    looked_at: list[Literal["no_month_before", "change", "new_accounts"]] = []
