"""Segments: what the ledger's stream tells, batch by batch, as objects `<day>/<hour>/<first>-<last>.jsonl`.

A line holds what stands in clear and the sealed part; nothing of it opens once the subject's *audit* key is destroyed.
Day and hour are those of the writing (system clock, UTC), so that a late batch lands where somebody still looks. The
same batch may be written twice: readers take equal lines as one.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from functions.runtime.database import Item
from functions.units.clock import instant_text


class Told(StrEnum):
    """What the stream tells of an entry; only the first three happen in a fund that is as it should be.

    `added`: a new entry. `restored`: where a chain ended in a table that an operator put in place of a lost one.
    `swept`: an entry of a subject that was ended and whose log term is over. `removed`, `overwritten`: what no function
    does.
    """

    ADDED = "added"
    RESTORED = "restored"
    SWEPT = "swept"
    REMOVED = "removed"
    OVERWRITTEN = "overwritten"


class UnreadableSegmentError(Exception):
    """A segment is not what this code writes; the text holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the stream told it; digests as bytes, empty for an entry that is gone."""

    told: Told
    chain: str
    sequence: int
    at: str = ""
    commitment: bytes = b""
    digest: bytes = b""
    sealed: bytes = b""

    @classmethod
    def of(cls, told: Told, row: Item) -> "Line":
        """Read a row of the ledger, or the key of one that is gone."""
        chain, sequence = str(row["pk"]), int(str(row["sk"]))
        if told in {Told.SWEPT, Told.REMOVED}:
            return cls(told, chain, sequence)
        commitment, digest, sealed = row.get("commitment"), row.get("hash"), row.get("sealed")
        if not isinstance(commitment, bytes) or not isinstance(digest, bytes) or not isinstance(sealed, bytes):
            # What stands there now is no entry any more: whoever overwrote it is told by its place.
            return cls(told, chain, sequence, str(row.get("at", "")))
        return cls(told, chain, sequence, str(row["at"]), commitment, digest, sealed)

    def text(self) -> str:
        """Return the line."""
        members = {
            "told": self.told.value,
            "chain": self.chain,
            "sequence": self.sequence,
            "instant": self.at,
            "commitment": self.commitment.hex(),
            "hash": self.digest.hex(),
            "sealed": base64.b64encode(self.sealed).decode("ascii"),
        }
        return json.dumps(members, separators=(",", ":"))


def segment_of(lines: Iterable[Line], first: str, last: str, now: datetime) -> tuple[str, bytes]:
    """Return the key and body of a segment; `first` and `last` are the stream's own sequence numbers."""
    body = "".join(f"{line.text()}\n" for line in lines)
    return f"{hour_of(now)}{first}-{last}.jsonl", body.encode("ascii")


def hour_of(instant: datetime) -> str:
    """Return the prefix of an hour's segments."""
    text = instant_text(instant)
    return f"{text[:10]}/{text[11:13]}/"


def lines_of(body: bytes) -> Iterator[Line]:
    """Read a segment; UnreadableSegmentError when it is none."""
    try:
        for text in body.decode("ascii").splitlines():
            members = json.loads(text)
            yield Line(
                Told(members["told"]),
                str(members["chain"]),
                int(members["sequence"]),
                str(members["instant"]),
                bytes.fromhex(members["commitment"]),
                bytes.fromhex(members["hash"]),
                base64.b64decode(members["sealed"], validate=True),
            )
    except (ValueError, KeyError, TypeError) as error:
        msg = "not a segment of the ledger"
        raise UnreadableSegmentError(msg) from error
