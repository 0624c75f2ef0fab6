"""Applies a window of notifications: people found, grouped by dossier, one transaction per dossier.

A notification that is wrong goes to quarantine and stops none of its neighbours. One about a person who is not ours is
counted and not stored; a person whom another notification of the window makes is ours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from functions.dossier.family_file import UnknownDossierError
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.national_number_changes import numbers_of
from functions.government.apply_to_dossier import apply_to_dossier
from functions.government.content.household import HouseholdContent
from functions.government.decide_notification import Verdict
from functions.government.fault import Fault, pointer
from functions.government.make_fact import KEPT
from functions.government.minimise import minimised, minimised_bytes
from functions.government.notification import AnyNotification
from functions.government.outcome import UNKNOWN, Outcome, Placed
from functions.government.parse_delivery import NOTIFICATIONS
from functions.government.quarantine import put_notification_aside
from functions.government.read_notification import Read
from functions.government.renumber import number_change_of
from functions.government.suppression import spread_suppression
from functions.government.work import Work
from functions.register.check_purpose import PurposeError
from functions.runtime.database import DatabaseError
from functions.vault.errors import (
    BrokenSealError,
    GateClosedError,
    TooLargeError,
    TryAgainError,
    UnstorableValueError,
)
from functions.vault.look_up import LookUpKind
from functions.vault.request import Request
from functions.vault.subject import State

NO_FILE = "person_without_file"
DAMAGED = "file_not_usable"
POISON = "not_handled_by_us"
_DAMAGED = (BrokenSealError, TooLargeError, UnstorableValueError, UnknownDossierError)
# The store, its gates and rights: nothing of this is a notification's fault, and the message comes again.
_OF_THE_STORE = (TryAgainError, DatabaseError, GateClosedError, PurposeError)
_MOST_TRIES, _MOST_ISOLATED = 3, 20
# A transaction holds 100 actions; a fact that puts another aside costs six, a person who is made six.
_MOST_COST = 80
_FACT_COST, _MEMBER_COST = 6, 6


def apply_notifications(work: Work, reads: Sequence[Read]) -> dict[int, Outcome]:
    """Return what became of each notification, by number. TryAgainError: the same window again goes on from there."""
    outcomes = {one.number: _set_aside(work, one.number, one.raw, one.fault) for one in reads if one.fault is not None}
    waiting = [one for one in reads if one.notification is not None]
    while waiting:
        made_before = len(work.made)
        unknown, places = _place(work, waiting, outcomes)
        for dossier, placed in sorted(places.items()):
            for chunk in _chunks(placed):
                for number, outcome in _apply(work, dossier, chunk).items():
                    outcomes.setdefault(number, outcome)
        waiting = unknown if len(work.made) > made_before else []
        if not waiting:
            outcomes |= {one.number: _not_ours(work, one) for one in unknown}
    return outcomes


def _not_ours(work: Work, one: Read) -> Outcome:
    """Keep nothing of a stranger; but whoever was erased stays erased under another number too."""
    said = None if one.notification is None else number_change_of(one.notification, work.flow)
    if said is not None:
        spread_suppression(work.request(), numbers_of([said]))
    return UNKNOWN


def _apply(work: Work, dossier: str, chunk: Sequence[Placed]) -> dict[int, Outcome]:
    """Apply a chunk to a dossier; one that is damaged keeps no other family waiting, and its messages wait sealed.

    What fails for another reason than the store is tried alone, and again; then it is put aside: it is a fault of ours
    that this notification brings out, and its neighbours do not wait for the repair.
    """
    try:
        return apply_to_dossier(work, dossier, chunk)
    except _DAMAGED:
        # Trying again would end the same. The alarm on the quarantine leads to the file.
        faults = {one: Fault(DAMAGED, pointer(*NOTIFICATIONS, one.number - 1)) for one in chunk}
        return {one.number: _set_aside(work, one.number, one.raw, fault) for one, fault in faults.items()}
    except _OF_THE_STORE:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the neighbours
        if len(chunk) > 1:
            return {number: outcome for one in chunk for number, outcome in _apply(work, dossier, [one]).items()}
        return {chunk[0].number: _isolate(work, dossier, chunk[0], error)}


def _isolate(work: Work, dossier: str, one: Placed, first: Exception) -> Outcome:
    """Try a notification that failed some times more, then put it aside with the kind of its failure as the cause."""
    error = first
    for _ in range(_MOST_TRIES - 1):
        try:
            return apply_to_dossier(work, dossier, [one])[one.number]
        except _OF_THE_STORE:
            raise
        except Exception as again:  # noqa: BLE001 - whatever it is, it must not stop the neighbours
            error = again
    work.isolated.append(type(error).__name__)
    if len(work.isolated) > _MOST_ISOLATED:
        raise error  # so many are not poison: our own code is wrong, and the delivery waits for its repair
    return _set_aside(work, one.number, one.raw, Fault(POISON, pointer(*NOTIFICATIONS, one.number - 1)))


def _place(
    work: Work, reads: Iterable[Read], outcomes: dict[int, Outcome]
) -> tuple[list[Read], dict[str, list[Placed]]]:
    """Sort notifications by dossier; those about unknown persons are handed back."""
    request = work.request()
    known: dict[str, str | None] = {}
    unknown: list[Read] = []
    placed: list[Placed] = []
    for one in reads:
        notification = one.notification
        if notification is None:
            continue
        people = _people(request, notification, known)
        if not people:
            unknown.append(one)
        placed += _placed(one, notification, people)
    dossiers = _dossiers(work, request, {one.person for one in placed})
    places: dict[str, list[Placed]] = {}
    homeless = {found.number: found for found in placed}
    for found in placed:
        for dossier in dossiers[found.person]:
            homeless.pop(found.number, None)
            there = places.setdefault(dossier, [])
            if not there or there[-1].number != found.number:
                there.append(found)
    for found in homeless.values():
        fault = Fault(NO_FILE, pointer(*NOTIFICATIONS, found.number - 1, "ssin"))
        outcomes[found.number] = _set_aside(work, found.number, found.raw, fault)
    return unknown, places


def _placed(one: Read, notification: AnyNotification, people: Sequence[str]) -> list[Placed]:
    """Return a notification for each person whom it is about, without what no purpose asks for."""
    if not people or not one.left_out:
        return [Placed(one.number, one.raw, notification, person, one.withheld) for person in people]
    kept, raw = minimised(notification), minimised_bytes(one.raw, notification)
    return [Placed(one.number, raw, kept, person, one.withheld) for person in people]


def _people(request: Request, notification: AnyNotification, known: dict[str, str | None]) -> list[str]:
    """Return whom the number leads to; where it was replaced, also whom the new one leads to, when that is another."""
    numbers = [notification.ssin.value]
    if notification.ssin.replaced_by is not None:
        numbers.append(notification.ssin.replaced_by)
    for number in numbers:
        if number not in known:
            known[number] = request.find(LookUpKind.NATIONAL_NUMBER, number)
    return list(dict.fromkeys(person for number in numbers if (person := known[number]) is not None))


def _dossiers(work: Work, request: Request, people: Iterable[str]) -> dict[str, list[str]]:
    """Return the dossiers of each person that may be written."""
    found = {person: set(dossiers_of(request, person)) for person in people}
    for person, dossiers in found.items():
        # The index may not show a person yet whom this delivery made a moment ago.
        dossiers.update({work.made[person]} if person in work.made else ())
    subjects = request.load_subjects(dossier for dossiers in found.values() for dossier in dossiers)
    live = {dossier for dossier, subject in subjects.items() if subject.state is State.LIVE}
    return {person: sorted(dossiers & live) for person, dossiers in found.items()}


def _set_aside(work: Work, number: int, raw: bytes, fault: Fault) -> Outcome:
    put_notification_aside(work.request(), fault, work.origin, number, raw)
    return Outcome(Verdict.QUARANTINED, fault)


def _chunks(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Cut a dossier's notifications, in their order, into pieces that one transaction takes."""
    chunk: list[Placed] = []
    cost = 0
    for one in placed:
        more = _cost(one.notification)
        if chunk and cost + more > _MOST_COST:
            yield chunk
            chunk, cost = [], 0
        chunk.append(one)
        cost += more
    if chunk:
        yield chunk


def _cost(notification: AnyNotification) -> int:
    content = notification.content
    if not isinstance(content, HouseholdContent):
        return _FACT_COST
    return _FACT_COST + _MEMBER_COST * sum(member.relationship in KEPT for member in content.household.members or ())


def counts_of(outcomes: Mapping[int, Outcome]) -> dict[Verdict, int]:
    """Return how often each verdict was given."""
    return {verdict: sum(outcome.verdict is verdict for outcome in outcomes.values()) for verdict in Verdict}
