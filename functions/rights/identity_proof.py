"""How somebody who asks showed who they are, over every channel: the same rights by portal, paper and telephone."""

from dataclasses import dataclass
from datetime import date

from functions.rights.rights_case import NOT_SHOWN, Channel, IdentityMethod
from functions.units.clock import civil_date
from functions.vault.strong_sign_in import StrongSignIn

OF_CHANNEL: dict[Channel, frozenset[IdentityMethod]] = {
    "portal": frozenset({"strong_sign_in"}),
    "paper": frozenset({"identity_card", "residence_card", "passport", "other_document", NOT_SHOWN}),
    "phone": frozenset({"called_back", NOT_SHOWN}),
}


class ProofError(Exception):
    """A way to show an identity that the channel does not have."""


@dataclass(frozen=True, slots=True)
class IdentityProof:
    """`checked_by`: the member of staff who checked it, None in the portal. `session`: the digest of the session."""

    channel: Channel
    method: IdentityMethod
    seen_on: date
    checked_by: str | None = None
    session: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be; ProofError."""
        if self.method not in OF_CHANNEL[self.channel] or (self.checked_by is None) != (self.channel == "portal"):
            msg = f"{self.method} is no proof over the channel {self.channel}"
            raise ProofError(msg)

    @property
    def assisted(self) -> bool:
        """Whether a member of staff acts for the person (paper and telephone)."""
        return self.channel != "portal"

    @property
    def is_shown(self) -> bool:
        """Whether the identity is proven."""
        return self.method != NOT_SHOWN

    @classmethod
    def of_sign_in(cls, proof: StrongSignIn) -> "IdentityProof":
        """Return the proof of a signed-in person."""
        return cls("portal", "strong_sign_in", civil_date(proof.at), session=proof.session)
