"""One choice as it rests: a row of `consents` under a random id, chained to the one before, signed.

No person, no address, no browser: the id is random, or follows from the caller's own key, and is linked to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from functions.consent.choice import KINDS
from functions.runtime.database import Item, Value
from functions.vault.record_bytes import canonical

FIRST = 1
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One entry of a consent's history. `signal_seen`: the browser sent `Sec-GPC: 1` (recorded, never identifying)."""

    consent: str
    sequence: int
    recorded_at: str
    language: str
    method: str
    banner_version: str
    choices: Mapping[str, bool]
    signal_seen: bool
    previous: str
    request_mark: str | None
    body_mark: str
    signature: Mapping[str, str] | None = None

    @property
    def state(self) -> dict[str, object]:
        """The state as the contract shows it."""
        return {"choices": dict(self.choices), "method": self.method, "banner_version": self.banner_version}

    @property
    def document(self) -> dict[str, object]:
        """What is signed and answered."""
        return {"id": self.consent, "recorded_at": self.recorded_at, "state": self.state}

    @property
    def answer(self) -> dict[str, object]:
        """The answer to the post that made this record: the same again for a repeat of it."""
        return {**self.document, "signature": dict(self.signature or {})}

    @property
    def digest(self) -> str:
        """The link that the next record of the chain carries."""
        seen = [self.sequence, self.language, self.signal_seen, self.previous]
        return "sha256:" + sha256(canonical([self.document, seen])).hexdigest()

    def item(self, marks: Mapping[str, str]) -> Item:
        """Return the row, with the marks of its end."""
        row: Item = {
            "pk": self.consent,
            "sk": sort_key(self.sequence),
            "recorded_at": self.recorded_at,
            "language": self.language,
            "method": self.method,
            "banner_version": self.banner_version,
            "choices": dict(self.choices),
            "signal_seen": self.signal_seen,
            "previous": self.previous,
            "body_mark": self.body_mark,
            "signature": dict(self.signature or {}),
            **marks,
        }
        if self.request_mark is not None:
            row["request_mark"] = self.request_mark
        return row


def sort_key(sequence: int) -> str:
    """Return the sort key of a sequence number, from 1."""
    return f"{sequence:0{_DIGITS}d}"


def record_of(item: Mapping[str, Value]) -> ConsentRecord:
    """Read a row."""
    choices, signature, mark = item["choices"], item["signature"], item.get("request_mark")
    if not isinstance(choices, Mapping) or not isinstance(signature, Mapping):
        msg = "not a consent"
        raise TypeError(msg)
    return ConsentRecord(
        consent=str(item["pk"]),
        sequence=int(str(item["sk"])),
        recorded_at=str(item["recorded_at"]),
        language=str(item["language"]),
        method=str(item["method"]),
        banner_version=str(item["banner_version"]),
        choices={kind: choices[kind] is True for kind in KINDS},
        signal_seen=item["signal_seen"] is True,
        previous=str(item["previous"]),
        request_mark=None if mark is None else str(mark),
        body_mark=str(item["body_mark"]),
        signature={name: str(signature[name]) for name in ("alg", "key", "value")},
    )
