"""What people at the fund are asked about an account: a second entry, or a decision on a name that did not fit.

The row `#account#<n>` of a family's payments stands in the work list while it is asked; it names nothing but the row of
the account, and nothing of the account is opened by whoever reads the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from functions.dossier.places import ACCOUNT
from functions.payments.store import RunStore
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table, Value
from functions.vault.change import Change
from functions.vault.place import Place, SealedItem

QUESTION = "#account#"
ASKED, CLOSED = "asked", "closed"
ASKED_ON = "asked_on"
ACCOUNTS_ASKED = "accounts#asked"
"""The work list of accounts that wait for people, ordered by dossier."""


class AccountQuestion(HeldRecord, category=Category.FINANCIAL):
    """Which account is asked about, by its row in the dossier."""

    account: Annotated[str, Held()]


@dataclass(frozen=True, slots=True)
class AskedAccount:
    """An account that waits for people, by ids: the family's file, and the row of the account in it."""

    dossier: str
    account: str


def question_place(dossier: str, account: str) -> Place:
    """Return the place of the question about an account's row; it sorts before every month of the family."""
    return Place(Table.PAYMENTS, dossier, f"{QUESTION}{account.removeprefix(ACCOUNT)}")


def ask(change: Change, dossier: str, account: str, today: date, standing: SealedItem | None = None) -> None:
    """Put an account into the list, in the change that makes the question true."""
    clear: dict[str, Value] = {
        "state": ASKED,
        "work_list": ACCOUNTS_ASKED,
        "due": dossier,
        ASKED_ON: today.isoformat(),
    }
    change.put(question_place(dossier, account), dossier, AccountQuestion(account=account), clear, standing)


def close(change: Change, question: SealedItem | None) -> None:
    """Take an answered question out of the list."""
    if question is not None and question.clear.get("state") == ASKED:
        change.mark(question, {"state": CLOSED}, remove=("work_list", "due"))


def asked_accounts(store: RunStore) -> Iterator[AskedAccount]:
    """Yield the accounts that wait for people; nothing is opened."""
    for _, key in store.keys_of(ACCOUNTS_ASKED):
        yield AskedAccount(key.pk, f"{ACCOUNT}{key.sk.removeprefix(QUESTION)}")
