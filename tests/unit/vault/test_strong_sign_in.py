"""What a sign-in allows: the person's own proof only, strong enough, and fresh where it must be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from functions.vault.strong_sign_in import NEEDED, Act, Assurance, StepUpNeededError, StrongSignIn, check_sign_in

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PERSON = "prs_00000000000000000000000001"
PROOF = StrongSignIn(PERSON, "eid", "urn:be:fedict:iam:fas:Level500", Assurance.HIGH, NOW, "digest")
STEPPED_UP = [act for act in Act if act is not Act.USE_PORTAL]


def _allowed(proof: StrongSignIn | None, act: Act, now: datetime = NOW) -> bool:
    try:
        check_sign_in(proof, act, PERSON, now)
    except StepUpNeededError:
        return False
    return True


def test_every_act_says_what_it_needs() -> None:
    assert set(NEEDED) == set(Act)


@pytest.mark.parametrize("act", Act)
def test_a_fresh_proof_of_the_highest_level_allows_every_act(act: Act) -> None:
    assert _allowed(PROOF, act)


def test_a_refusal_names_the_act_and_nothing_of_the_person() -> None:
    with pytest.raises(StepUpNeededError, match=r"^change_account$") as refused:
        check_sign_in(None, Act.CHANGE_ACCOUNT, PERSON, NOW)
    assert refused.value.act is Act.CHANGE_ACCOUNT


@pytest.mark.parametrize("act", Act)
def test_no_proof_and_the_proof_of_somebody_else_allow_nothing(act: Act) -> None:
    assert not _allowed(None, act)
    assert not _allowed(replace(PROOF, person="prs_00000000000000000000000002"), act)


@pytest.mark.parametrize("act", STEPPED_UP)
def test_what_moves_money_or_data_needs_the_highest_level_just_now(act: Act) -> None:
    assert not _allowed(replace(PROOF, level=Assurance.SUBSTANTIAL), act)
    assert _allowed(PROOF, act, NOW + timedelta(minutes=10))
    assert not _allowed(PROOF, act, NOW + timedelta(minutes=10, seconds=1))


def test_looking_at_one_s_own_pages_needs_neither() -> None:
    weaker = replace(PROOF, level=Assurance.SUBSTANTIAL)
    assert _allowed(weaker, Act.USE_PORTAL, NOW + timedelta(hours=5))


@pytest.mark.parametrize("act", Act)
def test_a_proof_from_the_future_allows_nothing(act: Act) -> None:
    assert _allowed(PROOF, act, NOW - timedelta(seconds=30))
    assert not _allowed(PROOF, act, NOW - timedelta(seconds=31))
