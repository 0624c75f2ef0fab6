"""The fund's own limits of a run: no law, but what a human looks at before money may leave."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from functions.payments.bank_rules import RULES, Ceilings

CEILINGS = Ceilings(payment_cents=10_000_00, file_cents=100_000_000_00)
"""At most 10,000 EUR a payment and 100 million EUR a file (50,000 payments of 2,000 EUR)."""

PAYMENTS_PER_FILE = 50_000
"""About 16 MB; the real limit stands in the contract with the bank."""

CHANGES_AHEAD = timedelta(days=30)
"""How long before an expected change of an amount somebody is told to look for the next one."""

CHANGE_PERMILLE = 30
"""A region's total may differ by 3 % from the month before; more stops its files until two people say they looked."""

NEW_ACCOUNTS = 100
"""How many payments of a region's month may go to accounts that no sent file has paid to yet."""

RETURN_DAYS = 5
"""Settlement days after the bank's debit until a payment counts as settled. A payee's bank may give it back within
three (SEPA Credit Transfer rulebook); two more let the message arrive."""

ANSWER_DAYS = 3
"""Settlement days after a file's debit day within which the bank must have booked it, or somebody is told."""

ANSWER_BYTES = RULES["A-01"].number("largest_bytes")
"""The largest bank answer that is read; a larger one waits for a person."""

MONTHS_PROVED = 13
"""How many months back the daily proof of the book looks: a recall for fraud may come 13 months later."""

NEWBORN_MONTHS = 12
"""A child born at most so many months before its family joined can have been paid by nobody else that it does not name
(`chosen`): its months since birth are paid as arrears. Of older children an earlier fund must say what it paid."""

COOLING_DAYS: Mapping[date, int] = MappingProxyType({date(2024, 1, 1): 7})
"""Civil days that a new account cools before it is paid, by the day from which the number holds (`chosen`).

Seven: a notice by letter arrives within three working days and leaves two to answer, over a weekend; the account before
is paid meanwhile, and a family without one waits for at most one run. A rule of the fund, no law."""


def cooling_days(today: date) -> int:
    """Return how many days an account that is given on a civil day cools."""
    return COOLING_DAYS[max(since for since in COOLING_DAYS if since <= today)]
