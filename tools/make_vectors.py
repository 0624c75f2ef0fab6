"""Writes `tests/vectors/vault-v1.json`: fixed keys, nonces and records, and the bytes that version 1 makes of them.

Run once per format version. A test recomputes the file and a second reader in Node opens it; bytes that changed mean
that stored records no longer open, so the file is never regenerated to make a test pass.
"""

import json
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.vault.audit_seal import seal_to_with
from functions.vault.key_wrap import Root, wrap_with_nonce
from functions.vault.ledger_entry import Actor, Deed, bound_to, empty_chain, entry_hash
from functions.vault.look_up import LookUpKind, look_up_key
from functions.vault.place import Place
from functions.vault.record_bytes import canonical, pad
from functions.vault.sealed_record import DataKey, seal_with_nonce
from functions.vault.signature import base64url

VECTORS = Path(__file__).parents[1] / "tests" / "vectors" / "vault-v1.json"
_SUBJECT = "prs_00000000000000000000000001"
_DOSSIER = "dos_00000000000000000000000002"


def _fixed(name: str, length: int = 32) -> bytes:
    return sha256(f"kroost vector {name}".encode()).digest()[:length]


def make_vectors() -> dict[str, object]:
    """Return the vectors; the same on every machine."""
    root = Root(Domain.CONTACT, 1, _fixed("root"))
    key = DataKey(_fixed("key id", 16), Domain.CONTACT, _fixed("key"))
    place = Place(Table.DOSSIERS, _DOSSIER, f"person#{_SUBJECT}")
    records = [
        {"email": "noor@example.org"},
        {"given_name": "Zoé", "born": 2021, "list": [True, None, -1, {"b": 1, "a": '\u00df"\\\n'}]},
        {"text": "x" * 300},
    ]
    sealed = []
    for number, record in enumerate(records, start=1):
        content, nonce = canonical(record), _fixed(f"nonce {number}", 12)
        blob = seal_with_nonce(content, key, place, _SUBJECT, number, nonce)
        sealed.append({"record": record, "canonical": content.decode(), "revision": number, "blob": blob.hex()})
    recipient = X25519PrivateKey.from_private_bytes(_fixed("audit private"))
    deed = Deed("intake-queue", "open dossier", "open_family_file", Actor.system(), domains=["contact"])
    salt, chain = _fixed("salt", 16), _SUBJECT
    commitment = sha256(salt + deed.canonical()).digest()
    at = "2024-07-01T06:00:00Z"
    entry = seal_to_with(
        recipient.public_key().public_bytes_raw(),
        salt + deed.canonical(),
        bound_to(chain, 1),
        _fixed("ephemeral"),
        _fixed("audit nonce", 12),
    )
    signer = Ed25519PrivateKey.from_private_bytes(_fixed("signing"))
    document = {"receipt": "rcp_00000000000000000000000003", "received_at": at}
    return {
        "format": "kroost/v1",
        "key_wrap": {
            "subject": _SUBJECT,
            "domain": "contact",
            "root_version": 1,
            "root": root.secret.hex(),
            "key_id": key.key_id.hex(),
            "key": key.secret.hex(),
            "wrapped": wrap_with_nonce(key, root, _SUBJECT, _fixed("wrap nonce", 12)).hex(),
        },
        "sealed_records": {
            "table": place.table.value,
            "partition": place.pk,
            "sort": place.sk,
            "domain": "contact",
            "subject": _SUBJECT,
            "padded_to": len(pad(b"")),
            "records": sealed,
        },
        "ledger_entry": {
            "chain": chain,
            "sequence": 1,
            "instant": at,
            "audit_private": recipient.private_bytes_raw().hex(),
            "salt": salt.hex(),
            "part": deed.canonical().decode(),
            "commitment": commitment.hex(),
            "hash": entry_hash(empty_chain(chain).digest, 1, at, commitment).hex(),
            "sealed": entry.hex(),
        },
        "look_up": {
            "key": _fixed("look-up").hex(),
            "audience": "family",
            "kind": "national_number",
            "value": "85610112345",
            "row": look_up_key(_fixed("look-up"), LookUpKind.NATIONAL_NUMBER, "85.61.01-123.45").pk,
        },
        "signature": {
            "document": document,
            "public_key": base64url(signer.public_key().public_bytes_raw()),
            "value": base64url(signer.sign(canonical(document))),
        },
    }


def vectors_text() -> str:
    """Return the file's text."""
    return json.dumps(make_vectors(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    VECTORS.parent.mkdir(exist_ok=True)
    VECTORS.write_text(vectors_text(), encoding="utf-8")
