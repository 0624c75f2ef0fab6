"""Which account is paid on a day: the newest one for its use that has cooled and that nobody doubts.

While a new account cools, the one before it is paid on. After that the new one alone counts: when its name does not
fit, the payment is held until two people decide, and the earlier account is not guessed in its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from functions.dossier.account import Account, AccountRole
from functions.dossier.account_state import DOUBTED, ENTERED, HELD, REFUSED, is_cooling
from functions.dossier.iban import IbanError, read_iban
from functions.payments.sepa_text import UnsendableTextError, to_sepa_name
from functions.payments.stop import FamilyStopError, Reason
from functions.vault.place import Stored

# What was never taken into use.
_NOT_IN_USE = frozenset({ENTERED, REFUSED})


@dataclass(frozen=True, slots=True)
class Use:
    """What goes to an account: the family's own payments (no role), or a share with its role and whom it serves."""

    role: AccountRole | None = None
    serves: str | None = None

    @classmethod
    def of(cls, account: Account) -> "Use":
        """Return the use of an account."""
        return cls(account.role, account.serves)


OWN = Use()


def payable_of(accounts: Sequence[Stored[Account]], today: date, use: Use = OWN) -> Stored[Account]:
    """Return the account that is paid on a civil day for a use; FamilyStopError when none may be.

    An account that a bank refused is held: no earlier one is guessed in its place.
    """
    cooling = False
    for account in of_use(accounts, use):
        if is_cooling(account.clear, today):
            cooling = True
            continue
        stop = _stop(account)
        if stop is None:
            return account
        raise FamilyStopError(Reason.ACCOUNT_COOLING if cooling else stop)
    raise FamilyStopError(Reason.ACCOUNT_COOLING if cooling else Reason.ACCOUNT_MISSING)


def of_use(accounts: Iterable[Stored[Account]], use: Use) -> list[Stored[Account]]:
    """Return the accounts that were taken into use for something, newest first."""
    found = [
        account
        for account in accounts
        if Use.of(account.record) == use and account.clear.get("state") not in _NOT_IN_USE
    ]
    return sorted(found, key=lambda account: account.place.sk, reverse=True)


def _stop(account: Stored[Account]) -> Reason | None:
    """Return why an account that has cooled cannot be paid; None when it can."""
    if account.clear.get("state") == HELD:
        return Reason.ACCOUNT_HELD
    if account.clear.get("state") == DOUBTED:
        return Reason.ACCOUNT_DOUBTED
    try:
        if read_iban(account.record.iban) != account.record.iban:
            return Reason.ACCOUNT_NOT_PAYABLE
        to_sepa_name(account.record.holder)
    except IbanError:
        return Reason.ACCOUNT_NOT_PAYABLE
    except UnsendableTextError:
        return Reason.NAME_NOT_SENDABLE
    return None
