"""What one step of a case works with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.register.purpose import Purpose
from functions.rights.erasure_plan import ErasurePlan
from functions.rights.rights_case import RightsCase, case_place, plan_place
from functions.vault.errors import StaleError
from functions.vault.holding import Holding
from functions.vault.ledger_entry import Actor
from functions.vault.place import Stored
from functions.vault.request import Request
from functions.vault.subject import State
from functions.vault.vault import Vault

FUNCTION = "rights-queue"
ALSO_ENDING = frozenset({State.LIVE, State.RESTRICTED, State.ENDING, State.ENDED})
ANSWERABLE = frozenset({State.LIVE, State.RESTRICTED})


class AuditKeys(Protocol):
    """Opens what was sealed to the *audit* root: the person's view of the ledger."""

    def audit_private(self) -> bytes:
        """Return the private half of the *audit* root."""
        ...


class JournalCopy(Protocol):
    """The bucket with Object Lock that holds a second copy of the journal."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """The vault, the holdings of all rooms, the bucket of the journal, and what packages are made with."""

    vault: Vault
    holdings: Sequence[Holding]
    journal: JournalCopy
    packages: JournalCopy | None = None
    audit: AuditKeys | None = None

    def request(self, case: str) -> Request:
        """Open a request that may still write while the person ends."""
        return self.vault.request(Purpose.ERASE_PERSON, FUNCTION, Actor.system(), case=case, states=ALSO_ENDING)

    def answering(self, case: str) -> Request:
        """Open a request that answers: it reads what the person may see, restricted people included."""
        return self.vault.request(Purpose.ANSWER_RIGHTS, FUNCTION, Actor.system(), case=case, states=ANSWERABLE)


@dataclass(frozen=True, slots=True)
class Work:
    """One step: its request, and the case as it stands."""

    rooms: Rooms
    request: Request
    case: Stored[RightsCase]

    @property
    def person(self) -> str:
        """The person who asked."""
        return self.case.record.person

    def plan(self) -> Stored[ErasurePlan]:
        """Return the stored plan."""
        return read_plan(self.request, self.case.subject)


def read_case(request: Request, case: str) -> Stored[RightsCase] | None:
    """Open a case; None when there is none."""
    row = request.fetch(case_place(case))
    return None if row is None else request.open([row], RightsCase)[0]


def read_plan(request: Request, case: str) -> Stored[ErasurePlan]:
    """Open the plan of a case that has one; StaleError when it has none yet."""
    row = request.fetch(plan_place(case))
    if row is None:
        msg = "the case has no plan yet"
        raise StaleError(msg)
    return request.open([row], ErasurePlan)[0]
