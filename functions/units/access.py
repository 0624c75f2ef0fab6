"""Words that say who may use a route. Every route of a door states them; a route that does not is refused at start.

Pure words, so that the edge, the rooms and the description of the API can all read them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """What a caller must be."""

    ANYONE = "anyone"
    HOLDER = "holder of the id"
    PERSON = "signed-in person"
    STAFF = "signed-in member of staff"
    SIGNED_IN = "anybody signed in"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use one route, and on what.

    `purpose`: the register's purpose that the caller acts for (staff name it with each request). `act`: what the
    sign-in must be strong or fresh enough for (`functions/vault/strong_sign_in.py`). `thing`: what an id in the path
    names; it must be the caller's own, or one that the caller needs to know. `number`: the ground of the register under
    which the route takes in a national number; the authorisation's own reference stands in the stage's settings.
    """

    who: Who
    purpose: str | None = None
    act: str | None = None
    thing: str | None = None
    number: str | None = None


def anyone(*, number: str | None = None) -> Access:
    """Return the access of a public route."""
    return Access(Who.ANYONE, number=number)


def holder(thing: str) -> Access:
    """Return the access of a route whose path carries an id that nobody can guess, and that only its holder knows."""
    return Access(Who.HOLDER, thing=thing)


def person(purpose: str, *, act: str | None = None, thing: str | None = None) -> Access:
    """Return the access of a route of the portal."""
    return Access(Who.PERSON, purpose, act, thing)


def staff(purpose: str, *, thing: str | None = None, number: str | None = None) -> Access:
    """Return the access of a route of staff."""
    return Access(Who.STAFF, purpose, None, thing, number)


def signed_in() -> Access:
    """Return the access of a route about the session itself."""
    return Access(Who.SIGNED_IN)
