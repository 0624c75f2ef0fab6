"""One contract of `recipients.yaml`: who receives what, for which purposes, on which ground, until when."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from functions.register.category import Category
from functions.register.entry import Entry
from functions.register.purpose import Purpose
from functions.register.words import Words


class RecipientKind(StrEnum):
    """Its legal role: decides for itself, works for us (GDPR art. 28), or belongs to our group."""

    RECIPIENT = "recipient"
    PROCESSOR = "processor"
    GROUP = "group"


class ContractState(StrEnum):
    """Whether a contract stands; without one, every disclosure is refused."""

    NONE = "none"
    SIGNED = "signed"


class Recipient(Entry):
    """One recipient. `place` is where the data go."""

    kind: RecipientKind
    dpv: str
    promises: tuple[str, ...]
    categories: tuple[Category, ...]
    purposes: tuple[Purpose, ...]
    ground: str
    ground_note: str | None
    contract: ContractState
    ends_on: date | None
    place: Words
    name: Words
    what: Words

    @model_validator(mode="after")
    def _signed_contracts_end(self) -> Self:
        if (self.contract is ContractState.SIGNED) != (self.ends_on is not None):
            msg = "a signed contract has an end date, and only a signed one"
            raise ValueError(msg)
        return self
