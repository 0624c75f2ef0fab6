"""After a restore: restrict again whoever was restricted since, lift what was lifted, and remember every objection.

The restored tables hold what stood on their day; the journal says what was promised after it. Erasures go first:
whoever is ended needs no promise any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from functions.register.purpose import Purpose
from functions.rights.object_to_use import put_objection
from functions.rights.restrict_person import give_back_accounts, lend_accounts
from functions.rights.work import ANSWERABLE, FUNCTION
from functions.runtime.database import Database, Item
from functions.vault.journal import journal_digest
from functions.vault.journal_promise import Promised, PromiseEntry, promises_since
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.restrict_subject import lift_restriction, restrict_subject
from functions.vault.subject import State
from functions.vault.vault import Vault

_RESTRICTIONS = frozenset({Promised.RESTRICTION, Promised.RESTRICTION_LIFTED})


def replay_promises(
    vault: Vault, database: Database, subjects: Iterable[Item], secret: bytes, days: tuple[date, date]
) -> int:
    """Keep the promises of these days again; return for how many people. The same again changes nothing."""
    promised: Mapping[str, list[PromiseEntry]] = defaultdict(list)
    for entry in promises_since(database, *days):
        promised[entry.digest].append(entry)
    kept = 0
    for row in list(subjects):
        entries = promised.get(journal_digest(secret, str(row["pk"])))
        if entries and State(str(row["state"])) in ANSWERABLE:
            kept += _keep(vault, str(row["pk"]), sorted(entries, key=lambda one: one.at))
    return kept


def _keep(vault: Vault, person: str, entries: Sequence[PromiseEntry]) -> bool:
    request = vault.request(Purpose.ANSWER_RIGHTS, FUNCTION, Actor.system(), case=entries[-1].case, states=ANSWERABLE)
    if request.subject(person).state not in ANSWERABLE:
        return False
    change = request.change("replay promises")
    for entry in entries:
        if entry.what is Promised.OBJECTION:
            put_objection(request, change, person, entry.purposes, entry.case)
            change.send()
            change = request.change("replay promises")
    _restrict_as_last(request, person, entries)
    return True


def _restrict_as_last(request: Request, person: str, entries: Sequence[PromiseEntry]) -> None:
    last = next((one.what for one in reversed(entries) if one.what in _RESTRICTIONS), None)
    state = request.subject(person).state
    change = request.change("replay promises")
    if last is Promised.RESTRICTION and state is State.LIVE:
        lend_accounts(request, change, person)
        restrict_subject(request, change, person)
        change.send()
    elif last is Promised.RESTRICTION_LIFTED and state is State.RESTRICTED:
        give_back_accounts(request, change, person)
        lift_restriction(request, change, person)
        change.send()
