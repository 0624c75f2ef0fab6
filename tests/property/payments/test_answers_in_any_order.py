"""PX-4: whatever the order in which a bank's answers come, and however often each, the same euros are owed and paid."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.payments.payment_file import BOOKED
from tests.builders.bank_world import BankWorld, copy_of
from tests.builders.paid_families import FundFamily
from tools.synthetic.bank_answers import debit, given_back, notice, status_report

REASONS = ("AC04", "AC06", "RC01", "MD07", "MS03", "ZZ99")
SENT = BankWorld().with_families(*(FundFamily(number) for number in range(5)))
RUN = SENT.month_sent().run
FILE = SENT.seen(RUN)


@st.composite
def stories(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str], list[int]]:
    """Return which payments are refused, which are given back later, and an order of the three answers with repeats."""
    fates = draw(st.lists(st.sampled_from(("paid", "refused", "given back")), min_size=5, max_size=5))
    reasons = draw(st.lists(st.sampled_from(REASONS), min_size=5, max_size=5))
    told = list(zip(FILE.payments, fates, reasons, strict=True))
    refused = {one.payment: reason for one, fate, reason in told if fate == "refused"}
    given = {one.payment: reason for one, fate, reason in told if fate == "given back"}
    order = draw(st.permutations([0, 1, 2, *draw(st.lists(st.sampled_from([0, 1, 2]), max_size=4))]))
    return refused, given, list(order)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_order_and_repetition_change_no_euro(story: tuple[dict[str, str], dict[str, str], list[int]]) -> None:
    """Given a status, a debit and returns in any order with repeats, then each payment is paid or owed, once."""
    refused, given_again, order = story
    world = copy_of(SENT)
    cents = {one.payment: one.cents for one in FILE.payments}
    net = FILE.cents - sum(cents[payment] for payment in refused)
    returns = "".join(
        given_back(FILE, one, given_again[one.payment]) for one in FILE.payments if one.payment in given_again
    )
    answers = [
        status_report(FILE, refused),
        notice(debit(FILE, net), FILE.own),
        notice(returns, FILE.own, number=2),
    ]
    for number in order:
        assert world.answer(answers[number]).aside == 0
    owed = sum(cents[payment] for payment in {**refused, **given_again})
    proof = world.prove()
    assert proof.holds, proof.differences
    assert world.file_row(RUN)["state"] == BOOKED
    assert (proof.total.due, proof.total.paid, proof.total.unexplained) == (owed, FILE.cents - owed, 0)
