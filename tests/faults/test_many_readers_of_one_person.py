"""Sixty-four readers of one person at one moment: each has its entry, the chain verifies, retries are bounded."""

import threading
from datetime import timedelta

from functions.dossier.fact_kinds import FACT_KINDS
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.errors import TryAgainError
from functions.vault.ledger import MOST_RETRIES
from functions.vault.verify_chain import verify_chain
from tests.builders.chain import chain_lines
from tests.builders.erasure import begin_erasure

READERS = 64


def test_sixty_four_parallel_reads_keep_one_whole_chain() -> None:
    """Given 64 readers that start together, then each read has one entry or was told to try again, in bounded tries."""
    erasure = begin_erasure()
    memory, partner = erasure.memory, erasure.family.partner
    before = len(memory.database.query(Table.LEDGER, partner).items)
    start = threading.Barrier(READERS)
    opened: list[object] = []
    refused: list[int] = []

    def read() -> None:
        request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
        rows = request.query(Table.DOSSIERS, erasure.family.dossier, begins_with=f"fact#{partner}#")
        start.wait()
        try:
            opened.append(request.open(rows, FACT_KINDS))
        except TryAgainError:
            refused.append(1)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    entries = memory.database.query(Table.LEDGER, partner).items
    assert len(opened) + len(refused) == READERS
    assert len(entries) - before == len(opened), "no read without an entry, no entry without a read"
    assert verify_chain(chain_lines(memory, partner)) is None
    assert len(memory.pauses) <= READERS * MOST_RETRIES
    assert all(timedelta(seconds=pause) < timedelta(seconds=0.02 * 2**MOST_RETRIES) for pause in memory.pauses)
