"""PX-6, CA-13: nothing is recovered before the family was heard and two people decided, for a reason it can contest."""

from datetime import date, timedelta

import pytest

from functions.benefits.recovery import Erred
from functions.payments.debts.debt_account import Moved
from functions.payments.debts.debt_case import Channel, State, Way
from functions.payments.debts.debt_desk import DebtFault, DebtRefusedError
from functions.runtime.database import Table
from functions.units.clock import civil_date
from tests.builders.debts import ANNA, APRIL, AUGUST, BERT, JULY, JUNE, MAY, SOCIAL, overpaid


def refused(fault: DebtFault) -> pytest.RaisesExc[DebtRefusedError]:
    return pytest.raises(DebtRefusedError, match=f"^{fault.value}$")


def test_a_correction_becomes_a_draft_once_and_leaves_the_list() -> None:
    """Given a correction that found too much, when its debt is opened twice, then there is one draft of both months."""
    world = overpaid()
    (row,) = world.to_decide
    case = world.open()
    assert world.to_decide == []
    debt = world.debt(case)
    assert (debt.state, debt.left) == (State.DRAFT, 2 * SOCIAL)
    assert [(one.month, one.cents) for one in debt.account.record.claims] == [("2024-04", SOCIAL), ("2024-05", SOCIAL)]
    assert [one.lapses_on for one in debt.account.record.claims] == ["2027-06-01", "2027-07-01"]
    (amount,) = debt.reasons.record.months[0].amounts
    assert (amount.benefit, amount.ground_before) == ("social", "income_within_lower_limit")
    assert debt.reasons.record.causes
    assert world.memory.database.rows[Table.CASES][debt.case.place.key]["due"] == "2024-07-16"
    assert debt.case.record.correction == row


@pytest.mark.goal("CA-13")
def test_nothing_is_kept_of_a_payment_without_a_decision() -> None:
    """Given a draft, one that was shown, one whose term is over, and a proposal, then each month is paid whole."""
    world = overpaid()
    case = world.open()
    world.decide(JUNE)
    world.show(case)
    world.decide(JULY)
    world.propose(case)
    world.decide(AUGUST)
    assert world.debt(case).left == 2 * SOCIAL
    assert world.set_off_of(JULY) == world.set_off_of(AUGUST) == 0


@pytest.mark.goal("CA-13")
def test_two_people_decide_and_a_tenth_is_kept_from_the_next_run_on() -> None:
    """Given a term that passed and two people, then a tenth at most is kept, rounded down, until nothing is left."""
    world = overpaid(months=(MAY,))
    case = world.open()
    world.agreed(case, monthly=1_500)
    left = SOCIAL
    for month in (JULY, AUGUST):
        world.decide(month)
        kept, granted = world.set_off_of(month), world.granted_of(month)
        assert kept == min(1_500, granted // 10, left)
        left -= kept
        assert world.debt(case).left == left
    months = [AUGUST.plus(step) for step in range(1, 5)]
    for month in months:
        world.decide(month)
    assert sum(world.set_off_of(month) for month in (JULY, AUGUST, *months)) == SOCIAL
    assert world.debt(case).state is State.CLOSED
    assert world.prove().holds


def test_the_term_to_reply_is_kept() -> None:
    """Given a draft that was shown, then nobody decides before the term is over, or the family has replied."""
    world = overpaid()
    case = world.open()
    with refused(DebtFault.NOT_NOW):
        world.propose(case)
    world.show(case)
    with refused(DebtFault.TERM_RUNS):
        world.propose(case)
    world.memory.clock.jump(timedelta(days=30))
    with refused(DebtFault.TERM_RUNS):
        world.propose(case)
    world.memory.clock.jump(timedelta(days=1))
    assert world.propose(case).case.record.proposal is not None


def test_one_person_alone_decides_nothing() -> None:
    """Given a proposal, then who made it cannot decide it, and nobody decides another way than the one proposed."""
    world = overpaid()
    case = world.open()
    world.show(case)
    world.reply(case)
    world.propose(case)
    with refused(DebtFault.SAME_PERSON):
        world.confirm(case, by=ANNA)
    with refused(DebtFault.OTHER_PROPOSAL):
        world.confirm(case, "waive")
    assert world.confirm(case).state is State.PLAN
    assert [step.by for step in world.debt(case).case.record.steps] == [ANNA, ANNA, ANNA, ANNA, BERT]


@pytest.mark.goal("CA-13")
@pytest.mark.parametrize("channel", ["portal", "letter", "phone", "desk"])
def test_a_reply_pauses_what_was_decided_until_it_is_answered(channel: Channel) -> None:
    """Given a plan, when the family contests it, then the next month is paid whole, until two people answer."""
    world = overpaid()
    case = world.open()
    world.agreed(case)
    world.reply(case, "My income fell.", channel)
    world.decide(JULY)
    assert world.set_off_of(JULY) == 0
    assert world.debt(case).state is State.REPLIED
    world.propose(case, monthly=100)
    assert world.confirm(case).reasons.record.reason == "the income was too high"
    world.decide(AUGUST)
    assert world.set_off_of(AUGUST) == 100


def test_a_reply_takes_an_open_proposal_away() -> None:
    """Given a proposal, when the family says something new, then it must be proposed again, with that in view."""
    world = overpaid()
    case = world.open()
    world.show(case)
    world.reply(case, "first")
    world.propose(case)
    world.reply(case, "second")
    with refused(DebtFault.NO_PROPOSAL):
        world.confirm(case)


def test_what_no_text_confirms_must_be_named() -> None:
    """Given a share of which no official text was read, then a proposal that does not name its file is refused."""
    world = overpaid()
    case = world.open()
    world.show(case)
    world.reply(case)
    with refused(DebtFault.LAW_UNCONFIRMED):
        world.propose(case, looked_at=[])
    world.propose(case, looked_at=["flanders/recovery/good_faith"])


@pytest.mark.parametrize(
    ("region", "erred", "knew", "fault"),
    [
        ("brussels", "fund", False, DebtFault.NOT_RECOVERABLE),
        ("wallonia", "fund", False, DebtFault.NOT_RECOVERABLE),
        ("brussels", "omission", False, DebtFault.LAW_UNKNOWN),
        ("flanders", "fraud", False, DebtFault.LAW_UNKNOWN),
    ],
)
def test_what_the_law_does_not_let_is_refused(region: str, erred: Erred, knew: bool, fault: DebtFault) -> None:
    """Given an error of the fund's own in good faith, or a share that no law states, then nothing is set off."""
    world = overpaid(region=region)
    case = world.open(erred, knew=knew)
    world.show(case)
    world.reply(case)
    with refused(fault):
        world.propose(case, looked_at=[])


def test_the_funds_own_error_is_let_go_by_two_people_without_a_letter() -> None:
    """Given an error of the fund's own in Brussels, when two people waive it, then the family owes nothing."""
    world = overpaid(region="brussels")
    case = world.open("fund")
    world.propose(case, "waive")
    ended = world.confirm(case, "waive")
    assert (ended.state, ended.left, ended.case.record.end) == (State.CLOSED, 0, "waived")
    assert {move.kind for move in ended.account.record.moves} == {Moved.WAIVED}
    assert not [
        row for row in world.memory.database.rows[Table.OUTBOX].values() if row.get("message") == "debt_settled"
    ]


def test_after_an_omission_half_of_a_payment_is_the_most() -> None:
    """Given an omission in Flanders, where the whole payment may be used, then the fund leaves half of it."""
    world = overpaid(months=(APRIL, MAY, JUNE))
    case = world.open("omission")
    world.agreed(case)
    world.decide(AUGUST)
    assert world.set_off_of(AUGUST) == world.granted_of(AUGUST) // 2


@pytest.mark.parametrize("way", ["waive", "irrecoverable"])
def test_what_is_given_up_goes_back_to_the_benefits(way: Way) -> None:
    """Given a plan, when two people give it up, then the rest is a benefit again in the book, and nothing is kept."""
    world = overpaid()
    case = world.open()
    world.agreed(case)
    world.decide(JULY)
    kept = world.set_off_of(JULY)
    world.propose(case, way)
    assert world.confirm(case, way).left == 0
    world.decide(AUGUST)
    assert world.set_off_of(AUGUST) == 0
    total = world.prove().total
    assert world.prove().holds
    assert total.recovered == kept
    assert total.entitlement == sum(world.granted_of(month) for month in (APRIL, MAY, JUNE, JULY, AUGUST)) - kept


def test_what_is_too_old_is_recovered_no_more() -> None:
    """Given a decided debt whose months lapse, then no payment is kept from on, and a person closes the case."""
    world = overpaid()
    case = world.open()
    world.agreed(case, "transfer")
    today = civil_date(world.memory.clock.instant())
    with refused(DebtFault.NOT_NOW):
        world.close_case(case)
    world.memory.clock.jump(timedelta(days=(date(2027, 7, 1) - today).days))
    with refused(DebtFault.PRESCRIBED):
        world.propose(case)
    assert world.close_case(case).case.record.end == "prescribed"
    assert world.prove().holds
    assert world.prove().total.recovered == 0


def test_a_step_that_is_repeated_changes_nothing() -> None:
    """Given each step twice, then the case holds it once and the family is written to once."""
    world = overpaid()
    case = world.open()
    for _ in range(2):
        world.show(case)
    for _ in range(2):
        world.reply(case)
    for _ in range(2):
        world.propose(case)
    for _ in range(2):
        world.confirm(case)
    assert [step.what for step in world.debt(case).case.record.steps] == [
        "opened",
        "shown",
        "replied",
        "proposed set_off",
        "decided set_off",
    ]
    rows = world.memory.database.rows[Table.OUTBOX].values()
    told = [row["message"] for row in rows if str(row.get("message", "")).startswith("debt_")]
    assert sorted(map(str, told)) == ["debt_claimed", "debt_drafted"]


def test_what_was_right_after_all_is_opened_by_nobody_and_leaves_the_list() -> None:
    """Given a correction whose claim a later one took back, when somebody opens it, then there is nothing to claim."""
    world = overpaid(months=(MAY,))
    world.learn_income(2_000_000)
    world.decide(JULY)
    with refused(DebtFault.NOTHING_TO_CLAIM):
        world.open()
    assert world.to_decide == []
    assert not [row for row in world.memory.database.rows[Table.CASES].values() if "dossier" in row]


def test_in_clear_stands_no_word_of_it() -> None:
    """Given a debt from draft to plan, then its rows in clear hold ids, states, days and lists."""
    world = overpaid()
    case = world.open()
    world.agreed(case)
    debt = world.debt(case)
    for table, place in (
        (Table.CASES, debt.case.place),
        (Table.PAYMENTS, debt.account.place),
        (Table.PAYMENTS, debt.reasons.place),
    ):
        names = set(world.memory.database.rows[table][place.key])
        assert names <= {"pk", "sk", "subject", "revision", "sealed", "state", "work_list", "due", "dossier", "since"}


def test_a_claim_that_was_wrong_after_all_is_taken_back_and_what_was_kept_is_paid() -> None:
    """Given a plan of which a part was kept, when the month is due after all, then it is dropped and paid."""
    world = overpaid(months=(MAY,))
    case = world.open()
    world.agreed(case)
    world.decide(JULY)
    kept = world.set_off_of(JULY)
    assert kept
    world.learn_income(2_000_000)
    world.decide(AUGUST)
    debt = world.debt(case)
    assert debt.left == 0
    assert [move.kind for move in debt.account.record.moves] == [Moved.SET_OFF, Moved.DROPPED]
    assert world.paid_to_bank() == world.due_in_all(MAY, JUNE, JULY, AUGUST)
    proof = world.prove()
    assert proof.holds, proof.differences
    assert proof.total.entitlement == world.due_in_all(MAY, JUNE, JULY, AUGUST)
    assert proof.total.recovered == kept
