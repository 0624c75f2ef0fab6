"""After a restore: restrict again whom we promised it, stop what people objected to, withdraw what they withdrew.

A restriction that was lifted meanwhile is not made again; one that the restored table still holds stays until two
people lift it, because a restriction too many harms nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.objection import Objection, objection_place
from functions.register.purpose import Purpose
from functions.rights.restrict_person import lend_accounts
from functions.rights.work import ANSWERABLE, FUNCTION
from functions.runtime.database import Absent, ConditionFailedError, Database, Item, Put, Table
from functions.vault.journal_promise import Promised, PromiseEntry
from functions.vault.ledger_entry import Actor
from functions.vault.restrict_subject import restrict_subject
from functions.vault.subject import State
from functions.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises the restored tables did not know any more and know again."""

    restricted: int = 0
    objections: int = 0


def replay_promises(vault: Vault, people: Mapping[str, str], entries: Iterable[PromiseEntry]) -> Kept:
    """Make the journal's promises true again; `people`: digest -> person. Whoever is erased is passed over."""
    by_person: dict[str, list[PromiseEntry]] = {}
    for entry in entries:
        if entry.digest in people:
            by_person.setdefault(people[entry.digest], []).append(entry)
    restricted = objections = 0
    for person, told in sorted(by_person.items()):
        told.sort(key=lambda entry: entry.at)
        objections += sum(_object_again(vault, person, entry) for entry in told if entry.what is Promised.OBJECTION)
        restrictions = [entry for entry in told if entry.what is not Promised.OBJECTION]
        if restrictions and restrictions[-1].what is Promised.RESTRICTION:
            restricted += _restrict_again(vault, person, restrictions[-1])
    return Kept(restricted, objections)


def replay_withdrawals(database: Database, records: Iterable[Item]) -> int:
    """Put back the records that withdrew a consent, byte for byte; return how many were missing.

    What was chosen between the restored moment and the withdrawal is lost, so the chain of that id has a gap.
    """
    missing = 0
    for record in records:
        try:
            database.write(Put(Table.CONSENTS, record, Absent()))
        except ConditionFailedError:
            continue
        missing += 1
    return missing


def _restrict_again(vault: Vault, person: str, entry: PromiseEntry) -> bool:
    request = vault.request(Purpose.ANSWER_RIGHTS, FUNCTION, Actor.system(), case=entry.case, states=ANSWERABLE)
    if request.subject(person).state is not State.LIVE:
        return False
    change = request.change("replay restriction")
    lend_accounts(request, change, person)
    restrict_subject(request, change, person)
    change.send()
    return True


def _object_again(vault: Vault, person: str, entry: PromiseEntry) -> bool:
    request = vault.request(Purpose.ANSWER_RIGHTS, FUNCTION, Actor.system(), case=entry.case, states=ANSWERABLE)
    if request.subject(person).state not in ANSWERABLE:
        return False
    change, made = request.change("replay objection"), False
    for dossier in dossiers_of(request, person):
        place = objection_place(dossier, person)
        row = request.fetch(place)
        before = () if row is None else request.open([row], Objection)[0].record.purposes
        if set(entry.purposes) <= set(before):
            continue
        record = Objection(purposes=tuple(sorted({*before, *entry.purposes})), since=entry.at, case=entry.case)
        change.put(place, person, record, {}, row)
        made = True
    change.send()
    return made
