"""The proof that a person showed who they are: how strongly, when, and in which session.

Sessions make it from what the provider signed (`functions/portal`); use-cases of any room take it and call
`check_sign_in` before they act. It holds an id and no value of a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum


class Assurance(IntEnum):
    """How sure the provider is (Regulation (EU) 910/2014, art. 8); a higher level serves wherever a lower one does."""

    SUBSTANTIAL = 2
    HIGH = 3


class Act(StrEnum):
    """What a signed-in person does, as far as sign-in must be stronger or fresher for it."""

    USE_PORTAL = "use_portal"
    CHANGE_ACCOUNT = "change_account"
    DOWNLOAD_PACKAGE = "download_package"
    REQUEST_ERASURE = "request_erasure"
    GIVE_MANDATE = "give_mandate"


@dataclass(frozen=True, slots=True)
class Needed:
    """The least level of an act, and the longest time since the person proved it (None: as long as the session)."""

    level: Assurance
    fresh_for: timedelta | None = None


_STEP_UP = Needed(Assurance.HIGH, timedelta(minutes=10))

NEEDED: Mapping[Act, Needed] = {
    Act.USE_PORTAL: Needed(Assurance.SUBSTANTIAL),
    Act.CHANGE_ACCOUNT: _STEP_UP,
    Act.DOWNLOAD_PACKAGE: _STEP_UP,
    Act.REQUEST_ERASURE: _STEP_UP,
    Act.GIVE_MANDATE: _STEP_UP,
}

# A provider's clock may be this far ahead of ours.
_SKEW = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class StrongSignIn:
    """What a sign-in proved. `acr` is the provider's own word; `at` the instant (UTC) at which the person proved it.

    `session` is the digest of the session's token, so that a record of the act can name the session and nobody can
    use it.
    """

    person: str
    provider: str
    acr: str
    level: Assurance
    at: datetime
    session: str


class StepUpNeededError(Exception):
    """The person must sign in again, more strongly or just now; `act` says for what."""

    def __init__(self, act: Act) -> None:
        """Name the act; nothing of the person."""
        super().__init__(act.value)
        self.act = act


def is_enough(proof: StrongSignIn | None, act: Act, person: str, now: datetime) -> bool:
    """Tell whether a proof is this person's own, strong enough and fresh enough for an act at `now` (real time)."""
    needed = NEEDED[act]
    if proof is None or proof.person != person or proof.level < needed.level or proof.at > now + _SKEW:
        return False
    return needed.fresh_for is None or now - proof.at <= needed.fresh_for


def check_sign_in(proof: StrongSignIn | None, act: Act, person: str, now: datetime) -> None:
    """Raise StepUpNeededError unless the proof allows the act; no proof at all allows nothing."""
    if not is_enough(proof, act, person, now):
        raise StepUpNeededError(act)
