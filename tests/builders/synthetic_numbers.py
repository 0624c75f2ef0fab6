"""National numbers of people who do not exist: month + 60, valid check digits."""

_MODULUS = 97


def check_digits(nine: str, *, born_from_2000: bool) -> str:
    """Return the two check digits for the first nine digits."""
    return f"{_MODULUS - int(('2' if born_from_2000 else '') + nine) % _MODULUS:02d}"


def synthetic_number(born: str, counter: int = 2) -> str:
    """Return a valid number for a birth date `YYYY-MM-DD` that no real person has."""
    year, month, day = born.split("-")
    nine = f"{year[2:]}{int(month) + 60:02d}{day}{counter:03d}"
    return nine + check_digits(nine, born_from_2000=int(year) >= 2000)
