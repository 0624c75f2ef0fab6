"""What the law pays once goes out with the month that it is decided for, and never with another month."""

from datetime import date

import pytest

from functions.benefits.parameters import current_parameters
from functions.benefits.replay import replay
from functions.payments.payment import Payment, payment_place
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import JUNE, PaymentRun
from tests.builders.vault import memory_vault

JULY = YearMonth(2024, 7)


def paid(family: FundFamily, month: YearMonth) -> Payment:
    run = PaymentRun(memory_vault(start="2024-08-01T06:00:00Z"))
    put_fund_family(run.memory, family)
    run.whole(family.region, month)
    row = run.memory.database.rows[Table.PAYMENTS][payment_place(family.dossier, month).key]
    request = run.memory.request(Purpose.CALCULATE_AND_PAY)
    return request.open([SealedItem.of(Table.PAYMENTS, row)], Payment)[0].record


@pytest.mark.parametrize(
    ("region", "month", "amount"),
    [
        # Flanders: the right starts in the month of birth, so the month's own amounts come on top.
        ("flanders", JUNE, "flanders/birth/start_amount"),
        ("wallonia", JUNE, "wallonia/birth/premium"),
    ],
)
def test_a_birth_is_paid_with_the_month_of_birth(region: str, month: YearMonth, amount: str) -> None:
    """Given a child born in the month, then the payment is its birth amount and what the month itself brings."""
    payment = paid(FundFamily(1, region, (date(2024, 6, 12),)), month)
    law = current_parameters().law_of_text(region, str(month))
    of_the_month = 24_716 if region == "flanders" else 0
    assert payment.trace["total"] == of_the_month
    assert payment.cents == law.amount(amount).cents + of_the_month
    assert replay(payment.trace, current_parameters()) == []


@pytest.mark.parametrize("region", ["flanders", "brussels", "wallonia"])
def test_july_brings_the_annual_amount_and_june_does_not(region: str) -> None:
    """Given the same family in June and July, then July is its month and the annual amount, once."""
    family = FundFamily(1, region, (date(2018 if region == "wallonia" else 2021, 2, 3),), income_cents=None)
    june, july = paid(family, JUNE), paid(family, JULY)
    once = july.trace["one_off"]
    assert isinstance(once, list)
    assert len(once) == 1
    annual = once[0]
    assert isinstance(annual, dict)
    assert annual["benefit"] == "annual"
    assert annual["paid_in"] == "2024-08"
    assert july.cents - june.cents == annual["cents"] != 0
