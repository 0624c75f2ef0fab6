"""Asks the fund that a family came from, asks again when the answer is late, and takes the answer."""

from functions.dossier.believed_facts import believed_facts
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.fact import Fact, JoiningFact
from functions.dossier.family_file import FamilyFile, read_family_file
from functions.dossier.known_because import known_because
from functions.government.fund_question import (
    CLOSED,
    CLOSED_LIST,
    DAYS_TO_ANSWER,
    OPEN,
    FundQuestion,
    clear_of,
    question_place,
    question_text,
)
from functions.register.domain import Audience
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.errors import AlreadyThereError
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.subject import Kind, State

ACTION = "ask earlier fund"


def ask_earlier_fund(request: Request, dossier: str) -> bool:
    """Make the question of a file, or ask again when its answer is late; False when there is nothing to do.

    The same call again changes nothing. Raises UnknownDossierError, and StaleError or TryAgainError when others are at
    the same question.
    """
    place = question_place(request, dossier)
    row = request.fetch(place)
    if row is not None:
        return _ask_again(request, row)
    file = read_family_file(request, dossier)
    question = _question(request, file)
    if question is None:
        return False
    change = request.change(ACTION)
    case = place.pk
    change.new_subject(Kind.CASE, Audience.CASE, case)
    change.put(place, case, question, clear_of(dossier, case, civil_date(request.rooms.clock.instant()), 1))
    try:
        change.send()
    except AlreadyThereError:
        return False  # it was asked before, and is over, or another message was faster
    return True


def take_answer(request: Request, change: Change, dossier: str, facts: list[Fact]) -> bool:
    """Add to a change that an answer came about these children; False when no question waits for it."""
    answered = {fact.person for fact in facts if isinstance(fact, BenefitElsewhereFact) and not fact.void}
    place = question_place(request, dossier)
    case = request.load_subjects([place.pk]).get(place.pk) if answered else None
    row = None if case is None or case.state is not State.LIVE else request.fetch(place)
    if row is None or row.clear["state"] != OPEN:
        return False
    (stored,) = request.open([row], FundQuestion, action="take answer of earlier fund")
    more = sorted(answered & set(stored.record.children) - set(stored.record.answered))
    if not more:
        return False
    record = stored.record.model_copy(update={"answered": (*stored.record.answered, *more)})
    clear = dict(stored.clear)
    if record.is_answered:
        clear |= {"state": CLOSED, "work_list": CLOSED_LIST}
    change.put(place, place.pk, record, clear, stored)
    return True


def _question(request: Request, file: FamilyFile) -> FundQuestion | None:
    """Return what to ask; None when the family names no fund, or every child has an answer already.

    Nobody is named to another fund for whose being known here the reason is over.
    """
    believed = believed_facts(file.facts)
    facts = [fact.record for fact in believed]
    reasons = known_because(file.root.record, believed)
    funds = [fact.earlier_fund for fact in facts if isinstance(fact, JoiningFact) and fact.earlier_fund is not None]
    known = {fact.person for fact in facts if isinstance(fact, BenefitElsewhereFact)}
    numbers = {person: row.record.national_number for person, row in file.persons.items()}
    children = tuple(
        child
        for child in file.root.record.persons("child")
        if child not in known and numbers.get(child) is not None and reasons[child].until is None
    )
    payee = next((numbers.get(person) for person in file.root.record.persons("beneficiary")), None)
    if not funds or not children or payee is None:
        return None
    today = civil_date(request.rooms.clock.instant())
    text = question_text(funds[-1], payee, (str(numbers[child]) for child in children), today)
    return FundQuestion(dossier=file.dossier, children=children, content=text)


def _ask_again(request: Request, row: SealedItem) -> bool:
    today = civil_date(request.rooms.clock.instant())
    times = row.clear.get("times", 0)
    if row.clear["state"] != OPEN or str(row.clear["due"]) > today.isoformat() or not isinstance(times, int):
        return False
    change = request.change("ask earlier fund again")
    change.mark(row, {"due": (today + DAYS_TO_ANSWER).isoformat(), "times": times + 1})
    change.send()
    return True
