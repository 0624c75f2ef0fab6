"""What the handling of one delivery shares: the vault, the origin of its messages, what was learned on the way."""

from dataclasses import dataclass, field
from typing import Literal

from functions.government.flow import Flow
from functions.government.received import Received
from functions.register.purpose import Purpose
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.run_page import RunPage
from functions.vault.vault import Vault

FUNCTION = "government-queue"
type Decided = Literal["pass", "apart"]
"""A person let a message pass (and so called two people one), or said that two people are not one."""


@dataclass
class Work:
    """One delivery under way. `made`: persons made by it and the dossier of each (the index may not show them yet).

    `conflicts` counts what was stated twice with different content; `isolated` holds the class of each failure of our
    own code that a single notification brought out. `decided`: what a person of the fund said of it. `page`: what is
    applied was accepted before, and what is opened for it is told in this page; `restored`: it had to be written.
    """

    vault: Vault
    flow: Flow
    origin: Received
    made: dict[str, str] = field(default_factory=dict)
    conflicts: int = 0
    isolated: list[str] = field(default_factory=list)
    decided: Decided | None = None
    page: RunPage | None = None
    restored: bool = False

    def request(self) -> Request:
        """Open a request: one per dossier, so that keys live short and subjects are read anew."""
        return open_request(self.vault)

    def secret(self, request: Request) -> bytes:
        """Return the secret of keyed digests."""
        return request.rooms.keyring.secret(Secret.LOOK_UPS)


def open_request(vault: Vault, case: str | None = None) -> Request:
    """Open a request for the purpose of this room, for a case of quarantine when there is one."""
    return vault.request(Purpose.APPLY_GOVERNMENT_DATA, FUNCTION, Actor.system(), case=case)
