"""IBANs: form, length per SEPA country, check digits (ISO 13616), and the Belgian national check behind them.

Lengths: ISO 13616 registry, for the countries of the SEPA scheme. Belgium: the last two of the twelve digits are the
first ten modulo 97, or 97 where that is 0.
"""

import re
from enum import StrEnum

_SPACES = re.compile(r"[\s.\-]")
_FORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_MODULUS = 97
# ISO 13616: A counts as 10, Z as 35.
_AS_NUMBERS = {ord(letter): str(int(letter, 36)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip


class IbanFault(StrEnum):
    """What is wrong with an account number."""

    COUNTRY = "country"
    LENGTH = "length"
    CHECK = "check"


class IbanError(ValueError):
    """A text is no IBAN of the SEPA area; the message names the fault, never the account."""

    def __init__(self, fault: IbanFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


def read_iban(text: str) -> str:
    """Return the IBAN in capitals without spaces; IbanError when it cannot be an account in the SEPA area."""
    iban = _SPACES.sub("", text).upper()
    length = _LENGTHS.get(iban[:2])
    if length is None:
        raise IbanError(IbanFault.COUNTRY)
    if len(iban) != length:
        raise IbanError(IbanFault.LENGTH)
    if _FORM.fullmatch(iban) is None or _remainder(iban) != 1 or not _national_check_holds(iban):
        raise IbanError(IbanFault.CHECK)
    return iban


def _remainder(iban: str) -> int:
    return int((iban[4:] + iban[:4]).translate(_AS_NUMBERS)) % _MODULUS


def _national_check_holds(iban: str) -> bool:
    if not iban.startswith("BE"):
        return True
    account = iban[4:]
    return account.isdigit() and int(account[10:]) == (int(account[:10]) % _MODULUS or _MODULUS)
