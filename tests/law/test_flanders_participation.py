"""The participation allowances: both sides of every day, class and attendance; what is not carried is named."""

from datetime import date

import pytest

from functions.benefits.attendance import ChildCare, Nursery
from functions.benefits.decision import OneOff
from functions.benefits.flanders.participation import participation
from functions.benefits.rule_of import rule_of
from tests.law.households import law_of

BORN = date(2021, 5, 31)


def toddler(month: str, nursery: Nursery, born: date = BORN) -> OneOff | None:
    found = participation("A", born, law_of("flanders", month), nursery=nursery)
    assert [one.benefit for one in found.undecided] == ["school_allowance"]
    return next(iter(found.once), None)


@pytest.mark.parametrize(
    ("month", "cents"),
    [("2019-03", 323), ("2023-08", 343), ("2023-09", 350), ("2024-08", 350), ("2024-09", 357), ("2025-08", 357)],
)
def test_a_full_day_in_care(month: str, cents: int) -> None:
    """Given ten full days, then ten times the published tariff of the month, paid in the next."""
    law = law_of("flanders", month)
    found = participation("A", date(2023, 5, 5), law, ChildCare(10))
    (once,) = found.once
    assert (once.cents, once.paid_in, once.because) == (10 * cents, law.month.plus(1), "days_in_care")
    assert len(once.terms) == 10
    assert found.undecided == ()
    assert rule_of("flanders", once.benefit, "once") == "flanders/childcare"


@pytest.mark.parametrize(
    ("care", "enrolled", "due"),
    [
        (ChildCare(1), None, True),
        (ChildCare(0), None, False),
        (ChildCare(1, licensed=False), None, False),
        (ChildCare(1, priced_by_income=True), None, False),
        (ChildCare(1), date(2024, 6, 1), False),
        (ChildCare(1), date(2024, 6, 2), True),
    ],
)
def test_which_care_counts(care: ChildCare, enrolled: date | None, *, due: bool) -> None:
    """Given care of each kind, then only full days in licensed care not priced by income, before nursery school."""
    nursery = None if enrolled is None else Nursery(enrolled)
    found = participation("A", date(2021, 9, 9), law_of("flanders", "2024-06"), care, nursery)
    assert bool(found.once) is due


def test_half_days_are_named_and_not_guessed() -> None:
    """Given half days in care, of which no source gives the amount, then they are left open by name."""
    found = participation("A", BORN, law_of("flanders", "2024-06"), ChildCare(2, 3))
    assert [one.cents for one in found.once] == [700]
    assert [(one.benefit, one.missing) for one in found.undecided] == [("childcare", ("half_days",))]


@pytest.mark.parametrize(
    ("born", "enrolled", "month", "due"),
    [
        (BORN, date(2023, 9, 1), "2024-05", True),
        (BORN, date(2023, 9, 1), "2024-04", False),
        (BORN, date(2023, 9, 1), "2024-06", False),
        (BORN, date(2024, 7, 31), "2024-07", True),
        (BORN, date(2024, 7, 31), "2024-05", False),
        (BORN, date(2024, 8, 1), "2024-08", False),
        (date(2020, 12, 31), date(2024, 2, 29), "2024-02", True),
        (date(2020, 12, 31), date(2024, 3, 1), "2024-03", False),
        (date(2021, 2, 28), date(2024, 4, 28), "2024-04", True),
        (date(2021, 2, 28), date(2024, 4, 29), "2024-04", False),
    ],
)
def test_a_three_year_old_enrolled_in_time(born: date, enrolled: date, month: str, *, due: bool) -> None:
    """Given a third birthday, then an enrolment to the same day two months later is in time, over New Year too.

    The last day of a shorter month is in time. It is due in the month of the birthday or of the enrolment, whichever
    is later.
    """
    once = toddler(month, Nursery(enrolled), born)
    assert (once is not None) is due
    if once is not None:
        assert (once.cents, once.because, once.law[0].article) == (14353, "starts_nursery_school", "54")
        assert once.paid_in == law_of("flanders", month).month.plus(1)


@pytest.mark.parametrize(
    ("nursery", "due"),
    [
        (Nursery(date(2023, 9, 1), "first", 149), False),
        (Nursery(date(2023, 9, 1), "first", 150), True),
        (Nursery(date(2023, 9, 1), "second", 184), False),
        (Nursery(date(2023, 9, 1), "second", 185), True),
    ],
)
def test_a_four_year_old_who_goes_often_enough(nursery: Nursery, *, due: bool) -> None:
    """Given the half days of a school year, then the fourth birthday brings the second allowance from the limit on."""
    once = toddler("2025-05", nursery)
    assert (once is not None) is due
    for other in ("2025-04", "2025-06", "2026-05"):
        assert toddler(other, nursery) is None
    if once is not None:
        assert (once.cents, once.because, once.law[0].article) == (14640, "goes_to_nursery_school", "55")
        assert once.tests == (("class", nursery.school_class), ("attended_enough", True))


def test_attendance_that_nobody_counted_is_named_and_not_guessed() -> None:
    """Given a four-year-old whose half days are not counted, then its allowance is left open, in that month only."""
    for month, named in (("2025-04", []), ("2025-05", [("toddler", ("attendance",))]), ("2025-06", [])):
        found = participation("A", BORN, law_of("flanders", month), nursery=Nursery(date(2023, 9, 1)))
        assert found.once == ()
        assert [(one.benefit, one.missing) for one in found.undecided if one.missing] == named
