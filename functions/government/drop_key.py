"""The key of a dropped object: `<cbeNumber>/<flow in lower case>/<sequence number as 15 digits>.<format>`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from functions.government.flow import Flow

SEQUENCE_DIGITS = 15
_FORM = re.compile(rf"([0-9]{{10}})/([a-z_]{{1,40}})/([0-9]{{{SEQUENCE_DIGITS}}})\.((?:jsonl|json|xml)(?:\.gz)?)")


class Format(StrEnum):
    """How a delivery is written; the value is the ending of its key."""

    JSON = "json"
    JSON_LINES = "jsonl"
    JSON_GZIP = "json.gz"
    JSON_LINES_GZIP = "jsonl.gz"
    XML = "xml"
    XML_GZIP = "xml.gz"

    @property
    def is_lines(self) -> bool:
        """Tell whether every notification is a line of its own."""
        return self in (Format.JSON_LINES, Format.JSON_LINES_GZIP)

    @property
    def is_packed(self) -> bool:
        """Tell whether the object is packed with gzip."""
        return self in (Format.JSON_GZIP, Format.JSON_LINES_GZIP, Format.XML_GZIP)

    @property
    def is_xml(self) -> bool:
        """Tell whether it is the answer of a service, in XML."""
        return self in (Format.XML, Format.XML_GZIP)


@dataclass(frozen=True, slots=True)
class DropKey:
    """What the key itself says; the envelope must say the same."""

    text: str
    sender: str
    flow: Flow
    sequence: int
    format: Format

    @property
    def receipt(self) -> str:
        """Return the key of the receipt."""
        return f"{self.text}.receipt.json"

    @property
    def series(self) -> str:
        """Return the partition in which the deliveries of this sender and flow stand."""
        return f"{self.sender}#{self.flow}"


def read_drop_key(text: str) -> DropKey | None:
    """Read a key; None when it has another form (its text may then hold anything, and is shown to nobody)."""
    match = _FORM.fullmatch(text)
    if match is None or match[2].upper() not in set(Flow) or int(match[3]) == 0:
        return None
    return DropKey(text, match[1], Flow(match[2].upper()), int(match[3]), Format(match[4]))
