"""Where a message comes from: the delivery that every notification of it shares."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Received:
    """One delivery: who sent it, in which flow, under which number, and when it was first seen (RFC 3339).

    `message` is the id that the sender gave the delivery; `withheld`: elements that it says were kept from us in all
    its notifications; `corrected`: a person of the fund mended the notification before it was used.
    """

    sender: str
    flow: str
    sequence: int
    received_at: str
    message: str | None = None
    withheld: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def name(self) -> str:
        """Return sender, flow and number in one line, as the ledger names a delivery."""
        return f"{self.sender}/{self.flow}/{self.sequence}"
