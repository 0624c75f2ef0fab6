"""What holds for every set of payments: the writer's file passes every check, and reads back as what was put in."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from functions.payments.check_file import Expected, check_file
from functions.payments.payment_order import FileHead, PaymentOrder, message_id
from functions.payments.sepa_text import UnsendableTextError, is_sepa_text, to_sepa_name
from functions.payments.target_calendar import is_target_day, next_target_day, target_days_before
from functions.payments.write_pain_001 import NAMESPACE, write_pain_001
from tests.builders.payment_files import CEILINGS, FUND, MONTH, TODAY

ACCOUNTS = ("BE43068999999501", "BE62510007547061", "NL91ABNA0417164300", "DE89370400440532013000")
IDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26)
NAMES = st.text("ABCabcéèêëüöïçñøßŁœ' -.&", min_size=1, max_size=90).filter(lambda name: bool(name.strip()))
ORDERS = st.lists(
    st.tuples(IDS, NAMES, st.sampled_from(ACCOUNTS), st.integers(1, CEILINGS.payment_cents)),
    min_size=1,
    max_size=12,
    unique_by=lambda order: order[0],
)


@given(ORDERS)
def test_any_payments_make_a_file_that_passes_and_reads_back(drawn: list[tuple[str, str, str, int]]) -> None:
    """Given any payments, then their file passes schema and rules, and another parser reads the same back."""
    orders = [
        PaymentOrder(payment_id, to_sepa_name(name), iban, cents, "Kinderbijslag 06/2024")
        for payment_id, name, iban, cents in sorted(drawn)
    ]
    total = sum(order.cents for order in orders)
    created_at = datetime(2024, 7, 1, tzinfo=UTC)
    head = FileHead(message_id("brussels", MONTH, 1, orders), created_at, FUND, date(2024, 7, 5), len(orders), total)
    content = b"".join(write_pain_001(head, orders))
    planned = [(order.payment_id, order.cents) for order in orders]
    assert check_file(content, Expected(FUND.iban, TODAY, CEILINGS, planned)) == []
    space = {"p": NAMESPACE}
    read = [
        (
            transfer.findtext("p:PmtId/p:EndToEndId", namespaces=space),
            transfer.findtext("p:Cdtr/p:Nm", namespaces=space),
            transfer.findtext("p:CdtrAcct/p:Id/p:IBAN", namespaces=space),
            transfer.findtext("p:Amt/p:InstdAmt", namespaces=space),
        )
        for transfer in ET.fromstring(content).iter(f"{{{NAMESPACE}}}CdtTrfTxInf")  # noqa: S314 - our own bytes
    ]
    assert read == [(o.payment_id, o.name, o.iban, f"{o.cents // 100}.{o.cents % 100:02d}") for o in orders]


@given(st.text(max_size=200))
def test_any_name_is_sent_in_the_banks_letters_or_refused(name: str) -> None:
    """Given any text, then it becomes 1 to 70 letters of the SEPA set, the same when sent again, or is refused."""
    try:
        sent = to_sepa_name(name)
    except UnsendableTextError:
        return
    assert is_sepa_text(sent)
    assert 1 <= len(sent) <= 70
    assert to_sepa_name(sent) == sent


@given(st.dates(date(1999, 1, 5), date(2098, 12, 1)), st.integers(1, 10))
def test_counting_settlement_days_back_and_forth(day: date, count: int) -> None:
    """Given any day, then so many settlement days before it lie between, and the next one leads back over them."""
    found = target_days_before(day, count)
    assert is_target_day(found)
    for _ in range(count - 1):
        found = next_target_day(found)
    assert found < day <= next_target_day(found)
