"""The signature under every stored trace: who holds a payment's reasons can prove, offline, that the fund made them so.

Ed25519 over the canonical document (`docs/formats.md`), with the key that also signs receipts: unwrapped once per
environment, so a signature costs no call. It covers dossier, cents, facts and trace, and not the place of the row: the
same money paid again, after a bank sent it back, keeps its reasons and their signature.
"""

from collections.abc import Mapping
from typing import cast

from functions.payments.correction import Correction
from functions.payments.payment import Payment
from functions.vault.keyring import Keyring
from functions.vault.signature import ALGORITHM, signed

TRACE, CORRECTION = "kroost/trace/1", "kroost/correction/1"


def sign_payment(dossier: str, payment: Payment, keyring: Keyring) -> Payment:
    """Return the payment with the signature of its trace."""
    return payment.model_copy(update={"signature": _sign(_of_payment(dossier, payment), keyring)})


def sign_correction(dossier: str, correction: Correction, keyring: Keyring) -> Correction:
    """Return the correction with the signature of its months and traces."""
    return correction.model_copy(update={"signature": _sign(_of_correction(dossier, correction), keyring)})


def signed_document(dossier: str, record: Payment | Correction) -> dict[str, object]:
    """Return the document that `kroost replay` checks: what the record says, with its signature."""
    document = _of_payment(dossier, record) if isinstance(record, Payment) else _of_correction(dossier, record)
    key, _, value = (record.signature or "").rpartition(":")
    return {**document, "signature": {"alg": ALGORITHM, "key": key, "value": value}}


def _sign(document: Mapping[str, object], keyring: Keyring) -> str:
    """Return `<key id>:<base64url>`."""
    signature = cast("Mapping[str, str]", signed(document, keyring)["signature"])
    return f"{signature['key']}:{signature['value']}"


def _of_payment(dossier: str, payment: Payment) -> dict[str, object]:
    return {
        "format": TRACE,
        "dossier": dossier,
        "cents": payment.granted_cents,
        "facts": list(payment.facts),
        "trace": payment.trace,
    }


def _of_correction(dossier: str, correction: Correction) -> dict[str, object]:
    told = correction.model_dump(mode="json", exclude={"signature", "known_facts"})
    return {"format": CORRECTION, "dossier": dossier, **told}
