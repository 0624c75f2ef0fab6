"""Confirm an account that is held after a bank refused it: two different people say that it can be paid again.

A family that gives another account needs no confirmation: the newest account is paid. Nothing of the account is opened
here; who confirms has checked that very account with the family, names its row, and stands in the ledger for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.dossier.account_state import HELD
from functions.dossier.places import ACCOUNT
from functions.payments.run_rows import SHARDS, reopened_list
from functions.payments.store import RunStore
from functions.runtime.database import Database, Item, Table
from functions.vault.errors import StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.gate import Gates
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request

CONFIRMED = "confirmed"
CONFIRMED_BY = "confirmed_by"


class ConfirmFault(StrEnum):
    """Why a confirmation is not taken."""

    NOT_HELD = "not_held"
    SAME_PERSON = "same_person"


class ConfirmRefusedError(Exception):
    """The confirmation is not taken and nothing was written; `fault` says why."""

    def __init__(self, fault: ConfirmFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class OwedAgain:
    """A payment that came back and is owed, by ids: the family's file, and the row of the payment."""

    dossier: str
    row: str


def owed_again(store: RunStore) -> Iterator[OwedAgain]:
    """Yield what came back and was not paid again, from the lists of all shards; nothing is opened."""
    for shard in SHARDS:
        for _, key in store.keys_of(reopened_list(shard)):
            yield OwedAgain(key.pk, key.sk.rpartition("#returned#")[2])


def held_accounts(database: Database, gates: Gates, dossier: str) -> list[str]:
    """Return the rows of a file's accounts that are held, oldest first; nothing is opened."""
    gates.require(Table.DOSSIERS)
    found: list[str] = []
    after: Item | None = None
    while True:
        page = database.query(Table.DOSSIERS, dossier, begins_with=ACCOUNT, after=after)
        found += [str(item["sk"]) for item in page.items if item.get("state") == HELD]
        after = page.after
        if after is None:
            return found


def confirm_account(request: Request, dossier: str, row: str, staff: str) -> str:
    """Add one person's confirmation of a held account, by its row in a family's file; return the account's state.

    Raises ConfirmRefusedError (nothing is written), TryAgainError when somebody else confirms at this moment.
    """
    account = request.fetch(Place(Table.DOSSIERS, dossier, row))
    if account is None or account.clear.get("state") != HELD:
        raise ConfirmRefusedError(ConfirmFault.NOT_HELD)
    first = account.clear.get(CONFIRMED_BY)
    if first == staff:
        raise ConfirmRefusedError(ConfirmFault.SAME_PERSON)
    try:
        return _mark(request, account, staff, second=first is not None)
    except SubjectNotLiveError:
        raise ConfirmRefusedError(ConfirmFault.NOT_HELD) from None
    except StaleError as error:
        msg = "the account is being confirmed by others"
        raise TryAgainError(msg) from error


def _mark(request: Request, account: SealedItem, staff: str, *, second: bool) -> str:
    change = request.change("confirm account")
    state = CONFIRMED if second else HELD
    if second:
        change.mark(account, {"state": CONFIRMED}, remove=(CONFIRMED_BY,))
    else:
        change.mark(account, {"state": HELD, CONFIRMED_BY: staff})
    change.send()
    return state
