"""Puts rows of a family's file into a change: root, persons, facts, accounts."""

from collections.abc import Mapping

from functions.dossier.account import Account
from functions.dossier.dossier import Dossier
from functions.dossier.fact import Fact
from functions.dossier.person import Person
from functions.dossier.places import account_place, fact_origin, fact_place, person_place, root_place, run_shard
from functions.runtime.database import Value
from functions.vault.change import Change
from functions.vault.keyring import Secret
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request


def put_root(
    change: Change, dossier: str, record: Dossier, state: str, replaces: Stored[Dossier] | SealedItem | None = None
) -> None:
    """Put the root; an open dossier joins the monthly run."""
    clear = {"state": state}
    if state == "open":
        clear["run_shard"] = run_shard(dossier)
    change.put(root_place(dossier), dossier, record, clear, replaces)


def put_person(
    change: Change, dossier: str, person: str, record: Person, replaces: Stored[Person] | None = None
) -> None:
    """Put a person's record; the index `by-person` leads from the person to the dossier."""
    change.put(person_place(dossier, person), person, record, {"person": person}, replaces)


def put_fact(request: Request, change: Change, dossier: str, fact: Fact) -> None:
    """Put a fact as a new row: the same origin and version once more raises AlreadyThereError at `send`."""
    origin = fact.provenance
    secret = request.rooms.keyring.secret(Secret.LOOK_UPS)
    digest = fact_origin(secret, origin.sender or origin.source, origin.flow or fact.kind, origin.attestation)
    change.put(fact_place(dossier, fact.person, digest, origin.version), fact.person, fact)


def put_account(
    change: Change, dossier: str, number: int, record: Account, clear: Mapping[str, Value] | None = None
) -> None:
    """Put an account as a new row; `clear`: its state (`functions/dossier/account_state.py`)."""
    change.put(account_place(dossier, number), record.person, record, clear)
