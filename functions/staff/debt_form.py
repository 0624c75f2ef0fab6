"""The bodies of the debt routes: which correction is opened, and one step of a case."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from functions.staff.account_form import DossierId, OneDeed

_MOST_SIGNS = 4_000
_MOST_FILES = 20
type Text = Annotated[str, StringConstraints(min_length=1, max_length=_MOST_SIGNS, strip_whitespace=True)]


class DebtForm(OneDeed):
    """The body of `POST /api/staff/debts`: open a correction's debt, with who erred and why somebody says so."""

    dossier: DossierId
    correction: Annotated[str, StringConstraints(pattern=r"^2\d{3}-\d{2}#c\d{1,3}$")]
    erred: Literal["fund", "third_party", "family", "omission", "fraud"]
    knew: bool = False
    why: Text


class DebtStepForm(BaseModel):
    """The body of `POST /api/staff/debts/<case>`: one step.

    `reply` takes `channel` and `text`; `propose` takes `way`, `reason`, `monthly` (whole cents) and `looked_at` (files
    of the law that no text confirms); `decide` takes the `way` that was proposed. Both take the `revision` and
    `times_said` of the case as it was read: what nobody saw is not decided. `show` and `close` take nothing.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    step: Literal["show", "reply", "propose", "decide", "close"]
    way: Literal["set_off", "transfer", "waive", "irrecoverable"] | None = None
    reason: Text | None = None
    revision: Annotated[int, Field(ge=1)] | None = None
    times_said: Annotated[int, Field(ge=0)] | None = None
    monthly: Annotated[int, Field(ge=1)] | None = None
    looked_at: Annotated[list[str], Field(max_length=_MOST_FILES)] = []
    channel: Literal["letter", "phone", "desk"] | None = None
    text: Text | None = None
