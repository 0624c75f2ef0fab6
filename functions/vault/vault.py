"""The vault: hands out requests, each for one purpose, one function and one actor."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from functions.register.purpose import Purpose
from functions.runtime.database import Database
from functions.units.clock import BusinessClock, SystemClock
from functions.vault.gate import Gates
from functions.vault.keyring import Keyring
from functions.vault.ledger import Chains
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.subject import State


@dataclass(frozen=True, slots=True)
class Rooms:
    """What every request of one vault shares."""

    database: Database
    keyring: Keyring
    gates: Gates
    chains: Chains
    clock: BusinessClock
    system_clock: SystemClock


class Vault:
    """The only door to personal data."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        gates: Gates,
        clock: BusinessClock,
        system_clock: SystemClock,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the ports; `pause` waits between tries."""
        self._rooms = Rooms(database, keyring, gates, Chains(database, pause), clock, system_clock)

    def request(
        self,
        purpose: Purpose,
        function: str,
        actor: Actor,
        *,
        case: str | None = None,
        states: frozenset[State] = frozenset({State.LIVE}),
    ) -> Request:
        """Open a request: keys live as long as it, and no longer.

        `states` are the subject states whose records it may open and write; all but rights and retention leave it.
        """
        return Request(self._rooms, purpose, function, actor, case, states)
