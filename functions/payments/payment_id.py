"""The id of a payment: the same for the same payment at every try, and nothing to anybody without the key."""

import hmac
from hashlib import sha256

from functions.units.year_month import YearMonth
from functions.vault.ids import crockford


def payment_id(secret: bytes, dossier: str, account: str, month: YearMonth, revision: int) -> str:
    """Return 26 characters over (dossier, payee account, month, revision); the bank sees it as EndToEndId.

    `account` is the row of the account inside the dossier, so that the id needs no account number.
    """
    identity = f"payment|{dossier}|{account}|{month}|{revision}"
    return crockford(hmac.new(secret, identity.encode("ascii"), sha256).digest())
