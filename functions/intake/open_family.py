"""Open a family's file from its form: persons found or made, facts sealed under each person's keys, then the file.

Every id that is made follows from the submission, so a crash after any call and a second delivery end in the same file.
A family of up to eight is one transaction; a larger one begins with a root in state `opening`, goes on person by
person, and ends with the root in state `open` in the transaction that marks the submission.
"""

from collections.abc import Sequence
from itertools import batched

from functions.dossier.account_state import DOUBTED
from functions.dossier.dossier import OPEN, OPENING, Dossier
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.payee_verification import NOBODY_TO_ASK, PayeeVerification
from functions.dossier.places import root_place
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.intake.close_submission import mark_processed, reject
from functions.intake.family_plan import FamilyPlan, Newcomer, plan_family
from functions.intake.submission import FamilySubmission
from functions.register.domain import Audience
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.errors import AlreadyThereError, LookUpTakenError, StaleError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind, suppression_key
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.subject import Kind, State
from functions.vault.vault import Vault

FUNCTION = "intake-queue"
# A person costs at most ten actions of the hundred that a transaction holds; the file itself about ten more.
PER_CHANGE = 8


def open_family(vault: Vault, row: SealedItem, verification: PayeeVerification = NOBODY_TO_ASK) -> bool:
    """Make the family's file and mark the submission; False when it was handed to a case worker instead.

    Raises TryAgainError when another delivery or message works on the same people at this moment.
    """
    request = vault.request(Purpose.OPEN_FAMILY_FILE, FUNCTION, Actor.system())
    (stored,) = request.open([row], FamilySubmission, action="open family form")
    plan = plan_family(request, stored)
    if _needs_a_case_worker(request, plan):
        reject(request, row)
        return False
    groups = list(batched(plan.people, PER_CHANGE, strict=False))
    try:
        for group in groups[:-1]:
            _write_ahead(request, plan, group)
        change = request.change("open family file")
        _put_root(request, change, plan, ahead=len(groups) > 1)
        _put_people(request, change, plan.dossier, groups[-1])
        _put_account(request, change, plan, verification)
        mark_processed(request, change, row)
        change.want_message(MessageKind.FAMILY_OPENED, plan.dossier, plan.beneficiary.person)
        if stored.record.current_fund is not None:
            change.emit(EventKind.ASK_EARLIER_FUND, plan.dossier)
        change.send()
    except (LookUpTakenError, AlreadyThereError, StaleError) as error:
        # Somebody else is at the same people or the same form: the next delivery finds what they made.
        msg = "others work on the same people"
        raise TryAgainError(msg) from error
    return True


def _put_account(request: Request, change: Change, plan: FamilyPlan, verification: PayeeVerification) -> None:
    """Put the first account with its bank's word; one that the bank knows by another name waits for two people.

    There was no account before it, so it need not cool: whoever sent the form showed nothing else to protect yet.
    """
    verdict = verification.ask(plan.account.iban, plan.account.holder)
    known = {"checked": verdict, "checked_on": civil_date(request.rooms.clock.instant())}
    clear = {"state": DOUBTED} if verdict.is_doubtful else {}
    put_account(change, plan.dossier, 1, plan.account.model_copy(update=known), clear)


def _needs_a_case_worker(request: Request, plan: FamilyPlan) -> bool:
    """Tell whether a machine must not decide: who stands in another file already, cannot be served, or was erased."""
    known = [one for one in plan.people if one.is_known]
    subjects = request.load_subjects(one.person for one in known)
    for one in known:
        if one.person not in subjects or subjects[one.person].state is not State.LIVE:
            return True
        if subjects[one.person].child_of not in (None, plan.dossier):
            return True
        # The benefit of a child is paid once: a child or payee of another file is no matter for a form.
        if one.part != "partner" and set(dossiers_of(request, one.person)) - {plan.dossier}:
            return True
    return any(_was_erased(request, one) for one in plan.people if not one.is_known and one.part != "beneficiary")


def _was_erased(request: Request, one: Newcomer) -> bool:
    number = one.record.national_number
    if number is None:
        return False
    request.rooms.gates.require(Table.ERASURES)
    key = suppression_key(request.rooms.keyring.secret(Secret.SUPPRESSION), LookUpKind.NATIONAL_NUMBER, number)
    return request.rooms.database.get(Table.ERASURES, key) is not None


def _write_ahead(request: Request, plan: FamilyPlan, group: Sequence[Newcomer]) -> None:
    """Write one group of a large family before the file opens; what an earlier delivery wrote stays as it is."""
    change = request.change("begin family file")
    if plan.beneficiary in group:
        change.new_subject(Kind.DOSSIER, Audience.FAMILY, plan.dossier)
        put_root(change, plan.dossier, Dossier(members=()), OPENING)
    _put_people(request, change, plan.dossier, group)
    try:
        change.send()
    except AlreadyThereError:
        return


def _put_root(request: Request, change: Change, plan: FamilyPlan, *, ahead: bool) -> None:
    if not ahead:
        change.new_subject(Kind.DOSSIER, Audience.FAMILY, plan.dossier)
        put_root(change, plan.dossier, plan.root, OPEN)
        return
    standing = request.fetch(root_place(plan.dossier))
    if standing is None:
        msg = "the file was begun and is not there"
        raise TryAgainError(msg)
    put_root(change, plan.dossier, plan.root, OPEN, standing)


def _put_people(request: Request, change: Change, dossier: str, people: Sequence[Newcomer]) -> None:
    for one in people:
        if not one.is_known:
            change.new_subject(Kind.PERSON, Audience.FAMILY, one.person)
            if one.record.national_number is not None:
                change.look_up(
                    LookUpKind.NATIONAL_NUMBER,
                    one.record.national_number,
                    one.person,
                    unless_suppressed=one.part != "beneficiary",
                )
        if one.part == "child":
            change.claim_child(one.person, dossier)
        put_person(change, dossier, one.person, one.record)
        for fact in one.facts:
            put_fact(request, change, dossier, fact)
