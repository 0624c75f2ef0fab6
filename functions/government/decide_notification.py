"""What a notification does to the facts of its origin: a function of the set of notifications, never of their order.

Identity is (sender, flow, attestation, version). Of several notifications of one identity the one with the lowest
(sequence number, line) counts, whichever came first; the same content again is a duplicate, other content a conflict.
A version below another one is recorded and decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from functions.dossier.fact import Fact


class Verdict(StrEnum):
    """What became of a notification; the values are the counts of a receipt."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicates"
    SUPERSEDED = "superseded"
    UNKNOWN_PERSON = "unknownPersons"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """`writes`: the fact that becomes the row of its version. `aside`: what a conflict puts aside."""

    verdict: Verdict
    writes: Fact | None = None
    aside: Fact | None = None


def decide_notification(fact: Fact, standing: Iterable[Fact]) -> Decision:
    """Decide on a fact, given all versions of its origin that stand already."""
    versions = {one.provenance.version: one for one in standing}
    same = versions.get(fact.provenance.version)
    taken = Verdict.SUPERSEDED if _is_superseded(fact, versions.values()) else Verdict.ACCEPTED
    if same is None:
        return Decision(taken, writes=fact)
    if place_of(same) == place_of(fact):
        return Decision(taken)  # it was taken before a crash, or the same delivery came again
    is_same_content = same.provenance.content == fact.provenance.content
    if place_of(fact) < place_of(same) and is_same_content:
        # The fund knew this since the first arrival, whichever message it stands on.
        known_at = min(fact.known_at, same.known_at)
        return Decision(taken, writes=fact.model_copy(update={"known_at": known_at}))
    if place_of(fact) < place_of(same):
        return Decision(taken, writes=fact, aside=same)
    if is_same_content:
        return Decision(Verdict.DUPLICATE)
    return Decision(Verdict.QUARANTINED, aside=fact)


def decide_again(fact: Fact, standing: Iterable[Fact]) -> Decision:
    """Decide on a fact whose notification was accepted before: its row is this fact, whatever stands there now."""
    versions = {one.provenance.version: one for one in standing}
    taken = Verdict.SUPERSEDED if _is_superseded(fact, versions.values()) else Verdict.ACCEPTED
    return Decision(taken, writes=None if versions.get(fact.provenance.version) == fact else fact)


def place_of(fact: Fact) -> tuple[int, int, str]:
    """Return a fact's place in its sender's order; the digest decides between two files under one number."""
    origin = fact.provenance
    return origin.sequence or 0, origin.line or 0, origin.content or ""


def _is_superseded(fact: Fact, standing: Iterable[Fact]) -> bool:
    # A higher version further down the same delivery comes later in the sender's order: at its own turn this one
    # counted. So a delivery that is read again after a crash gives the same answer.
    origin = fact.provenance
    return any(
        one.provenance.version > origin.version
        and (one.provenance.sequence != origin.sequence or (one.provenance.line or 0) < (origin.line or 0))
        for one in standing
    )
