"""The desk of the rights in memory: a family, the rooms that answer, and requests over every channel."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from functions.dossier.holdings import DossierHolding
from functions.intake.holdings import IntakeHolding
from functions.payments.holdings import PaymentsHolding
from functions.register.purpose import Purpose
from functions.rights.answer_request import answer_request
from functions.rights.ask import Ask, Correction
from functions.rights.identity_proof import IdentityProof
from functions.rights.open_request import Asked, Opened, open_case
from functions.rights.rights_case import RightsCase, case_place
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.work import Rooms
from functions.vault.holding import Holding
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.strong_sign_in import Assurance, StrongSignIn
from tests.builders.erasable_family import Family, put_family
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects

OFFICER = "stf_00000000000000000000000001"
SECOND = "stf_00000000000000000000000002"
RECEIVED = date(2024, 7, 1)


@dataclass
class RightsDesk:
    """A family and everything that answers its requests."""

    memory: MemoryVault = field(default_factory=memory_vault)
    journal: InMemoryObjects = field(default_factory=InMemoryObjects)
    packages: InMemoryObjects = field(default_factory=InMemoryObjects)
    holdings: tuple[Holding, ...] = (DossierHolding(), IntakeHolding(), PaymentsHolding())
    family: Family = field(init=False)

    def __post_init__(self) -> None:
        """Put the family into the vault."""
        self.family = put_family(self.memory)

    @property
    def rooms(self) -> Rooms:
        """Return the rooms of the rights queue."""
        return Rooms(self.memory.vault, self.holdings, self.journal, self.packages, self.memory.keyring)

    def ask(
        self,
        kind: RequestKind,
        person: str | None = None,
        *,
        ask: Ask | None = None,
        received_on: date = RECEIVED,
        asked_by: str | None = None,
        language: str = "nl",
    ) -> Opened:
        """Ask for a right in the portal."""
        whom = person or self.family.partner
        proof = IdentityProof.of_sign_in(self.proof(asked_by or whom))
        asked = Asked(kind, whom, proof, received_on, language, ask, asked_by)
        return open_case(self.memory.vault, "rights-api", Actor.person(asked_by or whom), asked)

    def ask_on_paper(
        self, kind: RequestKind, person: str | None = None, *, shown: bool = True, ask: Ask | None = None
    ) -> Opened:
        """Ask for a right on paper, typed by an officer."""
        method = "identity_card" if shown else "not_shown"
        proof = IdentityProof("paper", method, RECEIVED, OFFICER)  # type: ignore[arg-type]
        asked = Asked(kind, person or self.family.partner, proof, RECEIVED, "fr", ask)
        return open_case(self.memory.vault, "staff-api", Actor.staff(OFFICER), asked)

    def run(self, case: str) -> RightsState:
        """Do every step that can be done."""
        return answer_request(self.rooms, case)

    def staff(self, case: str) -> Request:
        """Open a request of an officer."""
        return self.memory.vault.request(Purpose.HANDLE_RIGHTS_REQUEST, "staff-api", Actor.staff(OFFICER), case=case)

    def go_to(self, instant: datetime) -> None:
        """Move both clocks to an instant."""
        self.memory.clock.jump(instant - self.memory.clock.instant())

    def record(self, case: str) -> RightsCase:
        """Open a case."""
        request = self.staff(case)
        row = request.fetch(case_place(case))
        assert row is not None
        return request.open([row], RightsCase)[0].record

    def proof(self, person: str, level: Assurance = Assurance.HIGH, at: datetime | None = None) -> StrongSignIn:
        """Return the proof of a sign-in of just now."""
        now = at or self.memory.clock.real_now().astimezone(UTC)
        return StrongSignIn(person, "eid", "urn:be:fedict:iam:fas:Level500", level, now, "digest")


def ask_for(**members: object) -> Ask:
    """Return what is asked for."""
    return Ask.model_validate({"at": "2024-07-01T06:00:00Z", **members})


def correction(**members: object) -> Correction:
    """Return one correction."""
    return Correction.model_validate(members)
