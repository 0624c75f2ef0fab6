"""The account that a dossier's payments go to, sealed under the payee's keys."""

from datetime import date
from typing import Annotated

from functions.register.category import Category
from functions.register.held import Held, HeldRecord


class Account(HeldRecord):
    """Row `account#<n>` of a dossier; the one with the highest number is paid."""

    person: Annotated[str, Held(Category.FINANCIAL)]
    iban: Annotated[str, Held(Category.FINANCIAL)]
    holder: Annotated[str, Held(Category.FINANCIAL)]
    used_from: Annotated[date | None, Held(Category.FINANCIAL)] = None
