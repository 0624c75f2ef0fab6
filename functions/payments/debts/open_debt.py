"""Open a debt from a correction that found too much: a draft, once for each correction, of what still stands.

Later corrections may have taken a claim back, and other debts may stand on the same month: what is claimed twice, or
was right after all, or is too old to be recovered, is not claimed. What may not be recovered (an error of the fund's
own, in some regions) is opened all the same: a person says that it is let go, and why.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from functions.benefits.parameters import ParameterSet
from functions.benefits.prescription import lapses_on
from functions.benefits.recovery import Erred
from functions.payments.correction import Correction, is_correction
from functions.payments.debts.debt_account import ClaimedMonth, DebtAccount, account_place
from functions.payments.debts.debt_case import (
    SINCE,
    DebtCase,
    DebtReasons,
    State,
    Step,
    case_place,
    clear_of_account,
    clear_of_case,
    reasons_place,
)
from functions.payments.debts.debt_desk import DebtDesk, DebtFault, DebtRefusedError
from functions.payments.debts.debt_limits import DRAFT_DAYS
from functions.payments.debts.reference import case_of, new_reference
from functions.payments.granted_months import read_history
from functions.payments.plan_payment import TO_DECIDE
from functions.register.domain import Audience
from functions.runtime.database import Table, Value
from functions.units.year_month import YearMonth
from functions.vault.errors import AlreadyThereError, StaleError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request
from functions.vault.subject import Kind

CASE = "case"
"""Clear attribute of a correction whose debt was opened: the case's id."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """Which correction (its row in the family's payments), and who erred, as a person states it with a reason."""

    dossier: str
    row: str
    erred: Erred
    staff: str
    why: str
    knew: bool = False


def open_debt(request: Request, parameters: ParameterSet, opening: Opening) -> str:
    """Return the case of a correction's debt: a new draft, or the one that was opened before.

    Raises DebtRefusedError when there is nothing to claim, TryAgainError under contention.
    """
    if not opening.why.strip():
        raise DebtRefusedError(DebtFault.NO_REASON)
    for _ in range(_TRIES):
        row = _correction(request, opening)
        standing = row.clear.get(CASE)
        if standing is not None:
            return str(standing)
        try:
            return _open(request, parameters, opening, row)
        except (AlreadyThereError, StaleError):
            continue  # a reference that exists, or somebody opened it at this moment
    msg = "the correction stays contended"
    raise TryAgainError(msg)


def _correction(request: Request, opening: Opening) -> SealedItem:
    row = request.fetch(Place(Table.PAYMENTS, opening.dossier, opening.row)) if is_correction(opening.row) else None
    if row is None or (row.clear.get("work_list") != TO_DECIDE and CASE not in row.clear):
        raise DebtRefusedError(DebtFault.UNKNOWN)
    return row


def _open(request: Request, parameters: ParameterSet, opening: Opening, row: SealedItem) -> str:
    (correction,) = request.open([row], Correction)
    desk, record = DebtDesk(request), correction.record
    claims = tuple(_claims(request, parameters, opening, record, desk.today))
    if not claims:
        # All of it was right after all, is claimed already, or is too old: it waits for nobody any more.
        change = request.change("nothing to claim")
        change.mark(row, {}, remove=("work_list", "due"))
        change.send()
        raise DebtRefusedError(DebtFault.NOTHING_TO_CLAIM)
    reference = new_reference()
    case = case_of(request.rooms.keyring.secret(Secret.PAYMENT_IDS), reference)
    step = Step(at=request.instant(), by=opening.staff, what="opened", why=opening.why)
    change = request.change("open debt")
    change.new_subject(Kind.CASE, Audience.CASE, case)
    due = desk.today + timedelta(days=DRAFT_DAYS)
    change.put(
        case_place(case),
        case,
        DebtCase(
            dossier=opening.dossier,
            correction=opening.row,
            region=record.region,
            erred=opening.erred,
            knew=opening.knew,
            steps=(step,),
        ),
        clear_of_case(case, opening.dossier, State.DRAFT, due),
    )
    change.put(
        account_place(opening.dossier, case),
        opening.dossier,
        DebtAccount(region=record.region, reference=reference, claims=claims),
        clear_of_account(opening.dossier, State.DRAFT, desk.today),
    )
    claimed = {one.month for one in claims}
    reasons = DebtReasons(
        region=record.region,
        erred=opening.erred,
        causes=record.causes,
        months=tuple(one for one in record.months if one.month in claimed),
    )
    since: dict[str, Value] = {SINCE: desk.today.isoformat()}
    change.put(reasons_place(opening.dossier, case), opening.dossier, reasons, since)
    change.mark(row, {CASE: case}, remove=("work_list", "due"))
    change.send()
    return case


def _claims(
    request: Request, parameters: ParameterSet, opening: Opening, correction: Correction, today: date
) -> Iterator[ClaimedMonth]:
    """Yield what of each month still stands, is claimed by no other debt, and is in time."""
    free = _free(request, opening.dossier, correction)
    for one in correction.months:
        month = YearMonth.parse(one.month)
        lapses = lapse_of(parameters, correction, month, opening.erred)
        cents = min(max(0, -one.cents), free.get(one.month, 0))
        if cents > 0 and lapses > today:
            yield ClaimedMonth(month=one.month, cents=cents, lapses_on=lapses.isoformat())


def _free(request: Request, dossier: str, correction: Correction) -> Mapping[str, int]:
    """Return what corrections state as too much, month by month, and no debt claims yet."""
    history = read_history(request, dossier, correction.region, None)
    free = Counter({str(month): granted.claimed for month, granted in history.months.items()})
    for account in history.debts:
        for one in account.record.claims:
            free[one.month] -= one.cents
        for move in account.record.moves:
            free[move.month or ""] += move.cents if move.month and move.kind == "dropped" else 0
    return free


def lapse_of(parameters: ParameterSet, correction: Correction, month: YearMonth, erred: Erred) -> date:
    """Return the first day on which a month can be recovered no more; it was paid in the month after it."""
    paid = month.plus(1)
    law = parameters.law_of(correction.region, paid)
    return lapses_on(law, correction.region, "recovery_fraud" if erred == "fraud" else "recovery", paid)
