"""What a payment file is made of: the head that a run fixes, and one order per payment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from functions.units.year_month import YearMonth

REGION_CODES = {"brussels": "BR", "flanders": "FL", "wallonia": "WA"}
_DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True)
class FundAccount:
    """The fund as payer: its name, enterprise number (10 digits), account, and the BIC where the bank wants one."""

    name: str
    enterprise_number: str
    iban: str
    bic: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """One payment as the bank gets it: name already converted (S-01), amount in whole cents."""

    payment_id: str
    name: str
    iban: str
    cents: int
    text: str


@dataclass(frozen=True, slots=True)
class FileHead:
    """What stands above the payments; nothing in it comes from a clock or from chance."""

    message_id: str
    created_at: datetime
    fund: FundAccount
    execution_on: date
    count: int
    total_cents: int

    @property
    def batch_id(self) -> str:
        """The id of the file's one batch: one debtor account, one execution date."""
        return f"{self.message_id}-1"


def message_id(region: str, month: YearMonth, number: int, orders: Iterable[PaymentOrder]) -> str:
    """Return the file's id: run (a region's month), file number and twelve hex digits over the ordered payments.

    The digits cover payment ids and amounts only. Names and accounts stay out: an unkeyed digest of a small file would
    confirm a guess about them. A file that is refused and made again gets another number, so the id stays unique.
    """
    digest = sha256()
    for order in orders:
        digest.update(f"{order.payment_id} {order.cents}\n".encode("ascii"))
    code = REGION_CODES[region]
    return f"KR{month.year:04d}{month.month:02d}-{code}-{number:04d}-{digest.hexdigest()[:_DIGEST_LENGTH]}"
