"""One ledger entry: a clear part that chains, and a part that only the subject's *audit* key opens.

commitment = SHA-256(salt || canonical sealed part); hash = SHA-256(0x01 || previous || canonical clear part ||
commitment). The first entry's previous is SHA-256("kroost/v1/ledger" || chain id). Destroying the audit key leaves a
chain that still verifies and says nothing.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from functions.runtime.database import Item
from functions.vault.audit_seal import open_with, seal_to
from functions.vault.record_bytes import canonical, fields_of

SALT_BYTES = 16
_SEQUENCE_DIGITS = 12
_GENESIS = b"kroost/v1/ledger"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a function by itself, a member of staff, or a person."""

    kind: str
    actor_id: str | None = None

    @classmethod
    def system(cls) -> "Actor":
        """Return the actor of a function that acts by itself."""
        return cls("system")

    @classmethod
    def staff(cls, actor_id: str) -> "Actor":
        """Return a member of staff by id."""
        return cls("staff", actor_id)

    @classmethod
    def person(cls, actor_id: str) -> "Actor":
        """Return a person by id."""
        return cls("person", actor_id)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an entry says: who did what, why, to which kinds of data, and the digests of what was stored.

    `source`: the delivery of an authority that brought it about; an entry without one does not have the member.
    """

    function: str
    action: str
    purpose: str
    actor: Actor
    case: str | None = None
    domains: Sequence[str] = ()
    fields: Sequence[str] = ()
    recipient: str | None = None
    source: str | None = None
    writes: Sequence[tuple[str, int, str]] = ()
    page: Sequence[str] = ()
    page_root: str | None = None

    def canonical(self) -> bytes:
        """Return the canonical bytes of the sealed part, without its salt."""
        return canonical(
            {
                "function": self.function,
                "action": self.action,
                "purpose": self.purpose,
                "actor": {"kind": self.actor.kind, "id": self.actor.actor_id},
                "case": self.case,
                "categories": sorted(self.domains),
                "fields": sorted(self.fields),
                "recipient": self.recipient,
                "writes": [list(write) for write in self.writes],
                "page": list(self.page),
                "page_root": self.page_root,
                **({} if self.source is None else {"source": self.source}),
            }
        )


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Where a chain stands: the sequence of its last entry (0 when empty) and that entry's hash."""

    sequence: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table `ledger`."""

    chain: str
    sequence: int
    at: str
    commitment: bytes
    digest: bytes
    sealed: bytes = field(repr=False)

    def item(self) -> Item:
        """Return the row."""
        return {
            "pk": self.chain,
            "sk": sequence_text(self.sequence),
            "at": self.at,
            "commitment": self.commitment,
            "hash": self.digest,
            "sealed": self.sealed,
        }


def empty_chain(chain: str) -> ChainEnd:
    """Return the start of a chain that has no entry yet."""
    return ChainEnd(0, sha256(_GENESIS + chain.encode("ascii")).digest())


def sequence_text(sequence: int) -> str:
    """Write a sequence so that text order is number order."""
    return f"{sequence:0{_SEQUENCE_DIGITS}d}"


def next_entry(chain: str, end: ChainEnd, at: str, deed: Deed, audit_public: bytes) -> Entry:
    """Make the entry that follows `end`."""
    part, salt = deed.canonical(), secrets.token_bytes(SALT_BYTES)
    sequence = end.sequence + 1
    commitment = sha256(salt + part).digest()
    sealed = seal_to(audit_public, salt + part, bound_to(chain, sequence))
    return Entry(chain, sequence, at, commitment, entry_hash(end.digest, sequence, at, commitment), sealed)


def entry_hash(previous: bytes, sequence: int, at: str, commitment: bytes) -> bytes:
    """Return the hash that the next entry chains to."""
    clear = canonical({"instant": at, "sequence": sequence})
    return sha256(b"\x01" + previous + clear + commitment).digest()


def open_entry(private: bytes, chain: str, sequence: int, sealed: bytes) -> tuple[bytes, dict[str, object]]:
    """Open an entry with the subject's private audit key: its salt and its members."""
    content = open_with(private, sealed, bound_to(chain, sequence))
    return content[:SALT_BYTES], fields_of(content[SALT_BYTES:])


def bound_to(chain: str, sequence: int) -> bytes:
    """Return what the sealed part is bound to."""
    return canonical(["kroost/v1/ledger", chain, sequence])
