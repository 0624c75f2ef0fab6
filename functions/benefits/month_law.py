"""The values of the law in force in a month, in three layers: terms, amounts, and the month itself.

Terms (ages, days, classes of scales) hold for years, amounts from one index to the next. Each layer is one object for
all months in which none of its values changes, so that whoever decides many months sees by identity what stayed.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from functions.benefits.amount import Amount, Ratio
from functions.units.year_month import YearMonth

type Bounds = tuple[int, int | None]
type Conditions = tuple[dict[str, Bounds], ...]
type Scale = Sequence[tuple[Conditions, str]]


class Terms:
    """What the law says without money. A value that the month does not have raises KeyError."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        days: Mapping[str, date],
        texts: Mapping[str, tuple[str, ...]],
        scales: Mapping[str, Scale],
    ) -> None:
        self._numbers = numbers
        self._days = days
        self._texts = texts
        self._scales = scales
        self._classes: dict[tuple[object, ...], str | None] = {}

    def number(self, key: str) -> int:
        """Return a whole number: years, months, days, children, points, a month of the year."""
        return self._numbers[key]

    def day(self, key: str) -> date:
        """Return a civil day."""
        return self._days[key]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of words, for instance the days on which nothing is paid."""
        return self._texts[key]

    def class_of(self, folder: str, **measured: int) -> str | None:
        """Return the id of the amount of the folder whose conditions all hold for what was measured, or None."""
        key = (folder, *measured.items())
        try:
            return self._classes[key]
        except KeyError:
            found = self._classes[key] = _class_of(self._scales[folder], measured)
            return found


class Amounts(Terms):
    """The terms and the amounts in force. It knows no month: what is decided on it alone holds for all its months."""

    def __init__(self, terms: Terms, amounts: Mapping[str, Amount], ratios: Mapping[str, Ratio]) -> None:
        vars(self).update(vars(terms))
        self.terms = terms
        self._amounts = amounts
        self._ratios = ratios

    def amount(self, key: str) -> Amount:
        """Return the amount in force (KeyError before its first day or after its last)."""
        return self._amounts[key]

    def find(self, key: str) -> Amount | None:
        """Return the amount in force, None before its first day or after its last."""
        return self._amounts.get(key)

    def ratio(self, key: str) -> Ratio:
        """Return a share or factor."""
        return self._ratios[key]

    def find_ratio(self, key: str) -> Ratio | None:
        """Return a share or factor, None where no file states one."""
        return self._ratios.get(key)

    def pick(self, folder: str, **measured: int) -> Amount:
        """Return the amount of a scale that covers every case; LookupError when it does not."""
        found = self.class_of(folder, **measured)
        if found is None:
            msg = f"{folder} has no amount for what was measured"
            raise LookupError(msg)
        return self._amounts[found]

    def scale(self, folder: str, **measured: int) -> Amount | None:
        """Return the amount of the folder whose conditions all hold for what was measured; None when none holds."""
        found = self.class_of(folder, **measured)
        return None if found is None else self._amounts[found]


class MonthLaw(Amounts):
    """The values in force in one month."""

    def __init__(self, month: YearMonth, amounts: Amounts, of_year: Mapping[str, Sequence[Amount]]) -> None:
        vars(self).update(vars(amounts))
        self.month = month
        self.amounts = amounts
        self._of_year = of_year

    def of_year(self, key: str) -> Sequence[Amount]:
        """Return the yearly amounts in force in some month of the calendar year, in the order of their first day."""
        return self._of_year.get(key, ())


def _class_of(scale: Scale, measured: Mapping[str, int]) -> str | None:
    """Look through the conditions of a scale."""
    for conditions, key in scale:
        for row in conditions:
            for name, (low, high) in row.items():
                if measured[name] < low or (high is not None and measured[name] > high):
                    break
            else:
                return key
    return None
