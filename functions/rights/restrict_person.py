"""Restriction (GDPR art. 18): at once, without a decision in between; two people end it, and the person hears it first.

While it lasts no function but this room's can open anything of the person. What is paid goes on as it was last decided:
the account that the next file needs rests under the family's own key as long as the restriction (art. 18(2): a duty by
law, and other people's benefit hangs on it).
"""

from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.places import ACCOUNT
from functions.register.message_kind import MessageKind
from functions.rights.close_case import close_case
from functions.rights.other_seal import stays_sealed
from functions.rights.promise import keep_promise
from functions.rights.rights_case import RightsCase, move
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.statistic import count_answer
from functions.rights.work import Work
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.journal_promise import Promised
from functions.vault.place import Stored
from functions.vault.request import Request
from functions.vault.restrict_subject import lift_restriction, restrict_subject
from functions.vault.subject import State

OWNER = "person"
_MOVED = "move account"


def restrict_person(work: Work) -> None:
    """Wrap the keys under *restricted*, keep what payment needs, journal it, and answer the person."""
    request, person = work.request, work.person
    change = request.change("restrict person")
    lend_accounts(request, change, person)
    restrict_subject(request, change, person)
    keep_promise(work, change, Promised.RESTRICTION)
    record = move(change, work.case, RightsState.IN_FORCE, request.instant(), outcome="granted")
    count_answer(change, record, civil_date(request.rooms.clock.instant()))
    change.want_message(MessageKind.RIGHTS_ANSWERED, work.case.subject)
    change.send()


def go_on_restricted(work: Work) -> None:
    """End the restriction when two people said so; nothing else."""
    request, person = work.request, work.person
    if not may_be_lifted(work.case):
        return
    change = request.change("lift restriction")
    # Somebody in the days of grace stays sealed: those days end by themselves, or the person takes the erasure back.
    if not _is_free(request, work) and not stays_sealed(request, change, person, RequestKind.ERASURE):
        give_back_accounts(request, change, person)
        lift_restriction(request, change, person)
        keep_promise(work, change, Promised.RESTRICTION_LIFTED)
    close_case(request, change, work.case, "granted")
    change.send()


def may_be_lifted(case: Stored[RightsCase]) -> bool:
    """Tell whether one person proposed the end and another one confirmed it."""
    record = case.record
    return record.lifted_by is not None and record.decided_by is not None and record.lifted_by != record.decided_by


def _is_free(request: Request, work: Work) -> bool:
    """Tell whether the person is restricted no longer: erased meanwhile, or ended otherwise."""
    return request.subject(work.person).state is not State.RESTRICTED


def lend_accounts(request: Request, change: Change, person: str) -> None:
    """Add to a change: the person's accounts rest under the keys of their files."""
    for dossier in dossiers_of(request, person):
        for row in request.query(Table.DOSSIERS, dossier, ACCOUNT):
            if row.subject == person:
                contents = request.contents(row, _MOVED)
                change.put_contents(row.place, dossier, contents, {**row.clear, OWNER: person}, row)


def give_back_accounts(request: Request, change: Change, person: str) -> None:
    """Add to a change: the accounts rest under the person's own keys again."""
    for dossier in dossiers_of(request, person):
        for row in request.query(Table.DOSSIERS, dossier, ACCOUNT):
            if row.subject == dossier and row.clear.get(OWNER) == person:
                clear = {name: value for name, value in row.clear.items() if name != OWNER}
                change.put_contents(row.place, person, request.contents(row, _MOVED), clear, row)
