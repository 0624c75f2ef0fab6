"""What a payee posts to contest a debt: the words, and nothing else."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from functions.payments.debts.contest_debt import MOST_SIGNS


class OwnReplyForm(BaseModel):
    """What somebody says about a debt."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_SIGNS)]
