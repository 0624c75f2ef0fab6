"""One payment file of a run: written, checked against schema and bank rules, sealed, booked, ready to be released.

Order matters. First the row with the digest and the file's own keys, then the sealed object, then the book, then
`ready`: whoever repeats a step after a crash writes the same bytes under the same keys, or is refused.
"""

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from functions.payments.book import post_file
from functions.payments.check_file import Expected, check_file
from functions.payments.known_accounts import mark_accounts
from functions.payments.payment_file import (
    BEGUN,
    FILES_TO_RELEASE,
    READY,
    Bucket,
    PaymentFile,
    file_place,
    object_key,
)
from functions.payments.payment_order import FileHead, FundAccount, PaymentOrder, message_id
from functions.payments.read_orders import FUNCTION, PlannedPayment, ReadOrder
from functions.payments.run_limits import CEILINGS
from functions.payments.run_rows import Run
from functions.payments.store import RunStore
from functions.payments.write_pain_001 import write_pain_001
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.units.clock import parse_instant
from functions.vault.errors import AlreadyThereError
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.sealed_object import seal_object
from functions.vault.subject import Kind
from functions.vault.vault import Vault


class FileRefusedError(Exception):
    """Our own file breaks a bank rule; the text names rules and places, no value. Nothing may be released."""


class FileDiffersError(Exception):
    """A file of this number was begun with other payments: the run must not go on by itself."""


@dataclass(frozen=True, slots=True)
class FileWriter:
    """Writes the files of one run, one by one; `ids_of_run` remembers which payments stand in earlier ones."""

    vault: Vault
    store: RunStore
    bucket: Bucket
    fund: FundAccount
    run: Run
    today: date
    execution_on: date
    ids_of_run: set[str]

    def write(self, number: int, planned: Sequence[PlannedPayment], read: Sequence[ReadOrder]) -> int:
        """Write file `number` and return its sum in whole cents."""
        orders = [one.order for one in read]
        total = sum(order.cents for order in orders)
        head = FileHead(
            message_id(self.run.region, self.run.month, number, orders),
            parse_instant(self.run.created_at),
            self.fund,
            self.execution_on,
            len(orders),
            total,
        )
        content = b"".join(write_pain_001(head, orders))
        record = PaymentFile(
            message=head.message_id,
            count=head.count,
            cents=total,
            sha256=sha256(content).hexdigest(),
            first=orders[0].payment_id,
            last=orders[-1].payment_id,
            execution_on=self.execution_on.isoformat(),
            new_accounts=sum(one.new_account for one in read),
            warnings=(),
            set_off=sum(one.set_off for one in read),
        )
        request = self.vault.request(Purpose.WRITE_PAYMENT_FILE, FUNCTION, Actor.system())
        row = self._known(request, number, record)
        if row is None:
            row = self._begin(request, number, record.model_copy(update={"warnings": self._check(content, orders)}))
        else:
            # Checked before its row was written; checked against today it might be late by now.
            self.ids_of_run.update(order.payment_id for order in orders)
        if row.clear.get("state") == BEGUN:
            sealed = seal_object(request, row.place, row.subject, content)
            self.bucket.write(object_key(self.run.run, number), sealed, "application/octet-stream")
            self._book(request, number, planned, read)
            mark_accounts(self.store, self.run.run, (one.account for one in read if one.unmarked))
            change = request.change("payment file ready")
            due = f"{self.run.created_at}#{self.run.run}#{number:04d}"
            change.mark(row, {"state": READY, "work_list": FILES_TO_RELEASE, "due": due})
            change.send()
        return total

    def _book(
        self, request: Request, number: int, planned: Sequence[PlannedPayment], read: Sequence[ReadOrder]
    ) -> None:
        granted: Counter[str] = Counter()
        again: Counter[str] = Counter()
        kept: Counter[str] = Counter()
        for one, order in zip(planned, read, strict=True):
            (again if order.again else granted)[one.shard] += order.order.cents
            kept[one.shard] += order.set_off
        post_file(self.store, self.run, number, granted, again, request.instant(), kept)

    def _check(self, content: bytes, orders: Sequence[PaymentOrder]) -> tuple[str, ...]:
        planned = ((order.payment_id, order.cents) for order in orders)
        expected = Expected(self.fund.iban, self.today, CEILINGS, planned, self.ids_of_run)
        findings = check_file(content, expected)
        refused = [str(finding) for finding in findings if finding.refuses]
        if refused:
            msg = "; ".join(refused)
            raise FileRefusedError(msg)
        return tuple(sorted({finding.rule for finding in findings}))

    def _begin(self, request: Request, number: int, record: PaymentFile) -> SealedItem:
        """Write the file's row with a subject of its own; who was faster wrote the same."""
        change = request.change("begin payment file")
        subject = change.new_subject(Kind.FILE, Audience.FILE)
        change.put(file_place(self.run.run, number), subject, record, {"state": BEGUN})
        with suppress(AlreadyThereError):
            change.send()
        row = self._known(request, number, record)
        if row is None:
            msg = "the row of a file is gone"
            raise FileDiffersError(msg)
        return row

    def _known(self, request: Request, number: int, record: PaymentFile) -> SealedItem | None:
        """Return the row of an earlier try with the same digest; None when there is none.

        A file that was begun and never finished is begun anew when payments were withdrawn since: nobody saw it.
        """
        row = request.fetch(file_place(self.run.run, number))
        if row is None or row.clear.get("sha256") == record.sha256:
            return row
        if row.clear.get("state") != BEGUN or not self.run.withdrawn:
            msg = "a file of this number was begun with other payments"
            raise FileDiffersError(msg)
        change = request.change("begin payment file anew")
        change.mark(row, json.loads(record.model_dump_json()))
        change.send()
        return self._known(request, number, record)
