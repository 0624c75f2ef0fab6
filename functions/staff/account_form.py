"""The body of `POST /api/staff/accounts`: whose held account is confirmed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class AccountForm(BaseModel):
    """One person's confirmation that the account of a family's file can be paid again."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    dossier: Annotated[str, StringConstraints(pattern=r"^dos_[0-9A-HJKMNP-TV-Z]{26}$")]
