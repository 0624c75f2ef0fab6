"""Who gets which part of a month, to the cent: the institution, whoever else is paid for a child, and the payee.

Every part is rounded half up on the running sum, in the order in which the payees are named; so the parts always add up
to what is shared, none is below zero, and none is a cent or more off its exact share. Nothing here knows an account, a
name or why a judge decided: payees are ids.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from functions.benefits.decision import ChildDecision, OneOff, Share, ShareTo
from functions.benefits.household import Child, Region
from functions.benefits.month_law import Amounts
from functions.benefits.round_half_up import round_half_up

# Whose own account takes the third of a placed child that does not go to the payee.
_SAVED_ON: Mapping[Region, ShareTo] = {
    "flanders": "blocked_account",
    "brussels": "savings_account",
    "wallonia": "child_account",
}
# Due at one event, to whoever the family is then; a judgment about the months does not speak of it (choice A08).
_OF_AN_EVENT = frozenset({"birth", "adoption"})


class Named(NamedTuple):
    """Somebody who is paid a fraction of what a child brings."""

    payee: str
    numerator: int = 1
    denominator: int = 1


class ChildPayees(NamedTuple):
    """Who is paid for one child instead of the file's own payees, and by which ground (a code of `words.json`).

    `named`: nobody else than the file's payees when it is empty. `saved`: what a placed child's institution does not
    get goes to an account of the child.
    """

    named: tuple[Named, ...] = ()
    because: str = ""
    saved: bool = False


class Part(NamedTuple):
    """What somebody else than the file's payees gets for one child: cents of the month, and cents paid once with it.

    `whom`: the child whose share an institution or an account of the child gets; else the payee. `because`: the ground
    of a payee who is named.
    """

    to: ShareTo
    whom: str
    child: str
    cents: int
    once: int = 0
    because: str = ""


class Order(NamedTuple):
    """A creditor of a payee who seized money with us, and the cents a month that the order names."""

    id: str
    creditor: Literal["ordinary", "maintenance"]
    cents: int


class Seized(NamedTuple):
    """What each order takes of a month (`id`, cents), and the orders of which the law is not known to us.

    `protected`: the orders that get nothing, because the law keeps the month from them.
    """

    taken: tuple[tuple[str, int], ...]
    undecided: tuple[str, ...]
    protected: tuple[str, ...] = ()


def parts_of(cents: int, named: Sequence[Named]) -> list[int]:
    """Divide cents among those who are named; what no fraction names is left over for the file's payees."""
    found: list[int] = []
    numerator, denominator, before = 0, 1, 0
    for one in named:
        numerator = numerator * one.denominator + one.numerator * denominator
        denominator *= one.denominator
        until = round_half_up(cents * numerator, denominator)
        found.append(until - before)
        before = until
    return found


def share_out(
    children: Sequence[Child],
    decided: Sequence[ChildDecision],
    one_off: Sequence[OneOff],
    payees: Mapping[str, ChildPayees],
    law: Amounts,
    region: Region,
) -> tuple[Part, ...]:
    """Return what does not go to the file's own payees; they have the rest.

    Law: a placed child's institution as in `split_shares`; a judgment that names or divides is carried out as it says
    (choice A08); the rest of a placed child to its own account where the authority decides so (Flanders: blocked;
    Brussels: savings; Wallonia: in the child's name).
    """
    parts: list[Part] = []
    for child, one in zip(children, decided, strict=True):
        asked = payees.get(child.id, ChildPayees())
        rest = one.total
        if child.placement == "institution":
            ratio = law.ratio(f"{region}/shares/institution")
            given = round_half_up(one.total * ratio.numerator, ratio.denominator)
            parts.append(Part("institution", child.id, child.id, given))
            rest -= given
            if asked.saved:
                parts.append(Part(_SAVED_ON[region], child.id, child.id, rest))
                continue
        once = sum(paid.cents for paid in one_off if paid.child == child.id and paid.benefit not in _OF_AN_EVENT)
        for named, cents, paid in zip(
            asked.named, parts_of(rest, asked.named), parts_of(once, asked.named), strict=True
        ):
            to: ShareTo = "child" if named.payee == child.id else "other_payee"
            parts.append(Part(to, named.payee, child.id, cents, paid, asked.because))
    return tuple(part for part in parts if part.cents or part.once)


def seize(cents: int, orders: Sequence[Order], law: Amounts, region: Region) -> Seized:
    """Return what creditors get of a payee's own part of a month, in the order in which the orders came.

    All together never get more than the law lets each kind of creditor have, rounded down: the rest is protected.

    Law: Gerechtelijk Wetboek art. 1410 par. 2, 1° (family benefits cannot be seized). Art. 1412 lifts that for claims
    of maintenance; it was not read, so no file says how far, and such an order stays undecided (choice A09).
    """
    taken: list[tuple[str, int]] = []
    undecided: list[str] = []
    protected: list[str] = []
    for order in orders:
        ratio = law.find_ratio(f"{region}/garnishment/{order.creditor}")
        if ratio is None:
            undecided.append(order.id)
            continue
        free = cents * ratio.numerator // ratio.denominator - sum(amount for _, amount in taken)
        got = min(order.cents, free)
        if got > 0:
            taken.append((order.id, got))
        else:
            protected.append(order.id)
    return Seized(tuple(taken), tuple(undecided), tuple(protected))


def shares_of(total: int, parts: Sequence[Part], seized: Seized) -> tuple[Share, ...]:
    """Return what goes to whom of a month's total: the payee first, then each kind of other payee once.

    A creditor whom the law gives nothing stands with no cents, so that the payee is told why.
    """
    sums: dict[ShareTo, int] = {}
    for part in parts:
        sums[part.to] = sums.get(part.to, 0) + part.cents
    sums["creditor"] = sum(cents for _, cents in seized.taken)
    rest = total - sum(sums.values())
    told = {"creditor"} if seized.protected else set()
    return tuple(Share(to, cents) for to, cents in {"beneficiary": rest, **sums}.items() if cents or to in told)
