"""The fast check of many national numbers says what the slow check of one says."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from functions.dossier.national_number import NationalNumberError, NumbersOfDay, read_national_number
from tests.builders.synthetic_numbers import check_digits

TODAY = date(2024, 7, 1)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Draw eleven digits: half of them with good check digits of either century."""
    nine = draw(st.from_regex(r"[0-9]{2}[0-9][0-9][0-3][0-9][0-9]{3}", fullmatch=True))
    if draw(st.booleans()):
        return nine + check_digits(nine, born_from_2000=draw(st.booleans()))
    return nine + draw(st.from_regex(r"[0-9]{2}", fullmatch=True))


def is_good(number: str, *, synthetic_allowed: bool) -> bool:
    try:
        read_national_number(number, today=TODAY, synthetic_allowed=synthetic_allowed)
    except NationalNumberError:
        return False
    return True


@given(st.lists(numbers(), max_size=4), st.booleans())
def test_the_fast_check_says_what_the_slow_one_says(some: list[str], synthetic_allowed: bool) -> None:
    """Given any digits, then all of them are good at once exactly when each of them is good alone."""
    fast = NumbersOfDay(TODAY, synthetic_allowed=synthetic_allowed)
    assert fast.are_good(some) == all(is_good(one, synthetic_allowed=synthetic_allowed) for one in some)
    assert fast.are_good(some) == all(is_good(one, synthetic_allowed=synthetic_allowed) for one in some)
