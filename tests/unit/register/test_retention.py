"""Terms end on the day that their rule says, never early, and never without a rule."""

from datetime import date

import pytest

from functions.register.record_type import RecordType
from functions.register.retention import RetentionRuleError, all_rules, destroy_on, hours_of, rule_for


def test_every_record_type_has_a_rule_for_each_region_where_regions_differ() -> None:
    """Given all record types, then each has one rule, or one per region."""
    for record_type in RecordType:
        regions = {rule.region for rule in all_rules() if rule.record_type is record_type}
        assert regions in ({None}, {"flanders", "brussels", "wallonia"}), record_type


def test_a_handled_form_is_gone_within_seven_days() -> None:
    """Given a form handled on 1 July 2024, then its keys are due on 8 July, exactly."""
    assert destroy_on(RecordType.SUBMISSION, date(2024, 7, 1)) == date(2024, 7, 8)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2024, 6, 1), date(2029, 6, 1)),
        (date(2024, 6, 2), date(2029, 7, 1)),
        (date(2024, 2, 29), date(2029, 3, 1)),
        (date(2024, 12, 31), date(2030, 1, 1)),
    ],
)
def test_a_family_file_is_rounded_up_to_the_first_of_a_month(start: date, end: date) -> None:
    """Given five years after the last activity, then the end is the first of a month, and never before five years."""
    assert destroy_on(RecordType.FAMILY_FILE, start) == end


def test_flanders_counts_a_claim_from_the_first_of_the_month_after() -> None:
    """Given a right over June 2024 (decree of 27 April 2018, art. 95), then five years run from 1 July 2024."""
    assert destroy_on(RecordType.CLAIM, date(2024, 6, 15), region="flanders") == date(2029, 7, 1)


def test_recovery_starts_on_another_day_in_flanders_and_wallonia() -> None:
    """Given a payment on 9 July 2024: art. 97 of both decrees; three years from 1 August, or from the payment."""
    paid = date(2024, 7, 9)
    assert destroy_on(RecordType.RECOVERY, paid, region="flanders") == date(2027, 8, 1)
    assert rule_for(RecordType.RECOVERY, "flanders").counts_from == "next_month"
    assert rule_for(RecordType.RECOVERY, "wallonia").counts_from == "start"
    # From the payment: 9 July 2027, rounded up.
    assert destroy_on(RecordType.RECOVERY, paid, region="wallonia") == date(2027, 8, 1)
    assert destroy_on(RecordType.RECOVERY, date(2024, 7, 1), region="wallonia") == date(2027, 7, 1)
    assert destroy_on(RecordType.RECOVERY, date(2024, 7, 1), region="flanders") == date(2027, 8, 1)


def test_accounts_are_kept_seven_years_from_the_first_of_january_after() -> None:
    """Given a payment in 2024 (Code of Economic Law III.86 and III.88), then 1 January 2032."""
    assert destroy_on(RecordType.PAYMENT, date(2024, 7, 9)) == date(2032, 1, 1)
    assert destroy_on(RecordType.BOOK_ENTRY, date(2024, 12, 31)) == date(2032, 1, 1)


def test_a_registered_letter_makes_a_recovery_term_run_anew() -> None:
    """Given a letter two years after the payment, then the three years run from the letter."""
    end = destroy_on(RecordType.RECOVERY, date(2024, 7, 1), region="wallonia", restarted_on=date(2026, 7, 1))
    assert end == date(2029, 7, 1)


def test_an_interruption_or_hold_that_the_rule_does_not_know_is_refused() -> None:
    """Given a handled form, when somebody would stretch its term, then it raises."""
    with pytest.raises(RetentionRuleError, match="knows no interruption"):
        destroy_on(RecordType.SUBMISSION, date(2024, 7, 1), restarted_on=date(2024, 7, 5))
    with pytest.raises(RetentionRuleError, match="knows no hold"):
        destroy_on(RecordType.SUBMISSION, date(2024, 7, 1), held_until=date(2025, 7, 1))


def test_a_known_hold_keeps_a_file_until_it_ends() -> None:
    """Given a court case until 20 March 2031, then the file stays until 1 April 2031."""
    end = destroy_on(RecordType.FAMILY_FILE, date(2024, 7, 1), held_until=date(2031, 3, 20))
    assert end == date(2031, 4, 1)


def test_a_region_must_be_named_where_regions_differ() -> None:
    """Given prescription, when no region is named, then it raises instead of choosing one."""
    with pytest.raises(RetentionRuleError, match="name one of the regions"):
        destroy_on(RecordType.CLAIM, date(2024, 6, 1))


def test_hours_are_not_days() -> None:
    """Given sessions, counted in hours, then a date is refused, and the other way round."""
    assert hours_of(RecordType.SESSION) == 12
    with pytest.raises(RetentionRuleError, match="counted in hours"):
        destroy_on(RecordType.SESSION, date(2024, 6, 1))
    with pytest.raises(RetentionRuleError, match="not counted in hours"):
        hours_of(RecordType.USAGE)


def test_the_short_terms_are_as_promised() -> None:
    """Given the terms that the public notice names, then the rules hold them."""
    start = date(2024, 7, 1)
    assert destroy_on(RecordType.QUARANTINE, start) == date(2024, 7, 4)
    assert destroy_on(RecordType.PAYMENT_FILE, start) == date(2024, 7, 11)
    assert destroy_on(RecordType.LOG, start) == date(2024, 7, 31)
    assert destroy_on(RecordType.SECURITY_LOG, start) == date(2025, 7, 1)
    assert destroy_on(RecordType.USAGE, start) == date(2024, 9, 29)
    assert destroy_on(RecordType.COOKIE_CHOICE, start) == date(2025, 1, 1)
    assert destroy_on(RecordType.COOKIE_CHOICE, date(2024, 8, 31)) == date(2025, 3, 1)
