"""Why a request about a right is refused, prolonged, asked for or ended: the compiled reasons of `reasons.yaml`.

Standard library only. The texts in four languages stand in `built/rights.<language>.json` (`rights_words.py`).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from functions.register.purposes import compiled


class ReasonUse(StrEnum):
    """What a reason may be given for."""

    REFUSE = "refuse"
    EXTEND = "extend"
    ASK = "ask"
    LIFT = "lift"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: the rights that it holds for, what it may be given for, and its article."""

    reason_id: str
    rights: frozenset[str]
    use: ReasonUse
    article: str


class UnknownReasonError(Exception):
    """A decision names a reason that the register does not list for this right and use; the text holds ids only."""


@cache
def all_reasons() -> tuple[Reason, ...]:
    """Return every reason, in the order of the register."""
    return tuple(
        Reason(reason_id, _names(entry["rights"]), ReasonUse(str(entry["use"])), str(entry["article"]))
        for reason_id, entry in compiled()["reasons"].items()
    )


def reason_of(reason_id: str, right: str, use: ReasonUse) -> Reason:
    """Return a reason; UnknownReasonError unless the register lists it for this right and use."""
    for reason in all_reasons():
        if reason.reason_id == reason_id and right in reason.rights and reason.use is use:
            return reason
    msg = f"{reason_id} is no reason to {use.value} {right}"
    raise UnknownReasonError(msg)


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        msg = "the compiled register holds a list of names here"
        raise TypeError(msg)
    return frozenset(str(name) for name in value)
