"""A format that is known: one service in one version, what is read of its answers, and into which flows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.statement import Statement

ANSWER = "Antwoord"

type Silent = Callable[[Answer], tuple[str, ...]]
type Adapter = Callable[[Answer], Iterator[Statement]]


def _nobody(answer: Answer) -> tuple[str, ...]:
    del answer
    return ()


@dataclass(frozen=True, slots=True)
class Service:
    """One service in one version, recognised by its root element and by the version that it states.

    `reads`: local names that are kept of the content. `leaves_out`: names whose elements are known and not kept, with
    all that stands below. Every other element is new: it is not kept either, and it is counted. `silent`: which sources
    did not answer, where the content says so. `unit`: the element of one answer, or of one notification that is pushed.
    """

    root: str
    name: str
    version: str
    reads: frozenset[str]
    leaves_out: frozenset[str]
    adapters: Mapping[Flow, Adapter]
    silent: Silent = _nobody
    unit: str = ANSWER


def names(text: str) -> frozenset[str]:
    """Return the names of a list that is written with spaces."""
    return frozenset(text.split())
