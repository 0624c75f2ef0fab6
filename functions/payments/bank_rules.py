"""The bank's rules that the schema does not see: `bank_rules.json` holds them, S-01 to S-12 and A-01, with sources.

What the schema accepts without them, and why each rule is there: docs/payments.md. A finding names the rule and the
place (head, or the position of a payment in the file), never a value: files hold names and accounts.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Level(StrEnum):
    """What a finding does to the file: an error refuses it, a warning is shown at release."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, its level, what a finding of it says, where it comes from, and the values that it compares."""

    rule: str
    level: Level
    message: str
    source: str
    values: Mapping[str, str | int | list[str]]

    def text(self, name: str) -> str:
        """Return a value that is a text; TypeError when the file holds another kind."""
        value = self.values[name]
        if not isinstance(value, str):
            raise TypeError(self.rule)
        return value

    def number(self, name: str) -> int:
        """Return a value that is a whole number; TypeError when the file holds another kind."""
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(self.rule)
        return value


def _read() -> dict[str, Rule]:
    told = json.loads(Path(__file__).with_name("bank_rules.json").read_text(encoding="utf-8"))["rules"]
    return {one["rule"]: Rule(**one | {"level": Level(one["level"])}) for one in told}


RULES = _read()


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place: `position` counts payments from 1, 0 is the head."""

    rule: str
    position: int

    @property
    def refuses(self) -> bool:
        """Whether the file may not exist with this finding."""
        return RULES[self.rule].level is Level.ERROR

    def __str__(self) -> str:
        """Say what is wrong, without the value."""
        place = f"payment {self.position}" if self.position else "head"
        return f"{self.rule} ({place}): {RULES[self.rule].message}"


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The fund's own safety limits in whole cents: above them a human looks before a file may exist (S-05)."""

    payment_cents: int
    file_cents: int
