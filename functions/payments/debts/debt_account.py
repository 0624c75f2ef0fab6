"""The money of one debt, sealed under the family's own keys: what is claimed month by month, and every cent since.

A debt is a list of claims and a list of moves; what is left follows from both and is written nowhere. A move by set-off
counts as long as the payment that it was kept from goes out: one that was withdrawn gave nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from functions.benefits.household import Region
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place

PREFIX = "#claim#"
"""Rows of a family's payments that are about no month; they sort before every month."""


class Moved(StrEnum):
    """Why less is owed; stored: only add. `set_off` and `repaid` bring money, the others give the claim up."""

    SET_OFF = "set_off"
    REPAID = "repaid"
    DROPPED = "dropped"
    WAIVED = "waived"
    LAPSED = "lapsed"


MONEY = frozenset({Moved.SET_OFF, Moved.REPAID})


class ClaimedMonth(BaseModel):
    """One month that was paid too much: whole cents, and the first day on which it is too late to recover them."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    month: str
    cents: int
    lapses_on: str


class Move(BaseModel):
    """One step towards nothing: whole cents; `key` makes it one for ever (a payment's row, the bank's reference).

    `month`: of which month a claim was given up; money goes to the oldest month that is left.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    kind: Moved
    cents: int
    on: str
    key: str
    month: str | None = None


class DebtAccount(HeldRecord, category=Category.FINANCIAL):
    """Row `#claim#<case>` of a family's payments. `share`: the greatest part of a payment that is kept, as `1/10`.

    `share` and `monthly` (at most so many whole cents a month) are None until a person decided on a set-off; `booked`:
    the claim stands in the account book, because a person decided to recover it.
    """

    region: Annotated[Region, Held()]
    reference: Annotated[str, Held()]
    claims: Annotated[tuple[ClaimedMonth, ...], Held()]
    moves: Annotated[tuple[Move, ...], Held()] = ()
    booked: Annotated[bool, Held()] = False
    share: Annotated[str | None, Held()] = None
    monthly: Annotated[int | None, Held()] = None

    @property
    def claimed(self) -> int:
        """What was paid too much when the debt was opened."""
        return sum(one.cents for one in self.claims)

    def left(self, withdrawn: Collection[str] = ()) -> int:
        """Return what is still owed; `withdrawn`: rows of payments that never went out."""
        return sum(self.left_by_month(withdrawn).values())

    def left_by_month(self, withdrawn: Collection[str] = ()) -> Mapping[str, int]:
        """Return what is still owed of each month, oldest first."""
        left = {one.month: one.cents for one in sorted(self.claims, key=lambda one: one.month)}
        for move in self.counting(withdrawn):
            if move.month is not None:
                left[move.month] -= move.cents
        for month, cents in self.recovered_by_month(withdrawn).items():
            left[month] -= cents
        return left

    def recovered_by_month(self, withdrawn: Collection[str] = ()) -> Mapping[str, int]:
        """Return the money that came in for each month: the oldest first, as far as its claim was not given up."""
        money = self.recovered(withdrawn)
        given_up: Counter[str] = Counter()
        for move in self.counting(withdrawn):
            given_up[move.month or ""] += move.cents if move.month else 0
        found: dict[str, int] = {}
        for one in sorted(self.claims, key=lambda one: one.month):
            found[one.month] = min(money, one.cents - given_up[one.month])
            money -= found[one.month]
        return found

    def recovered(self, withdrawn: Collection[str] = ()) -> int:
        """Return the money that came in, by set-off and by transfer."""
        return sum(move.cents for move in self.counting(withdrawn) if move.kind in MONEY)

    def counting(self, withdrawn: Collection[str] = ()) -> Iterator[Move]:
        """Yield the moves that count."""
        return (move for move in self.moves if move.kind is not Moved.SET_OFF or move.key not in withdrawn)

    def lapsed_by(self, today: date, withdrawn: Collection[str] = ()) -> Mapping[str, int]:
        """Return what is left of months whose term is over."""
        left = self.left_by_month(withdrawn)
        over = {one.month for one in self.claims if one.lapses_on <= today.isoformat()}
        return {month: cents for month, cents in left.items() if month in over and cents}

    def moved(self, *moves: Move) -> "DebtAccount":
        """Return the account after moves."""
        return self.model_copy(update={"moves": (*self.moves, *moves)})


def account_place(dossier: str, case: str) -> Place:
    """Return the place of the money of a case."""
    return Place(Table.PAYMENTS, dossier, f"{PREFIX}{case}")
