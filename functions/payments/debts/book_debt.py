"""Debts in the account book: posted in the transaction that makes them true, under an event of chance, of no family.

A claim that is decided is owed back and is no benefit any more; what is given up is a benefit after all; what comes in
by transfer is recovered. A set-off is posted with the file of the payment it was kept from (`functions.payments.book`).
"""

from datetime import date

from functions.payments.book import BENEFITS, OWED_BACK, RECOVERED, beside_files, puts_of
from functions.units.year_month import YearMonth
from functions.vault.change import Change
from functions.vault.request import Request


def claim_in_book(change: Change, request: Request, region: str, today: date, cents: int) -> None:
    """Post what a person decided to recover, in whole cents."""
    _post(change, request, (OWED_BACK, BENEFITS), region, today, cents)


def give_up_in_book(change: Change, request: Request, region: str, today: date, cents: int) -> None:
    """Post what is recovered no more: waived, prescribed, or due after all."""
    _post(change, request, (BENEFITS, OWED_BACK), region, today, cents)


def repaid_in_book(change: Change, request: Request, region: str, today: date, cents: int) -> None:
    """Post what a family paid back by transfer."""
    _post(change, request, (RECOVERED, OWED_BACK), region, today, cents)


def _post(change: Change, request: Request, sides: tuple[str, str], region: str, today: date, cents: int) -> None:
    if cents:
        entries = beside_files(*sides, region, YearMonth.of(today), cents)
        for put in puts_of(entries, request.instant()):
            change.plain(put)
