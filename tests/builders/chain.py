"""Writes a subject's ledger chain as the lines that `kroost verify-ledger` reads."""

import json

from functions.runtime.database import Table
from functions.vault.ledger_entry import open_entry
from functions.vault.record_bytes import canonical
from tests.builders.vault import MemoryVault, private_half


def chain_lines(memory: MemoryVault, subject: str, *, readable: bool = True) -> list[str]:
    """Return one line an entry; `readable` opens what each says with the subject's audit key."""
    lines = []
    for row in memory.database.query(Table.LEDGER, subject).items:
        sequence, commitment, digest, sealed = int(str(row["sk"])), row["commitment"], row["hash"], row["sealed"]
        assert isinstance(commitment, bytes)
        assert isinstance(digest, bytes)
        assert isinstance(sealed, bytes)
        line = {
            "chain": subject,
            "sequence": sequence,
            "instant": row["at"],
            "commitment": commitment.hex(),
            "hash": digest.hex(),
        }
        if readable:
            salt, part = open_entry(private_half(memory, subject), subject, sequence, sealed)
            line |= {"salt": salt.hex(), "part": canonical(part).decode()}
        lines.append(json.dumps(line))
    return lines
