"""A function's system in memory: stands where `composition.system()` stands in a deployment."""

from dataclasses import dataclass, field

from functions.dossier.payee_verification import STAND_IN_NAMES, PayeeVerification, StandInVerification
from functions.runtime.settings import Settings
from functions.units.clock import SetClock
from functions.vault.gate import Gates
from functions.vault.vault import Vault
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_keys import InMemoryKeyring


def memory_settings(function: str, *, synthetic_persons: bool = True) -> Settings:
    """Return the settings of a function in the stage `test`."""
    return Settings(
        stage="test",
        system="kroost",
        function=function,
        parameters="/kroost/test",
        tables={},
        queues={},
        buckets={},
        synthetic_persons=synthetic_persons,
        clock_parameter=None,
        run_state_machine=None,
    )


@dataclass
class MemorySystem:
    """What an entry point asks of its system, over one in-memory vault."""

    function: str
    memory: MemoryVault = field(default_factory=memory_vault)
    synthetic_persons: bool = True

    @property
    def payee_verification(self) -> PayeeVerification:
        """A bank that knows some accounts by other names."""
        return StandInVerification(STAND_IN_NAMES)

    @property
    def settings(self) -> Settings:
        """The settings of the function."""
        return memory_settings(self.function, synthetic_persons=self.synthetic_persons)

    @property
    def vault(self) -> Vault:
        """The vault."""
        return self.memory.vault

    @property
    def keyring(self) -> InMemoryKeyring:
        """The keys."""
        return self.memory.keyring

    @property
    def database(self) -> object:
        """The tables."""
        return self.memory.database

    @property
    def gates(self) -> Gates:
        """The gates."""
        return Gates(self.memory.database, self.memory.clock)

    @property
    def clock(self) -> SetClock:
        """The business clock."""
        return self.memory.clock

    @property
    def system_clock(self) -> SetClock:
        """The system clock."""
        return self.memory.clock
