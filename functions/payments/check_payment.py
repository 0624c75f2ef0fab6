"""Rules about one payment as it stands in the file (S-01 to S-03, S-05 to S-08, S-10)."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from functions.dossier.iban import IbanError, read_iban
from functions.payments.bank_rules import RULES
from functions.payments.neutral_text import is_neutral_text

SHAPE = (
    "CdtTrfTxInf", "PmtId", "EndToEndId", "Amt", "InstdAmt", "Cdtr", "Nm", "CdtrAcct", "Id", "IBAN", "Purp", "Cd",
    "RmtInf", "Ustrd",
)  # fmt: skip
"""Every element of a payment, in document order: nothing more and nothing less."""

_SET = RULES["S-01"].text("characters")
LONGEST_NAME, _LONGEST_TEXT = RULES["S-02"].number("longest_name"), RULES["S-02"].number("longest_text")
_ID_LENGTH = RULES["S-02"].number("longest_id")
_PLACEHOLDER = RULES["S-03"].text("placeholder")
_CURRENCY, _LOWEST = RULES["S-05"].text("currency"), RULES["S-05"].number("lowest_cents")
_PURPOSE = RULES["S-10"].text("purpose")
_CHARACTERS = re.compile(f"[{_SET}]*")
_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,8})\.[0-9]{2}")
# What almost every payment looks like; only what does not match is looked at rule by rule.
_PLAIN_ID = re.compile(f"(?!{_PLACEHOLDER}$)[A-Za-z0-9]{{1,{_ID_LENGTH}}}")
_PLAIN_NAME = re.compile(f"(?! )[{_SET}]{{1,{LONGEST_NAME}}}(?<! )")
_ONLY_IN_BATCH = frozenset({"ChrgBr", "SvcLvl", "PmtTpInf"})
_ADDRESS = "PstlAdr"


def check_text(text: str, longest: int) -> set[str]:
    """Check one text of the file: characters (S-01), length and outer spaces (S-02)."""
    broken = set()
    if _CHARACTERS.fullmatch(text) is None:
        broken.add("S-01")
    if not 1 <= len(text) <= longest or text != text.strip():
        broken.add("S-02")
    return broken


def check_id(text: str) -> set[str]:
    """Check one id of the file: its text, its slashes and that it is no placeholder (S-01 to S-03)."""
    broken = check_text(text, _ID_LENGTH)
    if text.startswith("/") or text.endswith("/") or "//" in text or text == _PLACEHOLDER:
        broken.add("S-03")
    return broken


def is_payable_account(iban: str) -> bool:
    """Return whether an account number stands in its plain form and both its checks hold (S-07); no BIC is needed."""
    try:
        return read_iban(iban) == iban
    except IbanError:
        return False


@dataclass(slots=True)
class SeenPayment:
    """A payment as it stands in a file: its texts (empty when absent), the currency, and which elements it has."""

    payment_id: str
    amount: str
    currency: str
    name: str
    iban: str
    purpose: str
    text: str
    names: tuple[str, ...] = SHAPE
    cents: int = field(init=False)
    """The amount in whole cents; 0 when it is not written as amounts are."""

    def __post_init__(self) -> None:
        """Read the amount once."""
        self.cents = int(self.amount.replace(".", "")) if _AMOUNT.fullmatch(self.amount) else 0


def check_payment(seen: SeenPayment, own_account: str, ceiling_cents: int) -> set[str]:
    """Return the rules that one payment breaks."""
    broken = set() if seen.names is SHAPE else _check_shape(seen.names)
    if _PLAIN_ID.fullmatch(seen.payment_id) is None:
        broken |= check_id(seen.payment_id)
    if _PLAIN_NAME.fullmatch(seen.name) is None:
        broken |= check_text(seen.name, LONGEST_NAME)
    if remittance := _check_remittance(seen.purpose, seen.text):
        broken |= remittance
    if not _LOWEST <= seen.cents <= ceiling_cents or seen.currency != _CURRENCY:
        broken.add("S-05")
    if not is_payable_account(seen.iban) or seen.iban == own_account:
        broken.add("S-07")
    return broken


@lru_cache(maxsize=256)
def _check_remittance(purpose: str, text: str) -> frozenset[str]:
    """Check purpose and text, which are the same few for a whole file."""
    broken = check_text(text, _LONGEST_TEXT)
    if purpose != _PURPOSE or not is_neutral_text(text):
        broken.add("S-10")
    return frozenset(broken)


def _check_shape(names: tuple[str, ...]) -> set[str]:
    """Name the rule behind an element that is too much; a missing one is found by its own rule."""
    broken = set()
    if _ADDRESS in names:
        broken.add("S-08")
    if _ONLY_IN_BATCH & set(names):
        broken.add("S-06")
    if names.count("Ustrd") != 1 or names.count("Nm") != 1:
        broken.add("S-02")
    if names.count("EndToEndId") != 1:
        broken.add("S-03")
    if not broken:
        # Anything else that the shape does not have (a creditor agent, another person) is no text from the closed list.
        broken.add("S-10")
    return broken
