"""PX-6, PX-8: money that a family pays back finds its debt by the reference, counts once, and stands in the book."""

import pytest
from stdnum.be import ogm_vcs

from functions.payments.debts.debt_case import State
from functions.payments.debts.reference import is_reference, new_reference, printed, read_reference, reference_of
from functions.runtime.database import Table
from tests.builders.debts import JULY, MAY, SOCIAL, DebtWorld, overpaid
from tests.builders.payment_files import FUND
from tools.synthetic.bank_answers import notice, paid_in, repaid


def decided(way: str = "transfer") -> tuple[DebtWorld, str, str]:
    """Return a debt that two people decided on, its case and its reference."""
    world = overpaid(months=(MAY,))
    case = world.open()
    debt = world.agreed(case, "transfer" if way == "transfer" else "set_off")
    return world, case, debt.account.record.reference


def told(world: DebtWorld, entries: str, *, statement: bool = False, closing: int = 0) -> None:
    world.answer(notice(entries, FUND.iban, statement=statement, closing=closing))


@pytest.mark.parametrize("number", [0, 1, 96, 97, 98, 9_700_000_000, 9_999_999_999, 1_234_567_890])
def test_a_reference_has_the_check_digits_of_the_banks(number: int) -> None:
    """Given a number, then another implementation agrees with its check; a remainder of nothing is 97."""
    reference = reference_of(number)
    assert ogm_vcs.is_valid(reference)
    assert is_reference(reference)
    assert read_reference(printed(reference)) == reference
    wrong = reference[:-1] + str((int(reference[-1]) + 1) % 10)
    assert not is_reference(wrong)
    assert read_reference(printed(wrong)) is None


def test_references_are_random() -> None:
    """Given a hundred references, then they differ, and each bears its check."""
    made = {new_reference() for _ in range(100)}
    assert len(made) == 100
    assert all(map(ogm_vcs.is_valid, made))


@pytest.mark.parametrize("free", [False, True])
def test_money_that_bears_the_reference_pays_the_debt(free: bool) -> None:
    """Given a part and then the rest, by structured reference or free text, then the debt is over."""
    world, case, ogm = decided()
    told(world, repaid((3_000, ogm), reference="A", free=free))
    assert world.debt(case).left == SOCIAL - 3_000
    told(world, repaid((SOCIAL - 3_000, ogm), reference="B", free=free))
    debt = world.debt(case)
    assert (debt.left, debt.state) == (0, State.CLOSED)
    proof = world.prove()
    assert proof.holds, proof.differences
    assert (proof.total.recovered, proof.total.unexplained) == (SOCIAL, 0)


def test_the_same_money_told_twice_counts_once() -> None:
    """Given a movement in a notice, again, and in a statement, then it is booked once and nothing is put aside."""
    world, case, ogm = decided()
    entry = repaid((3_000, ogm), reference="A")
    told(world, entry)
    told(world, entry)
    told(world, entry, statement=True, closing=3_000)
    assert world.debt(case).left == SOCIAL - 3_000
    assert world.prove().total.unexplained == 0


def test_more_than_is_left_waits_for_a_person() -> None:
    """Given more than is owed, then the debt takes what is left and the rest waits unexplained."""
    world, case, ogm = decided()
    for _ in range(2):
        told(world, repaid((SOCIAL + 250, ogm), reference="A"))
    assert world.debt(case).left == 0
    total = world.prove().total
    assert (total.recovered, total.unexplained) == (SOCIAL, 250)


@pytest.mark.parametrize("when", ["draft", "unknown", "no reference"])
def test_what_no_debt_takes_is_kept_for_a_person(when: str) -> None:
    """Given money for a debt that nobody decided on, or for none, then it stands in the book as unexplained."""
    world = overpaid(months=(MAY,))
    case = world.open()
    ogm = world.debt(case).account.record.reference
    entry = {
        "draft": repaid((500, ogm)),
        "unknown": repaid((500, reference_of(1))),
        "no reference": paid_in(500, "X"),
    }[when]
    told(world, entry)
    assert world.debt(case).left == SOCIAL
    assert world.prove().total.unexplained == 500


def test_one_movement_of_several_payments_finds_each_debt() -> None:
    """Given a collected credit of a repayment and of something else, then each stands where it belongs."""
    world, case, ogm = decided()
    told(world, repaid((1_000, ogm), (700, reference_of(5))))
    assert world.debt(case).left == SOCIAL - 1_000
    total = world.prove().total
    assert (total.recovered, total.unexplained) == (1_000, 700)


def test_set_off_and_transfer_together_never_take_more_than_was_decided() -> None:
    """Given a set-off under way and a transfer of the whole, then both come to the debt, and the rest is put aside."""
    world, case, ogm = decided("set_off")
    world.decide(JULY)
    kept = world.set_off_of(JULY)
    told(world, repaid((SOCIAL, ogm)))
    assert world.debt(case).left == 0
    total = world.prove().total
    assert (total.recovered, total.unexplained) == (SOCIAL, kept)


def test_a_repayment_while_the_family_contests_is_taken() -> None:
    """Given a contested plan, when the family pays all the same, then its money counts and the case stays open."""
    world, case, ogm = decided()
    world.reply(case)
    told(world, repaid((1_000, ogm)))
    assert (world.debt(case).left, world.debt(case).state) == (SOCIAL - 1_000, State.REPLIED)
    assert not [
        row for row in world.memory.database.rows[Table.CASES].values() if row.get("work_list") == "answers#open"
    ]
