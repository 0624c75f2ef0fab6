"""E1: what sealing costs over bare AES-GCM of the same bytes, the key's unwrapping included; and bytes per blob."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.figure import Figure, ratio
from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.vault.key_wrap import Root, new_data_key, unwrap, wrap
from functions.vault.place import Place
from functions.vault.record_bytes import canonical, pad
from functions.vault.sealed_record import seal

_SUBJECT = "prs_0123456789ABCDEFGHJKMNPQRS"
_RECORD = {
    "given_name": "Noor",
    "family_name": "Peeters",
    "birth_date": "1991-04-12",
    "address": {"street": "Dorpsstraat", "house_number": "12", "postal_code": "3000", "municipality": "Leuven"},
}


def figures() -> list[Figure]:
    """Measure E1."""
    content = canonical(_RECORD)
    padded = pad(content)
    root, key = Root(Domain.IDENTIFICATION, 1, os.urandom(32)), new_data_key(Domain.IDENTIFICATION)
    wrapped = wrap(key, root, _SUBJECT)
    place = Place(Table.DOSSIERS, "dos_0123456789ABCDEFGHJKMNPQRS", f"person#{_SUBJECT}")

    def sealing() -> None:
        seal(content, unwrap(wrapped, root, _SUBJECT), place, _SUBJECT, 1)

    def bare() -> None:
        AESGCM(key.secret).encrypt(os.urandom(12), padded, _SUBJECT.encode())

    overhead = len(seal(content, key, place, _SUBJECT, 1)) - len(padded)
    return [
        Figure(
            "E1", "sealing one blob with its key's unwrapping / bare AESGCM", ratio(sealing, bare, calls=4000), 3.5, "x"
        ),
        Figure("E1", "bytes that a sealed blob adds to its padded record", overhead, 48, "B"),
    ]
