"""Payment files of synthetic people, the same at every call."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from functions.payments.bank_rules import Ceilings
from functions.payments.check_file import Expected
from functions.payments.neutral_text import remittance_text
from functions.payments.payment_order import FileHead, FundAccount, PaymentOrder, message_id
from functions.payments.sepa_text import to_sepa_name
from functions.payments.write_pain_001 import write_pain_001
from functions.units.year_month import YearMonth

MONTH = YearMonth(2024, 6)
TODAY = date(2024, 7, 1)
EXECUTION_ON = date(2024, 7, 5)
FUND = FundAccount("Kroost Voorbeeldfonds", "0123456749", "BE71096123456769", "TESTBEBB")
CEILINGS = Ceilings(payment_cents=1_000_000, file_cents=100_000_000_00)
# Well-known documentation accounts and a foreign one; nobody's.
PEOPLE = {
    "flanders": [
        ("0001", "Elise Voorbeeld", "BE43068999999501", 18430, "nl"),
        ("0002", "Jan Peeters-Test", "BE62510007547061", 36860, "nl"),
        ("0003", "Zoë Müßig & Søren Łukasz", "BE68539007547034", 9215, "nl"),
    ],
    "brussels": [
        ("0004", "Noor + Sami Exemple", "BE68539007547034", 17136, "fr"),
        ("0005", "O\u2019Brien d'Ærø", "NL91ABNA0417164300", 34272, "en"),
    ],
    "wallonia": [
        ("0006", "Hélène Exemple-Œuvre", "BE43068999999501", 18877, "fr"),
        ("0007", "Anna Beispiel", "DE89370400440532013000", 1, "de"),
    ],
}


def orders_of(region: str) -> list[PaymentOrder]:
    """Return a region's orders, sorted by payment id."""
    return [
        PaymentOrder(f"PAY{number:>023}", to_sepa_name(name), iban, cents, remittance_text(region, language, MONTH))
        for number, name, iban, cents, language in PEOPLE[region]
    ]


def head_of(region: str, orders: Sequence[PaymentOrder], fund: FundAccount = FUND, number: int = 1) -> FileHead:
    """Return the head that belongs to the orders."""
    return FileHead(
        message_id(region, MONTH, number, orders),
        datetime(2024, 7, 1, 6, 0, tzinfo=UTC),
        fund,
        EXECUTION_ON,
        len(orders),
        sum(order.cents for order in orders),
    )


def file_of(region: str, fund: FundAccount = FUND) -> bytes:
    """Return a region's whole file."""
    orders = orders_of(region)
    return b"".join(write_pain_001(head_of(region, orders, fund), orders))


def expected_of(region: str, today: date = TODAY) -> Expected:
    """Return what the check must find in a region's file."""
    return Expected(FUND.iban, today, CEILINGS, [(order.payment_id, order.cents) for order in orders_of(region)])
