"""National numbers (INSZ, NISS): form, check digits and date, as the number itself states them.

Eleven digits: YYMMDD, a counter of three, two check digits = 97 - (first nine mod 97), with a 2 in front of the nine
for people born from 2000. Bis numbers add 20 or 40 to the month; synthetic people of our stages add 60. Unknown parts
of the date stand as zeros. Source: Crossroads Bank CommonV3 types, and python-stdnum's behaviour as measured.
"""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum

_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015]")
_DIGITS = re.compile(r"[0-9]{11}")
_MODULUS = 97
_MONTH_OFFSETS = (0, 20, 40)
SYNTHETIC_OFFSET = 60
_LAST_MONTH = 12
_LAST_COUNTER = 998


class NationalNumberFault(StrEnum):
    """What is wrong with a number."""

    DIGITS = "digits"
    CHECK = "check"
    DATE = "date"
    FUTURE = "future"
    SYNTHETIC = "synthetic"


class NationalNumberError(ValueError):
    """A text is no national number; the message names the fault, never the number."""

    def __init__(self, fault: NationalNumberFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


def read_national_number(text: str, *, today: date, synthetic_allowed: bool) -> str:
    """Return the eleven digits; NationalNumberError when they are not a number that somebody can have on `today`."""
    digits = _SEPARATORS.sub("", text)
    if _DIGITS.fullmatch(digits) is None:
        raise NationalNumberError(NationalNumberFault.DIGITS)
    century = _century(digits)
    if century is None or not 1 <= int(digits[6:9]) <= _LAST_COUNTER:
        raise NationalNumberError(NationalNumberFault.CHECK)
    stated_month = int(digits[2:4])
    offset = stated_month // 20 * 20
    if offset not in (*_MONTH_OFFSETS, SYNTHETIC_OFFSET):
        raise NationalNumberError(NationalNumberFault.DATE)
    if offset == SYNTHETIC_OFFSET and not synthetic_allowed:
        raise NationalNumberError(NationalNumberFault.SYNTHETIC)
    _check_date(century + int(digits[:2]), stated_month - offset, int(digits[4:6]), today)
    return digits


def _century(digits: str) -> int | None:
    """Return 1900 or 2000, whichever the check digits prove, or None when neither."""
    nine, check = int(digits[:9]), int(digits[9:])
    if check == _MODULUS - nine % _MODULUS:
        return 1900
    if check == _MODULUS - (2_000_000_000 + nine) % _MODULUS:
        return 2000
    return None


def _check_date(year: int, month: int, day: int, today: date) -> None:
    if month > _LAST_MONTH or (month and day > monthrange(year, month)[1]):
        raise NationalNumberError(NationalNumberFault.DATE)
    if (year, month, day) > (today.year, today.month, today.day):
        raise NationalNumberError(NationalNumberFault.FUTURE)
