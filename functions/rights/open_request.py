"""Open a case for a right that was exercised on paper: the person is found by one exact value, and the case is made.

A second request for the same person joins the case that stands: its id follows from the person's.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.rights.add_month import add_month
from functions.rights.rights_case import IdentityMethod, RightsCase, case_place, clear_of
from functions.rights.rights_state import RightsState
from functions.vault.errors import AlreadyThereError
from functions.vault.ids import id_from
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind
from functions.vault.outbox import EventKind
from functions.vault.subject import Kind
from functions.vault.vault import Vault

FUNCTION = "staff-api"
ERASURE = "erasure"


class UnknownPersonError(Exception):
    """Nobody is found by this value."""


@dataclass(frozen=True, slots=True, repr=False)
class PaperRequest:
    """What stands on paper: the value that names the person, how the identity was shown, and when."""

    find_by: LookUpKind
    value: str
    identity_method: IdentityMethod
    identity_seen_on: date
    received_on: date
    language: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The case, and whether it stood already."""

    case: str
    repeated: bool


def open_request(vault: Vault, staff: Actor, asked: PaperRequest) -> Opened:
    """Find the person, open the case and ask for its first step, in one transaction.

    Raises UnknownPersonError; TryAgainError when the store cannot take it now.
    """
    person = vault.request(Purpose.FIND_PERSON, FUNCTION, staff).find(asked.find_by, asked.value)
    if person is None:
        raise UnknownPersonError
    secret = vault.request(Purpose.FIND_PERSON, FUNCTION, staff).rooms.keyring.secret(Secret.LOOK_UPS)
    case = case_id(secret, ERASURE, person)
    vault.request(Purpose.FIND_PERSON, FUNCTION, staff, case=case).tell([person], "find person")
    request = vault.request(Purpose.HANDLE_RIGHTS_REQUEST, FUNCTION, staff, case=case)
    record = RightsCase.model_validate(
        {
            "kind": ERASURE,
            "person": person,
            "state": RightsState.RECEIVED,
            "since": request.instant(),
            "received_on": asked.received_on,
            "due_on": add_month(asked.received_on),
            "identity_method": asked.identity_method,
            "identity_seen_on": asked.identity_seen_on,
            "opened_by": staff.actor_id,
            "language": asked.language,
        }
    )
    change = request.change("open case")
    change.new_subject(Kind.CASE, Audience.CASE, case)
    change.put(case_place(case), case, record, clear_of(record))
    change.emit(EventKind.RIGHTS_STEP, case)
    try:
        change.send()
    except AlreadyThereError:
        return Opened(case, repeated=True)
    return Opened(case, repeated=False)


def case_id(secret: bytes, kind: str, person: str) -> str:
    """Return the id of the one case of this kind and person."""
    return id_from("cas", hmac.new(secret, f"case|{kind}|{person}".encode(), sha256).digest())
