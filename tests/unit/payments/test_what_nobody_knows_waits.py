"""PX-4: what nobody knows and what is damaged waits for a person, each by itself, and hides or stops nothing else."""

from datetime import date
from typing import cast

import pytest

from functions.payments.put_aside import WORK_LIST
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from tests.builders.bank_world import BankWorld
from tests.builders.paid_families import FundFamily
from tools.synthetic.bank_answers import given_back, notice, paid_in, status_report

JULY = YearMonth(2024, 7)


@pytest.fixture
def world() -> BankWorld:
    """Return a fund with three families in one file that was sent."""
    return BankWorld().with_families(*(FundFamily(number) for number in (1, 2, 3)))


def held(world: BankWorld) -> int:
    return sum(row.get("work_list") == WORK_LIST for row in world.memory.database.rows[Table.CASES].values())


def test_two_unknown_payments_of_one_movement_are_two_cases_and_both_in_the_book(world: BankWorld) -> None:
    """Given one movement, with one reference, of two payments that nobody knows, then neither hides the other."""
    file = world.seen(world.month_sent().run)
    first, second = (given_back(file, one, "AC04", named=False, cents=700) for one in file.payments[:2])
    inside = second[second.index("<TxDtls>") : second.index("</NtryDtls>")]
    entry = first.replace("</NtryDtls>", f"{inside}</NtryDtls>").replace("<EndToEndId>", "<EndToEndId>NO")
    assert entry.count("<EndToEndId>NO") == 2
    for number in (1, 2):
        world.answer(notice(entry, file.own, number=number))
        assert held(world) == 2
        assert world.prove().total.unexplained == 1_400


def test_a_movement_that_is_told_again_in_the_next_month_stands_in_the_book_once(world: BankWorld) -> None:
    """Given a movement that a notice tells on the last of a month and a statement on the first, then it counts once."""
    file = world.seen(world.month_sent().run)
    world.memory.clock.jump(date(2024, 7, 31) - date(2024, 7, 1))
    world.answer(notice(paid_in(5_000, "R"), file.own))
    world.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 31))
    world.answer(notice(paid_in(5_000, "R"), file.own, statement=True, closing=5_000))
    assert (held(world), world.prove().total.unexplained) == (1, 5_000)


def test_a_damaged_row_of_what_came_back_keeps_nobody_else_from_their_money(world: BankWorld) -> None:
    """Given two payments that came back, one with a broken seal, then the next run pays all but that one."""
    run = world.month_sent().run
    file = world.seen(run)
    broken, whole = file.payments[:2]
    world.answer(status_report(file, {broken.payment: "RC01", whole.payment: "RC01"}))
    rows = world.memory.database.rows[Table.PAYMENTS]
    (dossier,) = {key.pk for key, row in rows.items() if row.get("payment") == broken.payment}
    (key,) = [key for key in rows if key.pk == dossier and key.sk.startswith("#returned#")]
    (sealed,) = cast("list[bytes]", rows[key]["sealed"])
    rows[key] = {**rows[key], "sealed": [sealed[:-1] + bytes([sealed[-1] ^ 1])]}
    world.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 1))
    later = world.seen(world.month_sent(month=JULY).run)
    assert len(later.payments) == 3 + 1
    assert rows[key]["state"] == "open"
