"""Decide on an account whose name did not fit: two different people say the same, that it is the payee's or is not.

Until then nothing is paid to it; the months stay owed, and the first run after the decision pays them, once.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from functions.dossier.account_state import CONFIRMED, DOUBTED, PAYABLE_FROM, REFUSED
from functions.payments.account_question import close, question_place
from functions.register.message_kind import MessageKind
from functions.runtime.database import Table
from functions.vault.errors import StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.ids import is_id
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request

type Word = Literal["accept", "refuse"]

DECIDED_BY, DECIDED = "decided_by", "decided"
"""Clear attributes of a doubted account: who spoke first, and what was said. Ids of staff, no datum of a family."""


class DecideFault(StrEnum):
    """Why a decision is not taken."""

    NOT_DOUBTED = "not_doubted"
    SAME_PERSON = "same_person"
    THEY_DIFFER = "they_differ"


class DecideRefusedError(Exception):
    """The decision is not taken; `fault` says why. When two people differ, the first word is taken back."""

    def __init__(self, fault: DecideFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class AccountDecision:
    """What one person says of one account: its dossier, its row, accept or refuse, and by whom."""

    dossier: str
    account: str
    says: Word
    staff: str


def decide_account(request: Request, said: AccountDecision) -> str:
    """Take one person's word; return the account's state: `doubted` after the first, the decision after the second.

    Raises DecideRefusedError, TryAgainError when somebody else decides at this moment.
    """
    row = request.fetch(Place(Table.DOSSIERS, said.dossier, said.account))
    if row is None or row.clear.get("state") != DOUBTED:
        raise DecideRefusedError(DecideFault.NOT_DOUBTED)
    first = row.clear.get(DECIDED_BY)
    if first == said.staff and row.clear.get(DECIDED) == said.says:
        return DOUBTED  # the same word again
    try:
        return _write(request, said, row)
    except SubjectNotLiveError:
        raise DecideRefusedError(DecideFault.NOT_DOUBTED) from None
    except StaleError as error:
        msg = "the account is being decided by others"
        raise TryAgainError(msg) from error


def _write(request: Request, said: AccountDecision, row: SealedItem) -> str:
    first, word = row.clear.get(DECIDED_BY), row.clear.get(DECIDED)
    change = request.change("decide account")
    if first is None:
        change.mark(row, {DECIDED_BY: said.staff, DECIDED: said.says})
        change.send()
        return DOUBTED
    if first == said.staff:
        raise DecideRefusedError(DecideFault.SAME_PERSON)
    if word != said.says:
        change.mark(row, {}, remove=(DECIDED_BY, DECIDED))
        change.send()
        raise DecideRefusedError(DecideFault.THEY_DIFFER)
    state = CONFIRMED if said.says == "accept" else REFUSED
    gone = (DECIDED_BY, DECIDED) if state == CONFIRMED else (DECIDED_BY, DECIDED, PAYABLE_FROM)
    change.mark(row, {"state": state}, remove=tuple(name for name in gone if name in row.clear))
    close(change, request.fetch(question_place(said.dossier, said.account)))
    if state == REFUSED and is_id(row.subject, "prs"):
        # An institution's or a creditor's account rests under the file's keys: the family is not concerned.
        change.want_message(MessageKind.ACCOUNT_HELD, said.dossier, row.subject)
    change.send()
    return state
