"""What a payee posts to be paid on another account."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

type Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70)]


class OwnAccountForm(BaseModel):
    """The file, the number and the holder's name; they are checked by the use-case."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    file: Annotated[str, StringConstraints(pattern=r"^dos_[0-9A-HJKMNP-TV-Z]{26}$")]
    iban: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=42)]
    holder: Short
