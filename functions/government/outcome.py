"""A notification whose person is known, and what became of it."""

from dataclasses import dataclass

from functions.government.decide_notification import Verdict
from functions.government.fault import Fault
from functions.government.notification import AnyNotification


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A notification whose person is known; `withheld`: members of its content that the network kept from us."""

    number: int
    raw: bytes
    notification: AnyNotification
    person: str
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a notification; `fault` when something was wrong with it."""

    verdict: Verdict
    fault: Fault | None = None


UNKNOWN = Outcome(Verdict.UNKNOWN_PERSON)
