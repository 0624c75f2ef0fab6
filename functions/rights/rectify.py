"""Rectification (GDPR art. 16): what the family stated is corrected at once; what an authority stated goes back to it.

A fact of an authority is marked as contested with the id of the case, and stays in use until its sender changes it:
only the authority may. Who received the old value is listed (art. 19), and a message asks that they are told.
"""

import json
from collections.abc import Sequence

from functions.dossier.fact import Fact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.person import Address, Person
from functions.dossier.places import FACT, person_place
from functions.dossier.write_family import put_fact, put_person
from functions.intake.contact_value import contact_members, contact_value
from functions.rights.ask import SENT_BACK, Ask, Corrected, Correction
from functions.rights.close_case import close_case
from functions.rights.ledger_view import recipients_of
from functions.rights.rights_case import Outcome, move
from functions.rights.rights_state import RightsState
from functions.rights.work import Work
from functions.runtime.database import Key, Table
from functions.units.month_range import MonthRange
from functions.vault.change import Change
from functions.vault.look_up import SORT, LookUpKind
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request

CONTESTED = "case"
"""Clear attribute of a contested fact: the id of the case."""


def rectify(work: Work) -> None:
    """Do what was asked and is not done yet, then rest at the authority or close."""
    request, case = work.request, work.case.subject
    rows = request.query(Table.CASES, case, "ask#")
    outcomes: list[Corrected] = []
    for ask in request.open(rows, Ask):
        done = ask.record.outcomes or _apply(work, ask)
        outcomes += done
    change = request.change("answer rectification")
    told = recipients_of(work)
    if SENT_BACK in outcomes:
        if work.case.record.state is RightsState.AT_AUTHORITY and told == work.case.record.recipients:
            return
        move(change, work.case, RightsState.AT_AUTHORITY, request.instant(), recipients=told)
    else:
        reasons = tuple(
            reason
            for reason, given in (("value_confirmed", "confirmed"), ("a_decision", "refused"))
            if given in outcomes
        )
        close_case(request, change, work.case, outcome_of(outcomes), reasons=reasons, recipients=told)
    change.send()


def outcome_of(outcomes: Sequence[Corrected]) -> Outcome:
    """Return the outcome of the whole: what was corrected or changed is granted, the rest was refused."""
    granted = sum(one in ("corrected", "changed") for one in outcomes)
    return "granted" if granted == len(outcomes) else "partly" if granted else "refused"


def _apply(work: Work, ask: Stored[Ask]) -> tuple[Corrected, ...]:
    """Carry out one row of corrections with its outcomes, in one transaction."""
    request = work.request
    change = request.change("rectify")
    files = {dossier: request.query(Table.DOSSIERS, dossier) for dossier in dossiers_of(request, work.person)}
    people = _Contact(request, change, work.person, list(files))
    outcomes = tuple(
        _correct_fact(work, change, one, files) if one.target == "fact" else people.correct(one)
        for one in ask.record.corrections
    )
    people.put()
    change.put(ask.place, ask.subject, ask.record.model_copy(update={"outcomes": outcomes}), ask.clear, ask)
    change.send()
    return outcomes


class _Contact:
    """The person's own record in every file, corrected as a whole and written once."""

    def __init__(self, request: Request, change: Change, person: str, dossiers: Sequence[str]) -> None:
        self._request, self._change, self._person = request, change, person
        rows = [request.fetch(person_place(dossier, person)) for dossier in dossiers]
        self._standing = request.open([row for row in rows if row is not None], Person)
        self._values: dict[str, object] = {}

    def correct(self, one: Correction) -> Corrected:
        """Note what is right; it is written by `put`. What cannot be is refused, whoever let it into the case."""
        try:
            if one.target == "address":
                self._values["address"] = Address.model_validate(contact_members("address", one.members))
            else:
                self._values[one.target] = contact_value(one.target, one.value)
        except ValueError:
            return "refused"
        return "corrected"

    def put(self) -> None:
        """Write the records, and the look-up of a new e-mail address."""
        if not self._values:
            return
        for stored in self._standing:
            record = Person.model_validate({**stored.record.model_dump(), **self._values})
            put_person(self._change, stored.place.pk, self._person, record, stored)
            self._change.emit(EventKind.FACTS_CHANGED, stored.place.pk, months=MonthRange(None, None))
        if "email" in self._values:
            self._look_ups(self._values["email"])

    def _look_ups(self, email: object) -> None:
        subject, request = self._request.subject(self._person), self._request
        old = {one.record.email for one in self._standing if one.record.email is not None}
        keys = {request.look_up_key(LookUpKind.EMAIL, one).pk for one in old}
        new = None if email is None else request.look_up_key(LookUpKind.EMAIL, str(email)).pk
        for partition in sorted(keys & set(subject.look_ups) - {new}):
            self._change.drop_look_up(Key(partition, SORT), self._person)
        # A mailbox that two people share leads to the one who gave it first.
        if new is not None and request.find(LookUpKind.EMAIL, str(email)) is None:
            self._change.look_up(LookUpKind.EMAIL, str(email), self._person)


def _correct_fact(work: Work, change: Change, one: Correction, files: dict[str, list[SealedItem]]) -> Corrected:
    request = work.request
    for dossier, rows in files.items():
        own = [row for row in rows if row.subject == work.person and row.place.sk.startswith(FACT)]
        for row in own:
            if reference_of(row.place.sk) == one.fact:
                (stored,) = request.open([row], FACT_KINDS)
                if stored.record.provenance.source == "family":
                    return _state_again(work, change, dossier, stored, one, own)
                change.mark(row, {CONTESTED: work.case.subject})
                return SENT_BACK
    return "refused"


def _state_again(
    work: Work, change: Change, dossier: str, stored: Stored[Fact], one: Correction, own: Sequence[SealedItem]
) -> Corrected:
    """Put the next version of what the family stated; a form of it that cannot be is refused."""
    record = stored.record
    origin = stored.place.sk.rpartition("#")[0]
    newest = max(int(row.place.sk.rpartition("#")[2]) for row in own if row.place.sk.rpartition("#")[0] == origin)
    fixed = {"kind", "person", "provenance", "known_at"}
    if not one.members or fixed & one.members.keys() or not one.members.keys() <= type(record).model_fields.keys():
        return "refused"
    changed = record.model_dump(mode="json") | dict(one.members)
    changed["known_at"] = work.request.instant()
    changed["provenance"]["version"] = newest + 1
    try:
        corrected = type(record).model_validate_json(json.dumps(changed))
    except ValueError:
        return "refused"
    put_fact(work.request, change, dossier, corrected)
    change.emit(EventKind.FACTS_CHANGED, dossier, months=MonthRange(None, None))
    return "corrected"


def reference_of(sort: str) -> str:
    """Return how a person names a fact: twelve digits of its origin and its version, as payments and packages do."""
    _, _, origin, version = sort.split("#")
    return f"{origin[:12]}.{int(version)}"
