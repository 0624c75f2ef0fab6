"""Objection (GDPR art. 21): uses that rest on an interest or a public task stop in the same transaction.

The journal holds it too, so that a restored table cannot make the fund forget it.
"""

from typing import TYPE_CHECKING

from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.objection import Objection, objection_place
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from functions.rights.ask import Ask
from functions.rights.close_case import close_case
from functions.rights.promise import keep_promise
from functions.rights.work import Work
from functions.runtime.database import Table
from functions.vault.change import Change
from functions.vault.journal_promise import Promised
from functions.vault.request import Request

if TYPE_CHECKING:
    from functions.rights.rights_case import Outcome

_INTERESTS = frozenset({"A6-1-e", "A6-1-f"})
# The portal serves only whoever signs in: there is nothing that the fund could stop doing.
_AT_THE_PERSONS_WISH = frozenset({Purpose.GIVE_PORTAL_ACCESS})


def objectionable() -> tuple[Purpose, ...]:
    """Return the purposes that a person can object to: they rest on an interest or a task, as the register says."""
    return tuple(
        purpose for purpose in Purpose if rights_of(purpose).bases & _INTERESTS and purpose not in _AT_THE_PERSONS_WISH
    )


def record_objection(work: Work) -> None:
    """Stop the uses that the person names (all that can be objected to, when none is named) and close the case."""
    request, person = work.request, work.person
    named = {purpose for ask in asks_of(request, work.case.subject) for purpose in ask.purposes}
    possible = {purpose.value for purpose in objectionable()}
    stopped = tuple(sorted(named & possible if named else possible))
    change = request.change("record objection")
    if stopped:
        put_objection(request, change, person, stopped, work.case.subject)
        keep_promise(work, change, Promised.OBJECTION, stopped)
    refused = named - possible
    outcome: Outcome = "refused" if not stopped else "partly" if refused else "granted"
    close_case(request, change, work.case, outcome, reasons=("not_by_interest",) if refused else ())
    change.send()


def put_objection(request: Request, change: Change, person: str, purposes: tuple[str, ...], case: str) -> None:
    """Add to a change: the person objects to these purposes too, in every file of theirs."""
    for dossier in dossiers_of(request, person):
        place = objection_place(dossier, person)
        row = request.fetch(place)
        before = () if row is None else request.open([row], Objection)[0].record.purposes
        if set(purposes) <= set(before):
            continue
        together = tuple(sorted({*before, *purposes}))
        change.put(place, person, Objection(purposes=together, since=request.instant(), case=case), {}, row)


def asks_of(request: Request, case: str) -> list[Ask]:
    """Return what was asked in a case, in order."""
    return [one.record for one in request.open(request.query(Table.CASES, case, "ask#"), Ask)]
