"""M3: what a payment file costs, written and checked against schema and bank rules, over sepaxml's own writer."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from sepaxml import SepaTransfer

from bench.figure import Figure
from functions.payments.bank_rules import Ceilings
from functions.payments.check_file import Expected, check_file
from functions.payments.neutral_text import remittance_text
from functions.payments.payment_order import FileHead, FundAccount, PaymentOrder, message_id
from functions.payments.write_pain_001 import write_pain_001
from functions.units.year_month import YearMonth

_MONTH, _TODAY, _DEBIT = YearMonth(2024, 6), date(2024, 7, 1), date(2024, 7, 5)
_FUND = FundAccount("Kroost Voorbeeldfonds", "0123456749", "BE71096123456769", "TESTBEBB")
_CEILINGS = Ceilings(payment_cents=1_000_000, file_cents=10**12)
_ACCOUNTS = ("BE43068999999501", "BE62510007547061", "BE68539007547034")
_WHOLE, _PER_FILE, _SAMPLE, _VALIDATED, _REPEATS = 400_000, 50_000, 20_000, 4_000, 5


def figures() -> list[Figure]:
    """Measure M3: ratios per payment, medians of interleaved repeats; and once the whole month of a large fund."""
    orders = _orders(_WHOLE)
    sample = orders[:_SAMPLE]
    plain, checked = [], []
    for _ in range(_REPEATS):
        ours, ours_checked = _seconds(lambda: _write(sample)), _seconds(lambda: _write_and_check(sample))
        theirs = _seconds(lambda: _sepaxml(_SAMPLE, validate=False))
        theirs_checked = _seconds(lambda: _sepaxml(_VALIDATED, validate=True)) * _SAMPLE / _VALIDATED
        plain.append(ours / theirs)
        checked.append(ours_checked / theirs_checked)
    start = time.process_time()
    _write_and_check_all(orders)
    whole = time.process_time() - start
    return [
        Figure("M3", "writing a payment / sepaxml without validation", statistics.median(plain), 0.1, "x"),
        Figure(
            "M3",
            "writing and checking (schema, bank rules) a payment / sepaxml with its validation",
            statistics.median(checked),
            0.1,
            "x",
        ),
        Figure("M3", "400,000 payments written and checked, in files of 50,000, processor time", whole, 10, "s"),
    ]


def _orders(count: int) -> list[PaymentOrder]:
    text = remittance_text("flanders", "nl", _MONTH)
    base = PaymentOrder("0" * 26, "Elise Voorbeeld", _ACCOUNTS[0], 18_430, text)
    return [
        replace(base, payment_id=f"{number:026d}", iban=_ACCOUNTS[number % 3], cents=10_000 + number % 50_000)
        for number in range(count)
    ]


def _write(orders: list[PaymentOrder]) -> bytes:
    total = sum(order.cents for order in orders)
    created_at = datetime(2024, 7, 1, tzinfo=UTC)
    head = FileHead(message_id("flanders", _MONTH, 1, orders), created_at, _FUND, _DEBIT, len(orders), total)
    return b"".join(write_pain_001(head, orders))


def _write_and_check(orders: list[PaymentOrder]) -> None:
    planned = ((order.payment_id, order.cents) for order in orders)
    findings = check_file(_write(orders), Expected(_FUND.iban, _TODAY, _CEILINGS, planned))
    if findings:
        msg = f"the file that is measured breaks a rule: {findings[0]}"
        raise ValueError(msg)


def _write_and_check_all(orders: list[PaymentOrder]) -> None:
    for start in range(0, len(orders), _PER_FILE):
        _write_and_check(orders[start : start + _PER_FILE])


def _sepaxml(count: int, *, validate: bool) -> None:
    config = {"name": _FUND.name, "IBAN": _FUND.iban, "BIC": _FUND.bic, "batch": True, "currency": "EUR"}
    transfer = SepaTransfer(config, schema="pain.001.001.09", clean=True)
    for number in range(count):
        transfer.add_payment(
            {
                "name": "Elise Voorbeeld",
                "IBAN": _ACCOUNTS[number % 3],
                "amount": 10_000 + number % 50_000,
                "execution_date": _DEBIT,
                "description": "Groeipakket 06/2024",
                "endtoend_id": f"{number:026d}",
            }
        )
    transfer.export(validate=validate)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
