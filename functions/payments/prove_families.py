"""Prove the book from below: open every payment of a shard, family by family, and add up what each file should pay.

For each family: what its corrections owe is what its arrears pay, and what was paid again is what came back. For each
file: the payments of the shard add up to what the book granted and paid again there. Counts and sums leave, no family.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import batched

from functions.payments.correction import Correction, is_correction
from functions.payments.payment import AGAIN_OF, FIRST, OF_MONTHS, WITHDRAWN, Payment, PaymentToWrite, is_payment
from functions.payments.payment_file import REMADE_AS
from functions.payments.returned_payment import AGAIN, PREFIX, ReturnedPayment
from functions.payments.share_payment import is_share, lines_of
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.run_page import MOST_DOSSIERS, RunPage
from functions.vault.vault import Vault

FUNCTION = "payments-worker"


@dataclass(slots=True)
class ShardSums:
    """What the payment items of a shard come to: families looked at, those that do not add up, and cents by file."""

    families: int = 0
    differing: int = 0
    granted: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)

    def told(self) -> dict[str, object]:
        """Return it as an operator gets it: counts, and whole cents by file."""
        return {
            "families": self.families,
            "differing": self.differing,
            "granted": dict(self.granted),
            "again": dict(self.again),
        }


def prove_families(vault: Vault, store: RunStore, run: str, shard: str) -> ShardSums:
    """Open the payments of one shard of a run, under entries of the run's own chain, and add them up."""
    found = ShardSums()
    spans = [(str(row["sk"]), str(row["first"]), str(row["last"])) for row in store.files(run) if REMADE_AS not in row]
    keys = [key for _, key in store.payments(run, shard)]
    for batch in batched(sorted({key.pk for key in keys}), MOST_DOSSIERS, strict=False):
        request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
        page = request.page(run, list(batch), "prove book")
        for dossier in batch:
            rows = [*request.query(Table.PAYMENTS, dossier, OF_MONTHS), *request.query(Table.PAYMENTS, dossier, PREFIX)]
            found.families += 1
            found.differing += not _adds_up(request, page, rows)
            _add_to_files(request, page, [row for row in rows if row.clear.get("run") == run], spans, found)
    return found


def _adds_up(request: Request, page: RunPage, rows: Sequence[SealedItem]) -> bool:
    """Tell whether a family's payments are what its decisions and returns say."""
    payments = _payments(request, page, rows)
    corrections = request.open([row for row in rows if is_correction(row.place.sk)], Correction, under=page)
    returned = request.open([row for row in rows if row.place.sk.startswith(PREFIX)], ReturnedPayment, under=page)
    by_run: dict[str, int] = defaultdict(int)
    later = [row for row, _ in payments if AGAIN_OF not in row.clear and not row.place.sk.endswith(f"#{FIRST:02d}")]
    for made in request.open(later, Payment, under=page):
        # A payment to somebody else rests on its own lines, one of arrears on the run's correction.
        reasons, run = made.record.trace, str(made.clear["run"])
        if is_share(reasons) and sum(line.cents for line in lines_of(reasons)) != made.record.cents:
            return False
        by_run[run] += 0 if is_share(reasons) else made.record.cents
    for one in corrections:
        by_run[str(one.clear["run"])] -= one.record.owed_to_family
    # One that was withdrawn is owed again by what came back: a later run pays it, and that payment counts.
    standing = [(row, cents) for row, cents in payments if row.clear.get("state") != WITHDRAWN]
    again = {str(row.clear[AGAIN_OF]): cents for row, cents in standing if AGAIN_OF in row.clear}
    came_back = {one.record.payment: _paid_again(one.record) for one in returned if one.clear["state"] == AGAIN}
    came_back = {payment: cents for payment, cents in came_back.items() if cents}
    return not any(by_run.values()) and again == came_back


def _paid_again(returned: ReturnedPayment) -> int:
    """Return what of a payment that came back was to be paid again: all but what was found not due since."""
    return returned.cents - sum(part.cents for part in returned.not_due or ())


def _payments(request: Request, page: RunPage, rows: Sequence[SealedItem]) -> list[tuple[SealedItem, int]]:
    found = [row for row in rows if is_payment(row.place.sk)]
    opened = request.open(found, PaymentToWrite, under=page)
    return [(row, one.record.cents) for row, one in zip(found, opened, strict=True)]


def _add_to_files(
    request: Request,
    page: RunPage,
    rows: Sequence[SealedItem],
    spans: Sequence[tuple[str, str, str]],
    found: ShardSums,
) -> None:
    for row, cents in _payments(request, page, rows):
        payment = str(row.clear["payment"])
        if row.clear.get("state") == WITHDRAWN:
            continue
        for sort, first, last in spans:
            if first <= payment <= last:
                (found.again if AGAIN_OF in row.clear else found.granted)[sort] += cents
