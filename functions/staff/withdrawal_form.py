"""The body of `POST /api/staff/withdrawals`: which file is withdrawn and why, and whether the bank has confirmed."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.staff.account_form import OneDeed

_MOST_FILES = 9999


class WithdrawalForm(OneDeed):
    """One person's withdrawal of one payment file; `bank_confirms`: in writing, that the bank will not execute it."""

    run: Annotated[str, StringConstraints(pattern=r"^run_[0-9A-HJKMNP-TV-Z]{26}$")]
    file: Annotated[int, Field(ge=1, le=_MOST_FILES)]
    reason: Literal["not_released", "refused", "unanswered", "wrong"]
    bank_confirms: bool = False
