"""Key wrap of a restricted person: the same key under the root *restricted*, which normal functions do not hold.

`0x02 || root version (2) || key id (16) || nonce (12) || wrapped key (32) || tag (16)`, AES-256-GCM. Associated data =
the canonical array `["kroost/v1/restricted-wrap", subject, domain, root version, key id in hex]`: the domain is that of
the data, so a wrap put under another attribute does not open.
"""

import secrets

from cryptography.exceptions import InvalidTag

from functions.register.domain import Domain
from functions.vault.errors import BrokenSealError
from functions.vault.key_wrap import Root, root_version_of, wrapped_key_id
from functions.vault.record_bytes import canonical_texts
from functions.vault.sealed_record import NONCE_BYTES, DataKey

RESTRICTED_VERSION = b"\x02"
_HEADER_BYTES = 1 + 2 + 16


def is_restricted_wrap(wrapped: bytes) -> bool:
    """Tell whether a wrap is one of a restricted person."""
    return wrapped[:1] == RESTRICTED_VERSION


def wrap_restricted(key: DataKey, root: Root, subject: str) -> bytes:
    """Wrap a subject's key under the root *restricted*; the nonce is random."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    header = RESTRICTED_VERSION + root.version.to_bytes(2, "big") + key.key_id
    return header + nonce + root.cipher.encrypt(nonce, key.secret, _bound_to(key.key_id, key.domain, root, subject))


def unwrap_restricted(wrapped: bytes, root: Root, subject: str, domain: Domain) -> DataKey:
    """Unwrap a restricted subject's key; BrokenSealError when it is not this subject's, domain's or root's."""
    if not is_restricted_wrap(wrapped) or root_version_of(wrapped) != root.version:
        msg = "unknown version of a key wrap"
        raise BrokenSealError(msg)
    key_id, rest = wrapped_key_id(wrapped), wrapped[_HEADER_BYTES:]
    bound = _bound_to(key_id, domain, root, subject)
    try:
        secret = root.cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        msg = "a key wrap does not open"
        raise BrokenSealError(msg) from error
    return DataKey(key_id, domain, secret)


def _bound_to(key_id: bytes, domain: Domain, root: Root, subject: str) -> bytes:
    return canonical_texts(("kroost/v1/restricted-wrap", subject, domain), root.version, key_id.hex())
