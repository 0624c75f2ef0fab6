"""Which policy a request was received under: the digest of the register as it shipped that day."""

from functools import cache
from hashlib import sha256

from functions.register.purposes import compiled
from functions.vault.record_bytes import canonical


@cache
def policy_version() -> str:
    """Return the digest of the rules that answers rest on: purposes, terms, exceptions and reasons."""
    rules = {name: compiled()[name] for name in ("purposes", "retention", "erasure", "reasons")}
    return f"sha256:{sha256(canonical(rules)).hexdigest()}"
