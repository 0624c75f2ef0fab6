"""The seven sealed days of somebody who is not in haste: nobody reads them meanwhile, and they may change their mind.

The keys are under *restricted* from the first day on, as in a restriction, and the journal says so. Only then the law
is met on both sides: nothing of the person is used, and an erasure that was asked by mistake can be taken back.
"""

from datetime import timedelta

from functions.rights.close_case import close_case
from functions.rights.journal_erasure import write_journal
from functions.rights.object_to_use import asks_of
from functions.rights.other_seal import stays_sealed
from functions.rights.promise import keep_promise
from functions.rights.restrict_person import give_back_accounts
from functions.rights.rights_case import move
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.work import Work
from functions.units.clock import civil_date, parse_instant
from functions.vault.journal_promise import Promised
from functions.vault.restrict_subject import lift_restriction, restrict_subject

DAYS = timedelta(days=7)
UNDONE = "taken_back"


def journal_or_wait(work: Work) -> None:
    """Seal the person for the days of grace when that was asked for; else journal the erasure at once."""
    if any(ask.grace for ask in asks_of(work.request, work.case.subject)):
        _begin(_answering(work))
    else:
        write_journal(work)


def end_grace(work: Work) -> None:
    """Take the erasure back when the person said so, journal it when the days are over, and else do nothing."""
    today = civil_date(work.request.rooms.clock.instant())
    if any(ask.undo for ask in asks_of(work.request, work.case.subject)):
        _undo(_answering(work))
    elif today >= civil_date(parse_instant(work.case.record.since)) + DAYS:
        write_journal(work)


def _begin(work: Work) -> None:
    change = work.request.change("seal for the days of grace")
    restrict_subject(work.request, change, work.person)
    keep_promise(work, change, Promised.RESTRICTION)
    move(change, work.case, RightsState.IN_GRACE, work.request.instant())
    change.send()


def _undo(work: Work) -> None:
    change = work.request.change("take back the erasure")
    # A restriction that stands is ended by two people of the fund, never by the way.
    if not stays_sealed(work.request, change, work.person, RequestKind.RESTRICTION):
        give_back_accounts(work.request, change, work.person)
        lift_restriction(work.request, change, work.person)
        keep_promise(work, change, Promised.RESTRICTION_LIFTED)
    close_case(work.request, change, work.case, "refused", reasons=(UNDONE,))
    change.send()


def _answering(work: Work) -> Work:
    """Return the step with a request that may restrict and lift."""
    return Work(work.rooms, work.rooms.answering(work.case.subject), work.case)
