"""W2: storage and key calls of a warm intake request, and of its repeat under the same key."""

from bench.figure import Figure
from functions.intake.receipt import ReceiptKeys
from functions.intake.submission import InterestSubmission
from functions.intake.submit_form import Posted, submit_form
from functions.units.clock import SetClock, parse_instant
from functions.vault.gate import Gates
from functions.vault.vault import Vault
from tests.builders.vault import open_gates
from tests.fakes.counting_keys import CountingKeys
from tests.fakes.in_memory_database import InMemoryDatabase

_NOTICE = "sha256:" + "0" * 64


def figures() -> list[Figure]:
    """Count the calls of one warm request and of its repeat."""
    clock = SetClock(parse_instant("2024-07-01T06:00:00Z"))
    keys, database = CountingKeys(clock), InMemoryDatabase()
    open_gates(database)
    vault = Vault(database, keys.keyring, Gates(database, clock), clock, clock)
    submission = InterestSubmission(
        kind="interest", language="nl", email="noor@example.org", topics=["joining"], consent_to_contact=True
    )

    def post(key: str) -> None:
        submit_form(vault, ReceiptKeys(keys.keyring), _NOTICE, Posted("/api/forms/interests", submission, b"{}", key))

    post("the-first-warms-everything")
    found = []
    for what, key in (("a warm request", "a-second-request-0"), ("its repeat", "a-second-request-0")):
        database.calls.clear()
        keys.opened = 0
        post(key)
        found += [
            Figure("W2", f"storage calls of {what}", sum(database.calls.values()), 1, "calls"),
            Figure("W2", f"KMS calls of {what}", keys.opened, 0, "calls"),
        ]
    return found
