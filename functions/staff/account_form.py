"""The bodies of the routes on accounts: a held one confirmed, a new one entered, a doubted one decided."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

type DossierId = Annotated[str, StringConstraints(pattern=r"^dos_[0-9A-HJKMNP-TV-Z]{26}$")]
type PersonId = Annotated[str, StringConstraints(pattern=r"^prs_[0-9A-HJKMNP-TV-Z]{26}$")]

type AccountRow = Annotated[str, StringConstraints(pattern=r"^account#[0-9]{4}$")]


class OneDeed(BaseModel):
    """What every deed of one officer says: the purpose, where the form carries it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None


class AccountForm(OneDeed):
    """One person's confirmation that an account of a family's file, the one that was checked, can be paid again."""

    dossier: DossierId
    account: AccountRow


class AccountChangeForm(OneDeed):
    """One person's entry of an account; a second person enters the same.

    `role` and `serves` say what else than the family's own payments goes there (`functions/dossier/account.py`).
    """

    dossier: DossierId
    person: PersonId
    iban: Annotated[str, StringConstraints(min_length=1, max_length=42)]
    holder: Annotated[str, StringConstraints(min_length=1, max_length=140)]
    role: Literal["payee", "institution", "savings", "administrator", "creditor"] | None = None
    serves: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None


class AccountDecisionForm(OneDeed):
    """One person's word on an account whose name did not fit."""

    dossier: DossierId
    account: AccountRow
    says: Literal["accept", "refuse"]
