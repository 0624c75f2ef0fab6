"""National numbers (INSZ, NISS): form, check digits and date, as the number itself states them.

Eleven digits: YYMMDD, a counter of three, two check digits = 97 - (first nine mod 97), with a 2 in front of the nine
for people born from 2000. Bis numbers add 20 or 40 to the month; synthetic people of our stages add 60. Unknown parts
of the date stand as zeros. Source: Crossroads Bank CommonV3 types, and python-stdnum's behaviour as measured.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015]")
_DIGITS = re.compile(r"[0-9]{11}")
_MODULUS = 97
_REST_FROM_2000 = -2_000_000_000 % _MODULUS
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


class NumbersOfDay:
    """Tells the good numbers of one day from the wrong ones, many at a time, as `read_national_number` does for one."""

    __slots__ = ("_new", "_old")

    def __init__(self, today: date, *, synthetic_allowed: bool) -> None:
        """Take what decides: the day, and whether people may be synthetic."""
        self._old = _Births(1900, today, synthetic_allowed=synthetic_allowed)
        self._new = _Births(2000, today, synthetic_allowed=synthetic_allowed)

    def are_good(self, numbers: Iterable[str]) -> bool:
        """Tell whether all of these (eleven digits each) are numbers that somebody can have."""
        old, new = self._old, self._new
        for number in numbers:
            whole = int(number)
            nine, check = whole // 100, whole % 100
            # check = 97 - nine mod 97, with 2,000,000,000 added to the nine for people born from 2000.
            rest = (nine + check) % _MODULUS
            if rest and rest != _REST_FROM_2000:
                return False
            births = new if rest else old
            if not 0 < check <= _MODULUS or not 0 < nine % 1000 <= _LAST_COUNTER or not births[nine // 1000]:
                return False
        return True


class _Births(dict[int, bool]):
    """Which six digits are a date of birth of a number of one century; filled as they are asked for (some 40,000)."""

    def __init__(self, century: int, today: date, *, synthetic_allowed: bool) -> None:
        super().__init__()
        self._century, self._today, self._synthetic_allowed = century, today, synthetic_allowed

    def __missing__(self, digits: int) -> bool:
        try:
            _check_stated(f"{digits:06d}", self._century, self._today, synthetic_allowed=self._synthetic_allowed)
        except NationalNumberError:
            return self.setdefault(digits, False)
        return self.setdefault(digits, True)


def read_national_number(text: str, *, today: date, synthetic_allowed: bool) -> str:
    """Return the eleven digits; NationalNumberError when they are not a number that somebody can have on `today`."""
    digits = _SEPARATORS.sub("", text)
    if _DIGITS.fullmatch(digits) is None:
        raise NationalNumberError(NationalNumberFault.DIGITS)
    century = _century(digits)
    if century is None or not 1 <= int(digits[6:9]) <= _LAST_COUNTER:
        raise NationalNumberError(NationalNumberFault.CHECK)
    _check_stated(digits, century, today, synthetic_allowed=synthetic_allowed)
    return digits


def _check_stated(digits: str, century: int, today: date, *, synthetic_allowed: bool) -> None:
    stated_month = int(digits[2:4])
    offset = stated_month // 20 * 20
    if offset not in (*_MONTH_OFFSETS, SYNTHETIC_OFFSET):
        raise NationalNumberError(NationalNumberFault.DATE)
    if offset == SYNTHETIC_OFFSET and not synthetic_allowed:
        raise NationalNumberError(NationalNumberFault.SYNTHETIC)
    _check_date(century + int(digits[:2]), stated_month - offset, int(digits[4:6]), today)


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
