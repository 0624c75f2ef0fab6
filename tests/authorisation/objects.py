"""Objects that a path may name: of nobody, of the caller, and where a caller's own is asked for."""

from collections.abc import Callable

from functions.rights.identity_proof import IdentityProof
from functions.rights.open_request import Asked, open_case
from functions.rights.rights_state import RequestKind
from functions.units.clock import civil_date
from functions.vault.ids import new_id
from functions.vault.ledger_entry import Actor
from functions.vault.strong_sign_in import Assurance, StrongSignIn
from tests.builders.sign_in_system import SignInSystem

# An id that a path may carry, of nobody's object. A new name in a path fails until it is added here.
OTHERS: dict[str, Callable[[], str]] = {
    "receipt": lambda: new_id("rcp"),
    "consent": lambda: new_id("cns"),
    "case": lambda: new_id("cas"),
    "run": lambda: new_id("run"),
    "file": lambda: "1",
    "provider": lambda: "nobody",
    "payment": lambda: new_id("pay"),
    "debt": lambda: new_id("cas"),
    "dossier": lambda: new_id("dos"),
    "code": lambda: "0000-0000-0000-0000",
}

# What an own object of a fresh fund cannot show yet, with the reason.
NOT_THERE_YET = {
    "/api/me/requests/{case}/package": "the copy is made behind the queue; its own tests fetch it",
    "/api/me/debts/{case}": "a debt follows from a correction; its own tests answer one",
}
# Members of a body that name an object of somebody.
ID_MEMBERS = frozenset({"file", "dossier", "person", "case", "debt", "payment", "receipt", "consent", "account", "id"})
# A body that is right, so that what refuses is whose the object is.
RIGHT_BODIES = {"/api/me/debts/{case}": {"text": "I do not agree."}}

# Where an object that is there, and is theirs to see, is asked for over the same door: by path, for staff and holders.
OWN_ELSEWHERE = {
    "/api/forms/{receipt}": "tests/unit/intake/test_families.py",
    "/api/consents/{consent}": "tests/unit/consent/test_consents.py",
    "/api/consents/{consent}/receipt": "tests/unit/consent/test_consents.py",
    "/api/staff/requests/{case}": "tests/unit/staff/test_requests_on_paper.py",
    "/api/staff/quarantine/{case}": "tests/unit/staff/test_quarantine_desk.py",
    "/api/staff/debts/{case}": "tests/unit/staff/test_debts_at_the_desk.py",
    "/api/staff/releases/{run}/{file}": "tests/unit/staff/test_releases.py",
    "/api/staff/elevations/{case}": "tests/unit/staff/test_need_to_know.py",
    "/api/message-codes/{code}": "tests/unit/portal/test_my_file.py",
    "/api/sign-in/{provider}": "tests/unit/sign_in/test_citizens_sign_in.py",
}


def _own_request(system: SignInSystem, payee: str) -> str:
    """Open a request of the payee, as the portal does."""
    proof = StrongSignIn(payee, "itsme", "acr", Assurance.HIGH, system.system_clock.real_now(), "d")
    asked = Asked(
        RequestKind.ACCESS,
        payee,
        IdentityProof.of_sign_in(proof),
        civil_date(system.clock.instant()),
        "nl",
    )
    return open_case(system.vault, "rights-api", Actor.person(payee), asked).case


# An own object of the payee by its name in a path; a route with another name fails until it is added.
OWNED: dict[str, Callable[[SignInSystem, str], str]] = {"case": _own_request}
