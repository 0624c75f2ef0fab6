"""S-07: an account is payable exactly when both check numbers hold; two other libraries are the second opinion."""

import random

import pytest
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import iban as stdnum_iban

from functions.payments.check_payment import is_payable_account

DRAWS = 2000


def belgian(account: int, check: int | None = None) -> str:
    """Return a Belgian number with a right ISO check, and the national check that is given (right by default)."""
    bban = f"{account:010d}{(account % 97 or 97) if check is None else check:02d}"
    return f"BE{98 - int(bban + '111400') % 97:02d}{bban}"


def test_both_checks_of_belgian_numbers_agree_with_a_second_opinion() -> None:
    """Given random Belgian numbers with right and wrong national checks, then schwifty and stdnum think the same."""
    draw = random.Random(20240701)  # noqa: S311 - repeatable draws, no secret
    for _ in range(DRAWS):
        account = draw.randrange(10**10)
        check = draw.choice([None, draw.randrange(100)])
        number = belgian(account, check)
        right = check is None or check == (account % 97 or 97)
        assert is_payable_account(number) == right
        # stdnum without its bank table proves the ISO check only.
        assert stdnum_iban.is_valid(number, check_country=False)
        assert right == accepted_by_schwifty(number)


def test_a_bank_code_that_no_table_knows_is_payable() -> None:
    """Given the well-known example with bank code 539, then it is payable; a wrong national check is not."""
    assert is_payable_account("BE68539007547034")
    assert not is_payable_account("BE41539007547035")


def test_a_remainder_of_zero_counts_as_97() -> None:
    """Given an account that 97 divides, then its national check is 97 and not 00."""
    assert is_payable_account(belgian(97 * 1_000_000, 97))
    assert not is_payable_account(belgian(97 * 1_000_000, 0))


@pytest.mark.parametrize("country", ["NL", "DE", "FR", "LU", "ES", "IT", "PT", "PL", "GB", "CH", "MT", "RO"])
def test_foreign_numbers_agree_with_a_second_opinion(country: str) -> None:
    """Given random numbers of another SEPA country, whole and with one digit changed, then stdnum thinks the same."""
    draw = random.Random(country)  # noqa: S311 - repeatable draws, no secret
    for _ in range(50):
        number = str(IBAN.random(country_code=country, random=draw))
        assert is_payable_account(number)
        position = draw.randrange(4, len(number))
        swapped = number[:position] + draw.choice("0123456789") + number[position + 1 :]
        assert is_payable_account(swapped) == stdnum_iban.is_valid(swapped, check_country=False)


@pytest.mark.parametrize(
    "number", ["", "BE", "be68539007547034", "BE68 5390 0754 7034", "BR1500000000000010932840814P2", "BE6853900754703"]
)
def test_other_forms_are_refused(number: str) -> None:
    """Given a number outside SEPA, of a wrong length or not in its plain form, then it is not payable."""
    assert not is_payable_account(number)


def accepted_by_schwifty(number: str) -> bool:
    """Return what schwifty thinks, its national check included."""
    try:
        IBAN(number, validate_bban=True)
    except SchwiftyException:
        return False
    return True
