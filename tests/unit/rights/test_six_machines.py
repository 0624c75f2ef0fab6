"""The six rights are six machines as data: every state leads to an end, and every refusal has its law and its words."""

from collections.abc import Iterator

import pytest

from functions.register.purposes import compiled
from functions.register.reason import ReasonUse, UnknownReasonError, all_reasons, reason_of
from functions.register.rights_words import rights_words
from functions.register.words import LANGUAGES
from functions.rights.answer_request import STEPS
from functions.rights.list_requests import list_requests
from functions.rights.policy import policy_version
from functions.rights.rights_case import StateError, move
from functions.rights.rights_state import MACHINES, RESTS, RequestKind, RightsState
from functions.rights.work import read_case
from tests.builders.rights_desk import RightsDesk, ask_for, correction

ENDS = {**dict.fromkeys(RequestKind, RightsState.CLOSED), RequestKind.RESTRICTION: RightsState.IN_FORCE}


def reachable(kind: RequestKind, start: RightsState) -> set[RightsState]:
    found, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += MACHINES[kind].get(state, frozenset())
    return found


@pytest.mark.parametrize("kind", RequestKind)
def test_every_state_is_reached_and_leads_to_the_end(kind: RequestKind) -> None:
    machine = MACHINES[kind]
    assert reachable(kind, RightsState.RECEIVED) | reachable(kind, RightsState.AWAITING_IDENTITY) == set(machine)
    for state in machine:
        assert RightsState.CLOSED in reachable(kind, state)
    assert machine[RightsState.CLOSED] == frozenset()


@pytest.mark.parametrize("kind", [kind for kind in RequestKind if kind is not RequestKind.ERASURE])
def test_every_state_that_does_not_rest_has_a_step(kind: RequestKind) -> None:
    moving = set(MACHINES[kind]) - RESTS
    assert moving <= set(STEPS[kind])


def forbidden() -> Iterator[tuple[RequestKind, RightsState]]:
    for kind in RequestKind:
        for state in RightsState:
            if state not in MACHINES[kind][RightsState.RECEIVED]:
                yield kind, state


@pytest.mark.parametrize(("kind", "state"), list(forbidden()))
def test_a_state_that_does_not_follow_is_refused(kind: RequestKind, state: RightsState) -> None:
    desk = RightsDesk()
    case = desk.ask(kind).case
    request = desk.staff(case)
    standing = read_case(request, case)
    assert standing is not None
    with pytest.raises(StateError):
        move(request.change("jump"), standing, state, request.instant())


@pytest.mark.goal("DS-1")
@pytest.mark.parametrize("kind", RequestKind)
def test_each_right_is_carried_out_and_refused_with_a_reason_of_the_register_in_four_languages(
    kind: RequestKind,
) -> None:
    """Given each right, when it is asked, then it ends as it should; its refusals have an article and four texts."""
    desk = RightsDesk()
    ask = ask_for(corrections=(correction(target="mobile", value="+32470000001"),))
    case = desk.ask(kind, ask=ask if kind is RequestKind.RECTIFICATION else None).case
    assert desk.run(case) is ENDS[kind]
    record = desk.record(case)
    assert record.outcome in {"granted", "partly"}
    assert record.policy == policy_version()
    reasons = [one for one in all_reasons() if kind.value in one.rights and one.use is ReasonUse.REFUSE]
    assert len(reasons) >= 4
    for reason in reasons:
        assert reason.article.startswith("GDPR art. ")
        texts = {rights_words(language).reason(reason.reason_id) for language in LANGUAGES}
        assert len(texts) == len(LANGUAGES)
        assert all(reason.article in text for text in texts)
    for language in LANGUAGES:
        (told, *_) = list_requests(desk.staff(case), record.person, language)
        assert told["name"] == rights_words(language).right(kind.value)
        assert told["complain"] == rights_words(language).text("complain")


def test_a_reason_holds_for_its_own_rights_and_use_alone() -> None:
    assert reason_of("complex", "access", ReasonUse.EXTEND).article == "GDPR art. 12(3)"
    for wrong in (("legal_duty", "access", ReasonUse.REFUSE), ("complex", "access", ReasonUse.REFUSE)):
        with pytest.raises(UnknownReasonError):
            reason_of(*wrong)
    assert set(compiled()["reasons"]) == {one.reason_id for one in all_reasons()}
