"""The fund's own limits of a run: no law, but what a human looks at before money may leave."""

from datetime import timedelta

from functions.payments.bank_rules import Ceilings

CEILINGS = Ceilings(payment_cents=10_000_00, file_cents=100_000_000_00)
"""At most 10,000 EUR a payment and 100 million EUR a file (50,000 payments of 2,000 EUR)."""

PAYMENTS_PER_FILE = 50_000
"""About 16 MB; the real limit stands in the contract with the bank."""

CHANGES_AHEAD = timedelta(days=30)
"""How long before an expected change of an amount somebody is told to look for the next one."""
