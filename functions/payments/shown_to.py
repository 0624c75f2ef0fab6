"""Which of a family's payments may be shown to whom: each payee sees what is paid to them, and nothing of the others.

A case worker (nobody named) sees all. The file's own payees see the decisions and corrections of the family, in which
other payees stand as kinds and cents; whoever else is paid sees the lines of their own share alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.dossier.dossier import Dossier
from functions.dossier.places import root_place
from functions.payments.payment import Payment
from functions.payments.share_payment import is_share, payee_of
from functions.vault.place import Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage


@dataclass(frozen=True, slots=True)
class ShownTo:
    """Somebody who asks; `payee` None: a case worker. `own`: a payee of the file itself."""

    payee: str | None
    own: bool

    @classmethod
    def of(cls, request: Request, dossier: str, payee: str | None, under: RunPage | None) -> "ShownTo":
        """Look up whether the one who asks is a payee of the file itself."""
        root = request.fetch(root_place(dossier)) if payee is not None else None
        roots = request.open([] if root is None else [root], Dossier, under=under)
        return cls(payee, any(payee in one.record.persons("beneficiary") for one in roots))

    @property
    def sees_corrections(self) -> bool:
        """Tell whether corrections may be shown: they are of the file's own payee."""
        return self.payee is None or self.own

    def payments(self, stored: Sequence[Stored[Payment]]) -> list[Stored[Payment]]:
        """Return the payments that may be shown."""
        return [one for one in stored if self._sees(one.record)]

    def _sees(self, payment: Payment) -> bool:
        if self.payee is None:
            return True
        if is_share(payment.trace):
            payee = payee_of(payment.trace)
            return payee.to in {"other_payee", "child"} and payee.whom == self.payee
        return self.own
