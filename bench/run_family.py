"""M1 and M2: what a family's month costs a worker in processor time, reads and writes.

The family is two adults and two children with their facts, in its second month: the first also tells it of its first
payment. Ours is all that a worker does: rows from their wire form, keys, opening, calculation with its trace, sealing,
ledger, and rows to their wire form; the time of the store itself is taken out. The plain path has the same rows as
nested attributes, read and written by boto3's own serializer, and the same calculation: no key, ledger or signature,
no check of what was read.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from bench.disk_store import DiskStore
from bench.figure import REPEATS, Figure
from functions.benefits.decision import Decision
from functions.benefits.parameters import current_parameters
from functions.dossier.family_file import read_family_file
from functions.dossier.person import PersonForPayment
from functions.payments.compact_trace import compact_trace
from functions.payments.entitlement import entitlement
from functions.register.purpose import Purpose
from functions.runtime.attribute_values import item_from_wire, item_to_wire
from functions.runtime.database import Table
from tests.builders.opened_rows import opened_rows
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import JUNE, PaymentRun
from tests.builders.vault import memory_vault

if TYPE_CHECKING:
    from functions.runtime.database import Value
    from tests.fakes.in_memory_database import InMemoryDatabase

FAMILIES, _CALLS = 250, 50
_SHARD = "07"


def figures() -> list[Figure]:
    """Measure both; counts are the same on every machine, times are a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        store = DiskStore(Path(folder) / "store")
        run = PaymentRun(memory=memory_vault(database=cast("InMemoryDatabase", store)))
        with patch("functions.dossier.write_family.run_shard", lambda _: _SHARD):
            for number in range(FAMILIES):
                put_fund_family(run.memory, _family(number))
        run.whole("flanders", JUNE.plus(-1))
        of_run, _ = run.start("flanders", JUNE)
        for counted in (store.units, store.calls, store.seconds):
            counted.clear()
        start = time.process_time()
        run.work(of_run, _SHARD)
        ours = (time.process_time() - start - sum(store.seconds.values())) / FAMILIES
        units, queries, batches = dict(store.units), store.calls["query"], store.calls["get_many"]
        before = store.calls["transact"] + store.calls["write"]
        run.work(of_run, _SHARD)
        again = store.calls["transact"] + store.calls["write"] - before
        store.close()
    wire, plain = _wire_and_plain()
    written = units["write"] / FAMILIES
    # One page's ledger entry, its place, the shard's end, and the run's sums: once for all families of the page.
    return [
        Figure("M1", "a family's month / plain boto3 (no key, ledger, signature)", (ours + wire) / plain, 0.35, "x"),
        Figure("M2", "write units a family and month, share of page and shard included", written, 6.2, "WRU"),
        Figure("M2", "index entries a family and month (the list of payments)", units["index"] / FAMILIES, 1, "WRU"),
        Figure("M2", "read units a family and month, subjects included", units["half_read"] / 2 / FAMILIES, 12, "RRU"),
        Figure("M2", "queries a family and month: its file, its last payments", queries / FAMILIES, 2.1, "calls"),
        Figure("M2", "batch reads of subjects a hundred families", batches / FAMILIES * 100, 6, "calls"),
        Figure("M2", "writes of a rerun", again, 0, "calls"),
    ]


def _family(number: int) -> FundFamily:
    return FundFamily(number, "flanders", (date(2021, 2, 3), date(2022, 3, 4)))


def _wire_and_plain() -> tuple[float, float]:
    """Return the time of a family's rows to and from our wire form, and that of the plain path, in seconds."""
    memory, family, law = memory_vault(), _family(1), current_parameters()
    put_fund_family(memory, family)
    request = memory.request(Purpose.CALCULATE_AND_PAY)
    file = read_family_file(request, family.dossier, person=PersonForPayment)
    serializer, deserializer = TypeSerializer(), TypeDeserializer()
    nested = [
        {name: serializer.serialize(value) for name, value in _numbers({**clear, **_joined(opened)}).items()}
        for clear, opened in opened_rows(memory.database, memory.keyring, Table.DOSSIERS)
    ]
    rows = memory.database.rows
    ours = [item_to_wire(row) for table in (Table.DOSSIERS, Table.SUBJECTS) for row in rows[table].values()]
    decision = entitlement(file, JUNE, "flanders", law).decision
    if not isinstance(decision, Decision):
        msg = "the family that is measured is not paid"
        raise TypeError(msg)
    payment = _numbers({"pk": family.dossier, "sk": f"{JUNE}#01", "cents": 1, "trace": compact_trace(decision)})
    sealed: dict[str, Value] = {
        "pk": family.dossier,
        "sk": f"{JUNE}#01",
        "sealed": [b"x" * 500, b"x" * 1_000],
        "state": "planned",
    }

    def wire() -> None:
        for row in ours:
            item_from_wire(row)
        item_to_wire(sealed)

    def plain() -> None:
        for row in nested:
            {name: deserializer.deserialize(value) for name, value in row.items()}
        entitlement(file, JUNE, "flanders", law)
        {name: serializer.serialize(value) for name, value in payment.items()}

    return _seconds(wire), _seconds(plain)


def _joined(opened: list[dict[str, object]]) -> dict[str, object]:
    return {name: value for members in opened for name, value in members.items()}


def _numbers(value: dict[str, object]) -> dict[str, object]:
    """Return the members as boto3 wants numbers."""
    found: dict[str, object] = json.loads(json.dumps(value), parse_float=Decimal)
    return found


def _seconds(call: Callable[[], None]) -> float:
    blocks = []
    for _ in range(REPEATS):
        start = time.process_time()
        for _ in range(_CALLS):
            call()
        blocks.append((time.process_time() - start) / _CALLS)
    return statistics.median(blocks)
