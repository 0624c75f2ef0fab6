"""How much of a payment is kept for debts: never more than was decided, than the law lets, than is left in time.

Pure. What is kept for all debts together stays within each debt's share, and within the fund's own limit.
"""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction

from functions.payments.debts.debt_account import DebtAccount
from functions.payments.debts.debt_limits import SET_OFF_MOST


def keep_of_payment(granted: int, debts: Sequence[DebtAccount], withdrawn: Collection[str], today: date) -> list[int]:
    """Return what each debt gets of a payment of so many whole cents, in the order given.

    A debt without a share is repaid by transfer and gets nothing. Months that are too old are recovered no more.
    """
    taken, found = 0, []
    for debt in debts:
        due = debt.left(withdrawn) - sum(debt.lapsed_by(today, withdrawn).values())
        room = min(_most(debt, granted) - taken, due)
        if debt.monthly is not None:
            room = min(room, debt.monthly)
        found.append(max(0, room))
        taken += found[-1]
    return found


def _most(debt: DebtAccount, granted: int) -> int:
    """Return the most that may be kept of a payment for this debt, in whole cents, rounded down."""
    part = min(Fraction(debt.share or 0), SET_OFF_MOST)
    return granted * part.numerator // part.denominator
