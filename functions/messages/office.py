"""A desk that sends messages: for families, or for who has no file; each with its purpose, keys and carriers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.messages.channel import Carrier, Channel
from functions.messages.decision_letter import DecisionLetters
from functions.messages.find_family import find_family
from functions.messages.find_outside import find_outside
from functions.messages.receiver import Desk, Receiver
from functions.messages.store import MessageStore
from functions.register.purpose import Purpose
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.vault import Vault

FUNCTIONS: Mapping[Desk, str] = {"family": "messages-queue", "outside": "messages-outside"}
_PURPOSES: Mapping[Desk, Purpose] = {"family": Purpose.TELL_PERSON, "outside": Purpose.TELL_SENDER}


@dataclass(frozen=True, slots=True)
class Office:
    """What a desk works with. `door`: the address of the fund's front page, the only one in any message."""

    desk: Desk
    vault: Vault
    store: MessageStore
    carriers: Mapping[Channel, Carrier]
    door: str
    decisions: DecisionLetters | None = None

    def request(self) -> Request:
        """Open a request of this desk."""
        return self.vault.request(_PURPOSES[self.desk], FUNCTIONS[self.desk], Actor.system())

    def receivers(self, request: Request, ids: Sequence[str]) -> list[Receiver]:
        """Return whom the ids reach."""
        return find_family(request, ids) if self.desk == "family" else find_outside(request, ids)
