"""Whoever proposes or decides on a debt has seen the case as it stands; what moved since refuses the step."""

import pytest

from functions.payments.debts.debt_case import Channel, State
from functions.payments.debts.debt_desk import DebtFault, DebtRefusedError
from tests.builders.debts import overpaid


def test_nobody_decides_what_they_did_not_see() -> None:
    """Given a proposal that was replaced by one of the same way after it was read, then it is read again first."""
    world = overpaid()
    case = world.open()
    world.show(case)
    world.reply(case, "first")
    read = world.propose(case, monthly=5_000).seen
    world.propose(case, monthly=100)
    with pytest.raises(DebtRefusedError, match=DebtFault.OTHER_PROPOSAL):
        world.confirm(case, seen=read)
    assert world.debt(case).state is State.REPLIED
    assert world.confirm(case, seen=world.debt(case).seen).account.record.monthly == 100


@pytest.mark.parametrize("channel", ["portal", "letter"])
def test_nobody_proposes_past_words_that_they_did_not_see(channel: Channel) -> None:
    """Given a family that says more after its case was read, then a proposal on what was read is refused."""
    world = overpaid()
    case = world.open()
    world.show(case)
    world.reply(case, "first", channel)
    read = world.debt(case).seen
    world.reply(case, "second", channel)
    with pytest.raises(DebtRefusedError, match=DebtFault.OTHER_PROPOSAL):
        world.propose(case, seen=read)
    assert world.debt(case).case.record.proposal is None
    assert world.propose(case).case.record.proposal is not None
