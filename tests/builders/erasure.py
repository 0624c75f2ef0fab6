"""An erasure in memory: a vault with a family, the rooms that carry the request out, and the locked bucket."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from functions.dossier.holdings import DossierHolding
from functions.rights.advance_request import advance_request
from functions.rights.open_request import PaperRequest, open_request
from functions.rights.rights_state import RightsState
from functions.rights.work import Rooms
from functions.vault.holding import Holding
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind
from tests.builders.erasable_family import PARTNER_NUMBER, Family, put_family
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects

OFFICER = Actor.staff("stf_00000000000000000000000001")


@dataclass
class Erasure:
    """A family and what erases one of its people."""

    memory: MemoryVault
    family: Family
    journal: InMemoryObjects = field(default_factory=InMemoryObjects)
    holdings: Sequence[Holding] = (DossierHolding(),)

    @property
    def rooms(self) -> Rooms:
        """Return the rooms of the rights queue."""
        return Rooms(self.memory.vault, self.holdings, self.journal)

    def ask(self, number: str = PARTNER_NUMBER) -> str:
        """Open a request on paper for the person of this number, and return its case."""
        return open_request(self.memory.vault, OFFICER, paper(number)).case

    def run(self, case: str) -> RightsState:
        """Do every step."""
        return advance_request(self.rooms, case)


def paper(number: str) -> PaperRequest:
    """Return a request on paper of the person of this number."""
    day = date(2024, 6, 28)
    return PaperRequest(LookUpKind.NATIONAL_NUMBER, number, "identity_card", day, day, "nl")


def begin_erasure(memory: MemoryVault | None = None) -> Erasure:
    """Put a family into a vault."""
    memory = memory or memory_vault()
    return Erasure(memory, put_family(memory))
