"""PX-4: a family hears of a payment that its bank refused within one working day: from pain.002 to the mail."""

from datetime import timedelta

import pytest

from functions.messages.hand_over import open_message
from functions.register.message_kind import MessageKind
from functions.runtime.database import Item
from functions.units.clock import parse_instant
from tests.builders.bank_world import BankWorld
from tests.builders.paid_families import FundFamily
from tests.builders.post_office import PostOffice
from tools.synthetic.bank_answers import debit, given_back, notice, status_report

ONE, TWO = (FundFamily(number, email=f"family{number}@example.org") for number in (1, 2))


@pytest.mark.goal("PX-4")
@pytest.mark.parametrize("way", ["pain.002", "camt.054"])
def test_a_refused_payment_is_told_within_one_working_day(way: str) -> None:
    """Given a line that a bank refuses or gives back, then that family alone has a message the same day, and once."""
    world = BankWorld().with_families(ONE, TWO)
    office = PostOffice(memory=world.memory)
    run = world.month_sent().run
    office.deliver()  # what was decided is told before
    before = len(office.rows())
    file = world.seen(run)
    back = file.payments[0]
    answered = world.memory.clock.instant()
    if way == "pain.002":
        said = status_report(file, {back.payment: "AC04"})
    else:
        world.answer(notice(debit(file), file.own))
        said = notice(given_back(file, back, "AC04"), file.own, number=2)
    assert world.answer(said).reopened == 1
    assert world.answer(said).reopened == 0
    world.memory.clock.jump(timedelta(minutes=5))  # the outbox publishes at once; its sweep within five minutes
    office.deliver(times=2)
    told = [row for row in office.rows() if _kind(office, row) is MessageKind.PAYMENT_RETURNED]
    assert len(told) == len(office.rows()) - before == 1
    (row,) = told
    assert row["state"] == "sent"
    assert parse_instant(str(row["since"])) - answered < timedelta(hours=1)
    # Where no channel of machines is left, the letter is laid the same day, too.
    assert any(str(row["sk"]) in key for key in office.box.bodies) or any(
        str(row["sk"]) in parcel.reference for parcel in office.mail.parcels
    )


def _kind(office: PostOffice, row: Item) -> MessageKind:
    return open_message(office.office("family").request(), str(row["pk"]), str(row["sk"])).kind
