"""A file that would be wrong is never finished: totals, forms and letters are proved while writing."""

from dataclasses import replace

import pytest

from functions.payments.payment_order import FileHead, PaymentOrder, message_id
from functions.payments.sepa_text import UnsendableTextError
from functions.payments.write_pain_001 import UnfitOrderError, WrongTotalsError, write_pain_001
from tests.builders.payment_files import FUND, MONTH, file_of, head_of, orders_of

ORDERS = orders_of("flanders")
HEAD = head_of("flanders", ORDERS)


def written(head: FileHead, orders: list[PaymentOrder]) -> bytes:
    """Return the whole file."""
    return b"".join(write_pain_001(head, orders))


@pytest.mark.parametrize("head", [replace(HEAD, count=4), replace(HEAD, total_cents=HEAD.total_cents + 1)])
def test_totals_that_are_not_those_of_the_payments(head: FileHead) -> None:
    """Given a head with a wrong count or sum, then the writer refuses at the end and no file comes to exist."""
    with pytest.raises(WrongTotalsError):
        written(head, ORDERS)


@pytest.mark.parametrize(
    "order",
    [
        replace(ORDERS[0], payment_id="ends-with-"),
        replace(ORDERS[0], payment_id="//"),
        replace(ORDERS[0], payment_id="A" * 36),
        replace(ORDERS[0], iban="be43068999999501"),
        replace(ORDERS[0], cents=0),
        replace(ORDERS[0], cents=-1),
    ],
)
def test_an_id_account_or_amount_of_the_wrong_form(order: PaymentOrder) -> None:
    """Given an order that a bank would refuse, then the writer refuses it without repeating it."""
    with pytest.raises(UnfitOrderError):
        written(HEAD, [order])


@pytest.mark.parametrize(
    "order",
    [
        replace(ORDERS[0], name="Zoë"),
        replace(ORDERS[0], name="</Nm><Nm>x"),
        replace(ORDERS[0], name="x" * 71),
        replace(ORDERS[0], text="a & b"),
        replace(ORDERS[0], text="x" * 141),
    ],
)
def test_letters_that_were_not_converted(order: PaymentOrder) -> None:
    """Given a name or text outside the SEPA set, then nothing of it reaches the file."""
    with pytest.raises(UnsendableTextError):
        written(HEAD, [order])


@pytest.mark.parametrize(
    "head",
    [
        replace(HEAD, message_id="x" * 34),
        replace(HEAD, fund=replace(FUND, iban="BE71 0961 2345 6769")),
        replace(HEAD, fund=replace(FUND, enterprise_number="BE0123456749")),
        replace(HEAD, fund=replace(FUND, bic="TEST")),
        replace(HEAD, fund=replace(FUND, name="x" * 71)),
    ],
)
def test_a_head_of_the_wrong_form(head: FileHead) -> None:
    """Given a fund setting or id that cannot stand in a head, then no file is begun."""
    with pytest.raises(UnfitOrderError):
        written(head, ORDERS)


def test_a_funds_name_outside_the_set() -> None:
    """Given a fund whose name was not converted, then no file is begun."""
    with pytest.raises(UnsendableTextError):
        written(replace(HEAD, fund=replace(FUND, name="Kroost é")), ORDERS)


def test_the_id_of_a_file_follows_from_its_payments_and_number() -> None:
    """Given the same payments, then the id is the same; another amount, order or number gives another id."""
    first = message_id("flanders", MONTH, 1, ORDERS)
    assert first == message_id("flanders", MONTH, 1, list(ORDERS))
    assert len(first) + len("-1") <= 35
    others = {
        message_id("flanders", MONTH, 2, ORDERS),
        message_id("flanders", MONTH, 1, ORDERS[::-1]),
        message_id("flanders", MONTH, 1, [replace(ORDERS[0], cents=1), *ORDERS[1:]]),
    }
    assert first not in others
    assert len(others) == 3


def test_a_bic_is_optional() -> None:
    """Given a fund without BIC, then the bank is named as not provided."""
    assert b"<Othr><Id>NOTPROVIDED</Id></Othr>" in file_of("flanders", replace(FUND, bic=None))
