"""Whether an account can be paid by a SEPA credit transfer: the form and both check numbers (rule S-07).

ISO 13616 check (mod 97) for every country of the SEPA scheme, with the length that the country registered; for Belgium
also the national check: the last two digits are the first ten modulo 97, 97 for zero. A bank code that no table knows
is still payable, and a BIC is never needed.
"""

import re

_FORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
# SEPA scheme countries and territories with an own code (EPC409-09) and their IBAN length (SWIFT IBAN registry).
_LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip
_DIGITS = str.maketrans({chr(ord("A") + index): str(index + 10) for index in range(26)})
_MODULUS = 97
_BELGIAN_ACCOUNT = slice(4, 14)
_BELGIAN_CHECK = slice(14, 16)


def is_payable_account(iban: str) -> bool:
    """Return whether an account number (upper case, no spaces) can stand in a payment file."""
    if _FORM.fullmatch(iban) is None or _LENGTHS.get(iban[:2]) != len(iban):
        return False
    if int((iban[4:] + iban[:4]).translate(_DIGITS)) % _MODULUS != 1:
        return False
    if not iban.startswith("BE"):
        return True
    account, check = iban[_BELGIAN_ACCOUNT], iban[_BELGIAN_CHECK]
    return account.isdigit() and check.isdigit() and int(check) == (int(account) % _MODULUS or _MODULUS)
