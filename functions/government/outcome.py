"""A notification whose person is known, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.government.decide_notification import Verdict
from functions.government.fault import Fault
from functions.government.notification import AnyNotification


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """What was learned of a notification when it was accepted, and holds when it is applied again.

    `named`: ids of the people whom its fact names, by what stands for their number; `brought`: the numbers of those
    whom an authority brought to the file, by id; `content`: the keyed digest of what was stated.
    """

    named: Mapping[str, str]
    brought: Mapping[str, str]
    content: str


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A notification whose person is known; `withheld`: members of its content that the network kept from us.

    `kept`: it was accepted before and is applied again.
    """

    number: int
    raw: bytes
    notification: AnyNotification
    person: str
    withheld: tuple[str, ...] = ()
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a notification; `fault` when something was wrong with it."""

    verdict: Verdict
    fault: Fault | None = None


UNKNOWN = Outcome(Verdict.UNKNOWN_PERSON)
