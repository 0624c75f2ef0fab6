"""Where the rows of a dossier stand."""

import hmac
from hashlib import sha256

from functions.runtime.database import Table
from functions.vault.place import Place

ROOT = "root"
MANDATE = "mandate#"
PERSON, FACT, ACCOUNT, SENT = "person#", "fact#", "account#", "sent#"
_VERSION_DIGITS = 8


def root_place(dossier: str) -> Place:
    """Return the place of the root."""
    return Place(Table.DOSSIERS, dossier, ROOT)


def person_place(dossier: str, person: str) -> Place:
    """Return the place of a person's record."""
    return Place(Table.DOSSIERS, dossier, f"{PERSON}{person}")


def account_place(dossier: str, number: int) -> Place:
    """Return the place of an account; numbers count from 1."""
    return Place(Table.DOSSIERS, dossier, f"{ACCOUNT}{number:04d}")


def mandate_place(dossier: str, person: str, mandate: str) -> Place:
    """Return the place of a mandate for a person of the file; `mandate` is a random id of its own."""
    return Place(Table.DOSSIERS, dossier, f"{MANDATE}{person}#{mandate}")


def fact_place(dossier: str, person: str, origin: str, version: int) -> Place:
    """Return the place of a fact: one row per person, origin (see `fact_origin`) and version."""
    return Place(Table.DOSSIERS, dossier, f"{FACT}{person}#{origin}#{version:0{_VERSION_DIGITS}d}")


def fact_origin(secret: bytes, sender: str, flow: str, attestation: str) -> str:
    """Return the keyed digest of where a fact comes from (hex, full length); no clear name of a flow is stored."""
    return hmac.new(secret, f"fact|{sender}|{flow}|{attestation}".encode(), sha256).hexdigest()


def run_shard(dossier: str) -> str:
    """Return the shard (`00` to `ff`) in which the monthly run meets a dossier."""
    return sha256(dossier.encode("ascii")).hexdigest()[:2]
