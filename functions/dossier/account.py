"""The accounts that a dossier's payments go to: the family's own, and those of whoever else a share is paid to.

An account of a person rests under that person's keys. That of an institution or a creditor, who are no people of the
fund, rests under the dossier's own.
"""

from datetime import date
from typing import Annotated, Literal

from functions.dossier.payee_verification import Verdict
from functions.register.category import Category
from functions.register.held import Held, HeldRecord

type AccountRole = Literal["payee", "institution", "savings", "administrator", "creditor"]
"""Whose account it is when it is not the family's own. Stored: only add."""
OF_DOSSIER = frozenset({"institution", "creditor"})
"""Roles of accounts whose holders are no people of the fund: nobody is written to about them."""


class Account(HeldRecord):
    """Row `account#<n>` of a dossier; of those with the same use, the one with the highest number is paid.

    `person`: the payee by id. `role`, `serves`: what else than the family's own payments goes there, and for whom: the
    person who is paid by a court's word or in its own right (`payee`), the child whose share it is (`institution`,
    `savings`), the payee whose money somebody administers (`administrator`), the payee whose debt is paid
    (`creditor`). `checked`: what the bank said when it was asked whether holder and number belong together.
    """

    person: Annotated[str, Held(Category.FINANCIAL)]
    iban: Annotated[str, Held(Category.FINANCIAL)]
    holder: Annotated[str, Held(Category.FINANCIAL)]
    used_from: Annotated[date | None, Held(Category.FINANCIAL)] = None
    role: Annotated[AccountRole | None, Held(Category.FINANCIAL)] = None
    serves: Annotated[str | None, Held(Category.FINANCIAL)] = None
    checked: Annotated[Verdict | None, Held(Category.FINANCIAL)] = None
    checked_on: Annotated[date | None, Held(Category.FINANCIAL)] = None


class ChangedAccount(Account):
    """An account with the contact that its payee had before it was given: the notice goes there, whatever comes."""

    told_email: Annotated[str | None, Held(Category.CONTACT)] = None
    told_mobile: Annotated[str | None, Held(Category.CONTACT)] = None


class AccountNotice(HeldRecord):
    """The reader of an account's row for who tells of it: the contact from before, and nothing of the account."""

    told_email: Annotated[str | None, Held(Category.CONTACT)] = None
    told_mobile: Annotated[str | None, Held(Category.CONTACT)] = None
