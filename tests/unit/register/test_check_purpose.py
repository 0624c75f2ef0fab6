"""A purpose reads and writes what it lists, for the functions that serve it, and nothing else."""

import pytest

from functions.register.category import Category
from functions.register.check_purpose import PurposeError, check_read, check_write
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of


def test_a_listed_read_and_write_pass() -> None:
    """Given the monthly run, when it reads a household and writes an amount, then nothing is raised."""
    check_read(Purpose.CALCULATE_AND_PAY, "payments-worker", [Domain.FAMILY, Domain.MEDICAL_PSYCHOSOCIAL])
    check_write(Purpose.CALCULATE_AND_PAY, "payments-worker", [Domain.FINANCIAL], [Category.FINANCIAL])


def test_a_read_that_the_purpose_does_not_list_raises() -> None:
    """Given a payment file, when it asks for a child's illness, then the error says where to look."""
    with pytest.raises(PurposeError, match=r"write_payment_file does not list medical_psychosocial to read.*reads:"):
        check_read(Purpose.WRITE_PAYMENT_FILE, "payments-files", [Domain.MEDICAL_PSYCHOSOCIAL])


def test_a_write_that_the_purpose_does_not_list_raises() -> None:
    """Given the monthly run, when it would change contact data, then it raises, although it may read other things."""
    with pytest.raises(PurposeError, match="does not list contact to write"):
        check_write(Purpose.CALCULATE_AND_PAY, "payments-worker", [Domain.CONTACT])


def test_reading_does_not_follow_from_writing() -> None:
    """Given the public form function, when it would read back what it sealed, then it raises."""
    check_write(Purpose.RECEIVE_FORM, "intake-api", [Domain.INTAKE], list(Category)[:8])
    with pytest.raises(PurposeError, match="does not list intake to read"):
        check_read(Purpose.RECEIVE_FORM, "intake-api", [Domain.INTAKE])


def test_a_category_inside_a_shared_domain_is_held_to_the_list() -> None:
    """Given the prospect domain, which is one key, when an account number is written there, then it raises."""
    check_write(Purpose.FOLLOW_UP_INTEREST, "intake-queue", [Domain.PROSPECT], [Category.CONTACT])
    with pytest.raises(PurposeError, match="does not list financial to write"):
        check_write(Purpose.FOLLOW_UP_INTEREST, "intake-queue", [Domain.PROSPECT], [Category.FINANCIAL])


def test_a_function_that_does_not_serve_the_purpose_is_refused() -> None:
    """Given a purpose of the payment worker, when the public form function names it, then it raises."""
    with pytest.raises(PurposeError, match="intake-api does not serve purpose calculate_and_pay"):
        check_read(Purpose.CALCULATE_AND_PAY, "intake-api", [Domain.FAMILY])


def test_a_purpose_that_no_function_serves_yet_lets_nobody_in() -> None:
    """Given purposes of which the function is not built, when any function names one, then it raises."""
    waiting = [purpose for purpose in Purpose if not rights_of(purpose).functions]
    assert waiting
    for purpose in waiting:
        with pytest.raises(PurposeError, match="does not serve purpose"):
            check_read(purpose, "staff-api", rights_of(purpose).reads)
