"""Who may act for whom: a pure function over the ties of a family and its dated mandates.

Everything that no line below allows is refused. Where the law as known says nothing, what is chosen is marked and is
told in docs/sign-in.md with its reason; ages are data of `acting_ages.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from functions.dossier.mandate import MandateView

_FILE = Path(__file__).parent / "acting_ages.json"


class Deed(StrEnum):
    """What somebody may do for a person."""

    LOOK = "look"
    CONTACT = "contact"
    ACCOUNT = "account"
    RIGHTS = "rights"
    MANDATE = "mandate"


class Because(StrEnum):
    """On what it rests."""

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    ADMINISTRATOR = "administrator"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom, what, on what it rests, and the first day on which it certainly ends (None: unknown)."""

    person: str
    deeds: frozenset[Deed]
    because: Because
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """The people of one file: days of birth (None: not known), who is paid, and the legal parents of each child."""

    born: Mapping[str, date | None]
    payees: frozenset[str]
    parents: Mapping[str, frozenset[str]]

    @property
    def children(self) -> frozenset[str]:
        """The children of the file."""
        return frozenset(self.parents)


@dataclass(frozen=True, slots=True)
class Ages:
    """From which birthday on a child signs in and exercises rights itself, and acts alone."""

    own_rights: int
    adult: int


@cache
def ages() -> Ages:
    """Return the ages, from their file."""
    entry = json.loads(_FILE.read_text(encoding="utf-8"))
    return Ages(int(entry["own_rights"]["years"]), int(entry["adult"]["years"]))


def who_acts(viewer: str, ties: Ties, mandates: Sequence[MandateView], today: date) -> tuple[Acting, ...]:
    """Return everybody of the file for whom `viewer` may act on a day, the viewer first; one line a person."""
    found = [*_as_self(viewer, ties, mandates, today), *_as_parent(viewer, ties, mandates, today)]
    found += _by_mandate(viewer, ties, mandates, today)
    together: dict[str, Acting] = {}
    for one in found:
        known = together.get(one.person)
        together[one.person] = one if known is None else _wider(known, one)
    return tuple(together.values())


def may_act(person: str, deed: Deed, acting: Sequence[Acting]) -> bool:
    """Tell whether one of a viewer's lines lets them do this for a person."""
    return any(one.person == person and deed in one.deeds for one in acting)


def _as_self(viewer: str, ties: Ties, mandates: Sequence[MandateView], today: date) -> Iterator[Acting]:
    if viewer not in ties.born:
        return
    if viewer in ties.children:
        birthday = ties.born[viewer]
        if birthday is None or today < _birthday(birthday, ages().own_rights):
            return
        grown = today >= _birthday(birthday, ages().adult)
        deeds = {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS} | ({Deed.MANDATE} if grown else set())
    else:
        deeds = {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS, Deed.MANDATE}
    if viewer in ties.payees:
        deeds.add(Deed.ACCOUNT)
    if any(one.person == viewer and one.scope == "all" and one.holds_on(today) for one in mandates):
        # Somebody else runs their affairs: what moves money or power is that one's. Looking and rights stay.
        deeds -= {Deed.ACCOUNT, Deed.MANDATE}
    yield Acting(viewer, frozenset(deeds), Because.SELF)


def _as_parent(viewer: str, ties: Ties, mandates: Sequence[MandateView], today: date) -> Iterator[Acting]:
    for child, parents in sorted(ties.parents.items()):
        if viewer not in parents or viewer == child:
            continue
        cuts = [one for one in mandates if (one.person, one.holder, one.scope) == (child, viewer, "no_authority")]
        if not any(one.holds_on(today) for one in cuts):
            yield from _over_child(child, ties, Because.PARENT, today, None)


def _over_child(child: str, ties: Ties, because: Because, today: date, until: date | None) -> Iterator[Acting]:
    born = ties.born.get(child)
    if born is None:
        # Not born yet, or of an age that nobody stated: the benefit may be looked at, no right exercised.
        yield Acting(child, frozenset({Deed.LOOK}), because, until)
        return
    grown = _birthday(born, ages().adult)
    if today >= grown:
        return
    alone = today >= _birthday(born, ages().own_rights)
    deeds = {Deed.LOOK} if alone else {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS}
    yield Acting(child, frozenset(deeds), because, grown if until is None else min(grown, until))


def _by_mandate(viewer: str, ties: Ties, mandates: Sequence[MandateView], today: date) -> Iterator[Acting]:
    for one in mandates:
        if one.holder != viewer or one.person == viewer or one.person not in ties.born or not one.holds_on(today):
            continue
        match one.scope:
            case "authority":
                if one.person in ties.children:
                    yield from _over_child(one.person, ties, Because.GUARDIAN, today, one.valid_to)
            case "all":
                if _is_adult(one.person, ties, today):
                    deeds = {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS}
                    deeds |= {Deed.ACCOUNT} if one.person in ties.payees else set()
                    yield Acting(one.person, frozenset(deeds), Because.ADMINISTRATOR, one.valid_to)
            case "help":
                # Without an end it would outlive what it was given for: such a mandate gives nothing.
                if one.valid_to is not None and _is_adult(one.person, ties, today):
                    yield Acting(one.person, frozenset({Deed.LOOK, Deed.RIGHTS}), Because.HELPER, one.valid_to)
            case "no_authority":
                continue


def _is_adult(person: str, ties: Ties, today: date) -> bool:
    if person not in ties.children:
        return True
    born = ties.born[person]
    return born is not None and today >= _birthday(born, ages().adult)


def _wider(known: Acting, other: Acting) -> Acting:
    """Two grounds for one person add up; it ends when the earlier one does, for then it must be looked at again."""
    ends = [one.until for one in (known, other) if one.until is not None]
    return Acting(known.person, known.deeds | other.deeds, known.because, min(ends) if ends else None)


def _birthday(born: date, years: int) -> date:
    """Return the day on which somebody reaches an age; a 29 February is reached on 1 March of a common year."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
