"""National numbers and accounts that pass every check and cannot belong to anybody.

National number: YYMMDD + counter (odd male, even female) + check digits, with 60 added to the month. Real numbers have
months 00-12, bis numbers 20-32 and 40-52. Account: a Belgian IBAN at bank code 539, which no bank holds.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random

MONTH_OFFSET = 60
NOBODYS_BANK = "539"
_MODULUS = 97
_LAST_COUNTER = 998
_ACCOUNTS = 10_000_000
_FIRST_LONG_YEAR = 2000


class Sex(StrEnum):
    """Sex as the counter of a national number states it."""

    MALE = "male"
    FEMALE = "female"


class NumbersUsedUpError(RuntimeError):
    """More people were asked for on one day of birth, or more accounts, than there are numbers."""


@dataclass(slots=True)
class NumberIssuer:
    """Gives each number once; the same calls in the same order give the same numbers."""

    _people: Counter[tuple[date, Sex]] = field(default_factory=Counter)
    _accounts: set[int] = field(default_factory=set)

    def national_number(self, born: date, sex: Sex) -> str:
        """Return the next free number of this day of birth; NumbersUsedUpError after about five hundred."""
        place = self._people[born, sex]
        self._people[born, sex] += 1
        counter = 2 * place + (1 if sex is Sex.MALE else 2)
        if counter > _LAST_COUNTER:
            msg = "no national number is left for this day of birth"
            raise NumbersUsedUpError(msg)
        nine = f"{born.year % 100:02d}{born.month + MONTH_OFFSET:02d}{born.day:02d}{counter:03d}"
        century = "2" if born.year >= _FIRST_LONG_YEAR else ""
        return f"{nine}{_MODULUS - int(century + nine) % _MODULUS:02d}"

    def iban(self, chance: Random) -> str:
        """Return an account that was not given before; NumbersUsedUpError when most of them are gone."""
        if len(self._accounts) > _ACCOUNTS // 2:
            msg = "no account is left"
            raise NumbersUsedUpError(msg)
        account = chance.randrange(_ACCOUNTS)
        while account in self._accounts:
            account = (account + 1) % _ACCOUNTS
        self._accounts.add(account)
        return belgian_iban(f"{NOBODYS_BANK}{account:07d}")


def belgian_iban(ten: str) -> str:
    """Return the IBAN of a Belgian account's first ten digits: national check (97 for 0), then ISO 13616 check."""
    twelve = f"{ten}{int(ten) % _MODULUS or _MODULUS:02d}"
    country = f"{int('B', 36)}{int('E', 36)}00"
    return f"BE{98 - int(twelve + country) % _MODULUS:02d}{twelve}"
