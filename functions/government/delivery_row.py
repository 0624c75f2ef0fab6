"""How far a delivery is: row `<sender>#<flow>` / sequence number. Digests, counts, states and dates; nobody's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from functions.government.decide_notification import Verdict
from functions.government.fault import Fault
from functions.runtime.database import Item

# Why a delivery is held: too many of its notifications are wrong, and a person decides on it as a whole.
HELD = Fault("too_many_bad_notifications", "")


class Stage(StrEnum):
    """A delivery's life: `applied` means that the receipt is fixed, `done` that the object is gone."""

    BEGUN = "begun"
    APPLIED = "applied"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of a receipt: which attestation, why, where. No value of it."""

    attestation: str | None
    code: str
    pointer: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery as the table knows it. `line` is the last notification that was dealt with.

    `refused`: why the delivery was refused or held as a whole. `notifications`: how many stand in the file, once its
    outcome is fixed; the counts add up to it.
    """

    stage: Stage
    digest: str
    received_at: str
    line: int
    counts: Mapping[Verdict, int]
    refused: Fault | None
    notifications: int | None = None

    @classmethod
    def of(cls, item: Item) -> "DeliveryRow":
        """Read a row."""
        counts, code, line = item["counts"], item.get("refused_code"), item["line"]
        if not isinstance(counts, dict) or not isinstance(line, int):
            msg = "not a delivery"
            raise TypeError(msg)
        return cls(
            Stage(str(item["state"])),
            str(item["digest"]),
            str(item["received_at"]),
            line,
            {verdict: int(str(counts.get(verdict, 0))) for verdict in Verdict},
            None if code is None else Fault(str(code), str(item.get("refused_pointer", ""))),
            None if (notifications := item.get("notifications")) is None else int(str(notifications)),
        )
