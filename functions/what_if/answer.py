"""Answers one question: reads, decides, writes."""

from functions.benefits.decide import OutsideLawError, decide_month
from functions.benefits.decision import Decision
from functions.benefits.household import Household
from functions.benefits.parameters import ParameterSet
from functions.runtime.problem import MemberCode, MemberError
from functions.what_if.read_request import read_request
from functions.what_if.refusal import RefusedError
from functions.what_if.write_answer import write_answer


def answer(text: str | bytes, parameters: ParameterSet) -> dict[str, object]:
    """Answer one question written as one JSON object (RefusedError with all wrong members)."""
    return write_answer(decide(read_request(text), parameters))


def decide(household: Household, parameters: ParameterSet) -> Decision:
    """Decide a household that came as a question: a fact that the law needs and the question lacks refuses it."""
    try:
        decision = decide_month(household, parameters)
    except OutsideLawError:
        raise RefusedError.outside_law() from None
    if not decision.undecided:
        return decision
    places = {child.id: at for at, child in enumerate(household.children)}
    missing = [
        MemberError(f"/children/{places[one.child]}/{fact}", MemberCode.MISSING)
        for one in decision.undecided
        for fact in one.missing
        if one.child is not None
    ]
    if missing:
        raise RefusedError.invalid(*missing)
    return decision
