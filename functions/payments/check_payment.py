"""Rules about one payment as it stands in the file (S-01 to S-03, S-05 to S-08, S-10)."""

import re

from functions.dossier.iban import IbanError, read_iban
from functions.payments.neutral_text import is_neutral_text
from functions.payments.sepa_text import NAME_LENGTH, TEXT_LENGTH
from functions.payments.write_pain_001 import PURPOSE

type Leaf = tuple[str, str | None]
"""An element's local name with its own text, in document order."""

_SHAPE = (
    "CdtTrfTxInf", "PmtId", "EndToEndId", "Amt", "InstdAmt", "Cdtr", "Nm", "CdtrAcct", "Id", "IBAN", "Purp", "Cd",
    "RmtInf", "Ustrd",
)  # fmt: skip
_CHARACTERS = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,8})\.[0-9]{2}")
_ID_LENGTH = 35
_PLACEHOLDER = "NOTPROVIDED"
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


def read_cents(text: str) -> int | None:
    """Read an amount with exactly two decimals and no leading zero or sign; None for anything else."""
    return int(text.replace(".", "")) if _AMOUNT.fullmatch(text) else None


def is_payable_account(iban: str) -> bool:
    """Return whether an account number stands in its plain form and both its checks hold (S-07); no BIC is needed."""
    try:
        return read_iban(iban) == iban
    except IbanError:
        return False


def check_payment(leaves: list[Leaf], currency: str | None, own_account: str, ceiling_cents: int) -> set[str]:
    """Return the rules that one payment breaks; `leaves` is its whole element tree, flattened in document order."""
    names = tuple(name for name, _ in leaves)
    broken = set() if names == _SHAPE else _check_shape(names)
    found = {name: text or "" for name, text in leaves}
    broken |= check_id(found.get("EndToEndId", ""))
    broken |= check_text(found.get("Nm", ""), NAME_LENGTH)
    broken |= check_text(found.get("Ustrd", ""), TEXT_LENGTH)
    cents = read_cents(found.get("InstdAmt", ""))
    if cents is None or not 1 <= cents <= ceiling_cents or currency != "EUR":
        broken.add("S-05")
    iban = found.get("IBAN", "")
    if not is_payable_account(iban) or iban == own_account:
        broken.add("S-07")
    if found.get("Cd") != PURPOSE or not is_neutral_text(found.get("Ustrd", "")):
        broken.add("S-10")
    return broken


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
