"""Account changes over a memory vault, as the portal and two members of staff ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.dossier.account_state import ENTERED
from functions.dossier.payee_verification import StandInVerification
from functions.payments.change_account import AskedChange, ByPayee, ByStaff, ChangedTo, change_account
from functions.payments.decide_account import AccountDecision, Word, decide_account
from functions.payments.payable_account import OWN, Use
from functions.register.purpose import Purpose
from functions.vault.ledger_entry import Actor
from functions.vault.strong_sign_in import Assurance, StrongSignIn
from tests.builders.bank_world import OFFICERS
from tests.builders.paid_families import FundFamily
from tests.builders.vault import MemoryVault


@dataclass
class AccountDesk:
    """Where accounts are changed and decided; `names`: what the bank knows, by account number."""

    memory: MemoryVault
    names: Mapping[str, str | None] = field(default_factory=dict)

    def proof(self, family: FundFamily, level: Assurance = Assurance.HIGH) -> StrongSignIn:
        """Return the payee's sign-in of this moment."""
        return StrongSignIn(family.payee, "itsme", "acr", level, self.memory.clock.real_now(), "session")

    def by_payee(
        self, family: FundFamily, iban: str, holder: str | None = None, proof: StrongSignIn | None = None
    ) -> ChangedTo:
        """Let the payee ask after a strong sign-in."""
        return self._change(self.asked(family, iban, holder), ByPayee(proof or self.proof(family)))

    def by_staff(self, asked: AskedChange, staff: str) -> ChangedTo:
        """Let one member of staff enter it."""
        return self._change(asked, ByStaff(staff))

    def by_two(self, asked: AskedChange) -> ChangedTo:
        """Let two members of staff enter the same, and the days of cooling pass by nobody."""
        assert self.by_staff(asked, OFFICERS[0]).state == ENTERED
        return self.by_staff(asked, OFFICERS[1])

    @staticmethod
    def asked(family: FundFamily, iban: str, holder: str | None = None, use: Use = OWN) -> AskedChange:
        """Return the change of a family's own account, or of a share's."""
        payee = family.payee if use.role in {None, "creditor"} else str(use.serves)
        return AskedChange(family.dossier, payee, iban, holder or family.holder, use)

    def decide(self, family: FundFamily, account: str, says: Word, staff: str) -> str:
        """Let one officer decide on a doubted account."""
        request = self.memory.request(Purpose.CONFIRM_ACCOUNT, "staff-api", actor=Actor.staff(staff))
        return decide_account(request, AccountDecision(family.dossier, account, says, staff))

    def _change(self, asked: AskedChange, by: ByPayee | ByStaff) -> ChangedTo:
        request = self.memory.request(Purpose.CHANGE_ACCOUNT, "staff-api")
        return change_account(request, asked, by, StandInVerification(self.names))
