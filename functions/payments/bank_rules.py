"""The bank's rules that the schema does not see, by name: S-01 to S-12, each with its level and its message.

What the schema accepts without them, and why each rule is there: docs/payments.md. A finding names the rule and the
place (head, or the position of a payment in the file), never a value: files hold names and accounts.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a finding does to the file: an error refuses it, a warning is shown at release."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, its level and what a finding of it says."""

    rule: str
    level: Level
    message: str


RULES = {
    rule.rule: rule
    for rule in (
        Rule("S-01", Level.ERROR, "a text holds a character outside the SEPA set"),
        Rule("S-02", Level.ERROR, "a name, text or id is missing, too long, or has spaces at its ends"),
        Rule("S-03", Level.ERROR, "an id is repeated, a placeholder, or has slashes where none may stand"),
        Rule("S-04", Level.ERROR, "a count or sum is not that of the content, or is written with leading zeros"),
        Rule("S-05", Level.ERROR, "an amount is not in EUR with two decimals between the lowest and the ceiling"),
        Rule("S-06", Level.ERROR, "method, service level or charges are not TRF, SEPA and SLEV, once, at batch level"),
        Rule("S-07", Level.ERROR, "an account is not a payable one, or is the fund's own"),
        Rule("S-08", Level.ERROR, "an address stands in the file"),
        Rule("S-09", Level.ERROR, "a date is not a settlement day between today and a year ahead, or has no zone"),
        Rule("S-09-lead", Level.WARNING, "less than three settlement days are left to repair rejected payments"),
        Rule("S-10", Level.ERROR, "a purpose or remittance text is not on the closed list"),
        Rule("S-11", Level.ERROR, "the payments are not exactly the planned ones"),
        Rule("S-12", Level.ERROR, "the bytes are not plain UTF-8 with one default namespace and nothing else"),
    )
}


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
