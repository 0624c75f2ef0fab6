"""Paper: a letter is sealed to the printer's public key and laid in a bucket; who runs the bucket cannot read it.

The object's name is the parcel's reference, so laying it twice is laying it once.
"""

import json
from typing import Protocol

from functions.messages.channel import Parcel
from functions.vault.audit_seal import open_with, seal_to

CONTENT_TYPE = "application/octet-stream"


class LetterBox(Protocol):
    """The bucket that the printer empties."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...


class LetterCarrier:
    """Lays letters, registered or not, for one printer."""

    knows_repeats = True

    def __init__(self, box: LetterBox, printer: bytes, *, registered: bool) -> None:
        """Take the bucket and the printer's X25519 public key (32 bytes)."""
        self._box, self._printer, self._registered = box, printer, registered

    def carry(self, parcel: Parcel) -> None:
        """Seal the letter with its envelope and lay it."""
        content = {
            "registered": self._registered,
            "to": parcel.to.split("\n"),
            "html": parcel.html,
            "text": parcel.text,
        }
        sealed = seal_to(self._printer, json.dumps(content).encode(), _bound(parcel.reference))
        folder = "registered" if self._registered else "plain"
        self._box.write(f"{folder}/{parcel.reference}", sealed, CONTENT_TYPE)


def open_letter(private: bytes, reference: str, sealed: bytes) -> dict[str, object]:
    """Open a letter as the printer does; BrokenSealError when it was altered or is another's."""
    content: dict[str, object] = json.loads(open_with(private, sealed, _bound(reference)))
    return content


def _bound(reference: str) -> bytes:
    return f"kroost/v1/letter|{reference}".encode("ascii")
