"""What the family says about a debt on its own page: kept under its own keys, and it stops every set-off at once.

The page opens no case: the words are a row of the family's, and the money's state says that somebody must answer.
Whoever acts on the case next sees them; a proposal from before them is no longer one.
"""

from typing import Annotated

from functions.payments.debts.debt_account import PREFIX, DebtAccount, account_place
from functions.payments.debts.debt_case import OPEN_TO_REPLY, SAID, SINCE, Reply, State, clear_of_account
from functions.payments.debts.debt_desk import DebtFault, DebtRefusedError
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.errors import AlreadyThereError, StaleError, TryAgainError
from functions.vault.place import Place
from functions.vault.request import Request

MOST_SIGNS = 4_000


class SaidOfDebt(HeldRecord, category=Category.FAMILY):
    """Row `#claim#<case>#said#<n>` of a family's payments: who of the family said what, and when."""

    by: Annotated[str, Held()]
    at: Annotated[str, Held()]
    text: Annotated[str, Held()]


def contest_debt(request: Request, dossier: str, case: str, person: str, text: str) -> None:
    """Keep what a person of the family says; the same words again change nothing. The caller checked who may act.

    Raises DebtRefusedError when there is no such debt, nothing is said, or it is over; TryAgainError when somebody acts
    on the debt at this moment.
    """
    words = text.strip()
    if not 0 < len(words) <= MOST_SIGNS:
        raise DebtRefusedError(DebtFault.NO_REASON)
    account = request.fetch(account_place(dossier, case))
    state = None if account is None else State(str(account.clear["state"]))
    if account is None or state is State.DRAFT:
        raise DebtRefusedError(DebtFault.UNKNOWN)
    if state not in OPEN_TO_REPLY:
        raise DebtRefusedError(DebtFault.NOT_NOW)
    before = said_of(request, dossier, case)
    if before and state is State.REPLIED and before[-1].text == words:
        return
    today = civil_date(request.rooms.clock.instant())
    change = request.change("contest debt")
    place = Place(Table.PAYMENTS, dossier, f"{PREFIX}{case}{SAID}{len(before) + 1:02d}")
    said = SaidOfDebt(by=person, at=request.instant(), text=words)
    change.put(place, dossier, said, {SINCE: today.isoformat()})
    # A new revision: whoever keeps money or decides at this moment is refused, and looks again.
    (money,) = request.open([account], DebtAccount)
    change.put(account.place, dossier, money.record, clear_of_account(dossier, State.REPLIED, today), account)
    try:
        change.send()
    except (AlreadyThereError, StaleError) as error:
        msg = "somebody acts on this at the same moment"
        raise TryAgainError(msg) from error


def said_of(request: Request, dossier: str, case: str) -> list[Reply]:
    """Return what the family said on its page, oldest first."""
    rows = request.query(Table.PAYMENTS, dossier, f"{PREFIX}{case}{SAID}")
    rows.sort(key=lambda row: row.place.sk)
    return [Reply(at=one.record.at, channel="portal", text=one.record.text) for one in request.open(rows, SaidOfDebt)]
