"""What a family's page shows of its money: month by month what is due and was paid, every payment, and every debt.

For the portal and for letters. Each figure follows from what is stored; why a month is what it is says `explain_month`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.benefits.household import REGIONS
from functions.benefits.words import Language
from functions.payments.debts.debt_account import PREFIX, DebtAccount, account_place
from functions.payments.debts.debt_case import DebtReasons, State, is_account, reasons_place
from functions.payments.debts.tell_debt import ToldDebt, tell_debt
from functions.payments.debts.withdrawn_rows import withdrawn_rows
from functions.payments.granted_months import read_history
from functions.payments.payment import OF_MONTHS, Payment, is_payment
from functions.payments.share_payment import is_share
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.request import Request

_MAY_REPLY = frozenset({State.SHOWN, State.REPLIED, State.PLAN})


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """One month, in whole cents: what is due on what is known now, what was paid too much for it, and came back."""

    region: str
    month: YearMonth
    due: int
    too_much: int
    recovered: int


@dataclass(frozen=True, slots=True)
class PaymentMade:
    """One payment by the run of a month: what went to the bank, what was kept of it, and what became of it."""

    month: YearMonth
    cents: int
    kept: int
    state: str


@dataclass(frozen=True, slots=True)
class DebtTold:
    """One debt: what is left, until when the family may reply, whether it may reply now, and all of it in words."""

    case: str
    state: State
    left: int
    reply_by: str | None
    may_reply: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyMoney:
    """A family's money, oldest first."""

    months: tuple[MonthMoney, ...]
    payments: tuple[PaymentMade, ...]
    debts: tuple[DebtTold, ...]


def family_money(request: Request, dossier: str, language: Language, ibans: Mapping[str, str]) -> FamilyMoney:
    """Return what a family may see; a draft that it was not shown yet is not in it. `ibans`: the fund's, by region."""
    rows = request.query(Table.PAYMENTS, dossier, OF_MONTHS)
    made = [row for row in rows if is_payment(row.place.sk)]
    payments = tuple(
        PaymentMade(
            YearMonth.parse(one.place.sk.partition("#")[0]),
            one.record.cents,
            one.record.set_off_cents,
            str(one.clear["state"]),
        )
        for one in request.open(made, Payment)
        if not is_share(one.record.trace)  # somebody else's money: only they are shown it
    )
    months = [
        MonthMoney(region, month, granted.cents, granted.claimed, granted.recovered)
        for region in REGIONS
        for month, granted in read_history(request, dossier, region, None).months.items()
    ]
    return FamilyMoney(
        tuple(sorted(months, key=lambda one: (one.month, one.region))),
        payments,
        _debts(request, dossier, withdrawn_rows(rows), language, ibans),
    )


def _debts(
    request: Request, dossier: str, withdrawn: frozenset[str], language: Language, ibans: Mapping[str, str]
) -> tuple[DebtTold, ...]:
    found = []
    for row in request.query(Table.PAYMENTS, dossier, PREFIX):
        state = State(str(row.clear["state"])) if is_account(row.place.sk) else State.DRAFT
        case = row.place.sk.removeprefix(PREFIX)
        why = request.fetch(reasons_place(dossier, case)) if row.place == account_place(dossier, case) else None
        if state is State.DRAFT or why is None:
            continue
        (account,) = request.open([row], DebtAccount)
        (reasons,) = request.open([why], DebtReasons)
        told = tell_debt(ToldDebt(account.record, reasons.record, state, withdrawn), language, ibans)
        left = 0 if state is State.CLOSED else account.record.left(withdrawn)
        found.append(DebtTold(case, state, left, reasons.record.reply_by, state in _MAY_REPLY, tuple(told)))
    return tuple(found)
