"""What the rules on the payee look at: a child's parents, who raises it, and what a court or a request said."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from functions.benefits.amount import Article

type Standing = Literal["married", "emancipated", "own_child", "own_address"]


class Parent(NamedTuple):
    """A parent in law. `raises`: takes part in the upbringing; False too when dead, absent or deprived of authority."""

    id: str
    born: date
    is_mother: bool
    raises: bool = True
    lives_with_child: bool = True
    lives_in_region: bool = True


class Upbringing(NamedTuple):
    """Who is around a child in a month. `stands_alone`: why the child might be paid itself; `age`: in full years.

    `educators`: who raises the child when no parent does. `by_court`: whom a court named. `divided_among`: among whom a
    court divided the benefit. `asked_by`: the parent who asked to be paid. `payee_2018`: who was paid on 31/12/2018 and
    still is, as nothing changed in the upbringing.
    """

    child: str
    age: int
    parents: tuple[Parent, ...] = ()
    educators: tuple[str, ...] = ()
    foster_parents: tuple[str, ...] = ()
    by_court: str | None = None
    asked_by: str | None = None
    stands_alone: Standing | None = None
    payee_2018: str | None = None
    divided_among: tuple[str, ...] = ()


class Payees(NamedTuple):
    """Whom a month is paid to (nobody: a person has to find out), the code of the ground, and the law."""

    ids: tuple[str, ...]
    because: str
    law: tuple[Article, ...]


def is_paid_itself(around: Upbringing, own_address_from: int) -> bool:
    """Tell whether a child stands on its own feet: married, emancipated, with a child, or old enough for an address.

    Choice A06: from which age an address of its own counts.
    """
    if around.stands_alone == "own_address":
        return around.age >= own_address_from
    return around.stands_alone is not None


def decided_by_court(around: Upbringing, law: tuple[Article, ...]) -> Payees | None:
    """Return whom a court named, or among whom it divided the benefit (choice A08); None when no court spoke."""
    if around.by_court is not None:
        return Payees((around.by_court,), "named_by_court", law)
    if around.divided_among:
        return Payees(around.divided_among, "divided_by_court", law)
    return None


def first_parent(parents: Sequence[Parent]) -> Parent | None:
    """Return the mother; of two mothers, or of parents of whom none is the mother, the elder; None without a parent."""
    mothers = [parent for parent in parents if parent.is_mother]
    return min(mothers or parents, key=lambda parent: (parent.born, parent.id), default=None)
