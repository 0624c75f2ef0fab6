"""A family that comes from another fund: no month without benefit because of the change, and none paid twice."""

from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest

from functions.benefits.competent_region import Domicile
from functions.benefits.first_month_paid import FirstMonth, Transfer, first_month_paid, is_paid_elsewhere
from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import current_parameters
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth

PAIRS = [(old, new) for old, new in product(REGIONS, REGIONS) if old != new]


def asks(
    domiciles: Sequence[Domicile],
    on: str = "2024-04-10",
    *,
    from_fund: bool = True,
    affiliated_on: date | None = None,
    earlier_region: Region | None = None,
    paid: tuple[MonthRange, ...] | None = None,
) -> Transfer:
    return Transfer(
        asked_on=date.fromisoformat(on),
        domiciles=domiciles,
        from_fund=from_fund,
        affiliated_on=affiliated_on,
        earlier_region=earlier_region,
        paid=paid,
    )


def month(text: str) -> YearMonth:
    return YearMonth.parse(text)


def paid(first: str | None, last: str | None) -> MonthRange:
    return MonthRange(*(None if text is None else month(text) for text in (first, last)))


def at_home(region: Region) -> tuple[Domicile, ...]:
    return (Domicile(date(2015, 1, 1), region),)


def told(transfer: Transfer) -> tuple[str | None, str]:
    found = first_month_paid(transfer, current_parameters())
    return None if found.month is None else str(found.month), found.because


@pytest.mark.parametrize(("old", "new"), PAIRS)
@pytest.mark.parametrize(
    ("moved", "first"),
    [("2024-03-07", "2024-04"), ("2024-03-31", "2024-04"), ("2024-04-01", "2024-04"), ("2023-12-02", "2024-01")],
)
def test_a_move_gives_the_month_after_it(old: Region, new: Region, moved: str, first: str) -> None:
    """Given a move between any two regions, then the new region's fund pays from the next month on (A01)."""
    domiciles = (Domicile(date(2015, 1, 1), old), Domicile(date.fromisoformat(moved), new))
    transfer = asks(domiciles, affiliated_on=date(2015, 1, 1), earlier_region=old)
    assert told(transfer) == (first, "moved_to_another_region")


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_who_moves_back_and_forth_counts_from_the_last_move(old: Region, new: Region) -> None:
    """Given three moves, then only the last counts; a move that changes nothing counts not at all."""
    days = (date(2015, 1, 1), date(2022, 5, 5), date(2023, 2, 9), date(2023, 10, 20), date(2024, 1, 15))
    domiciles = tuple(Domicile(day, place) for day, place in zip(days, (old, new, old, new, new), strict=True))
    transfer = asks(domiciles[::-1], earlier_region=old)
    assert told(transfer) == ("2023-11", "moved_to_another_region")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("asked", "since", "first"),
    [
        ("2024-05-02", None, "2024-07"),
        ("2024-06-30", None, "2024-07"),
        ("2024-07-01", None, "2024-10"),
        ("2024-11-11", None, "2025-01"),
        ("2024-05-02", "2020-01-01", "2024-07"),
        ("2024-05-02", "2023-06-01", "2024-06"),
        ("2024-05-02", "2023-06-02", "2024-07"),
        ("2024-05-02", "2024-04-15", "2025-05"),
        ("2024-05-02", "2023-05-01", "2024-07"),
        ("2024-05-02", "2023-04-02", "2024-07"),
    ],
)
def test_a_change_within_a_region(region: Region, asked: str, since: str | None, first: str) -> None:
    """Given no move, then the year at the old fund and the next quarter decide (A02, A03)."""
    affiliated = None if since is None else date.fromisoformat(since)
    transfer = asks(at_home(region), asked, affiliated_on=affiliated, earlier_region=region)
    assert told(transfer) == (first, "change_of_fund")
    unknown = asks(at_home(region), asked, affiliated_on=affiliated)
    assert told(unknown) == (first, "change_of_fund")


@pytest.mark.parametrize(("old", "new"), tuple(product(REGIONS, REGIONS)))
def test_no_gap_and_no_double_once_the_other_fund_answered(old: Region, new: Region) -> None:
    """Given the last month of the other fund, whatever the rule would give, then every month has exactly one payer."""
    domiciles = (Domicile(date(2015, 1, 1), old), Domicile(date(2024, 3, 7), new))
    for last in ("2023-11", "2024-03", "2024-04", "2024-09"):
        stretches = (paid("2015-02", "2020-01"), paid("2020-02", last))
        found = first_month_paid(asks(domiciles, earlier_region=old, paid=stretches), current_parameters())
        for place in range(-60, 30):
            looked_at = month("2024-03").plus(place)
            assert found.allows(looked_at) is not is_paid_elsewhere(stretches, looked_at)


def test_nothing_is_ours_while_the_other_fund_pays() -> None:
    """Given months that still run elsewhere, then no month is ours, and the last end of several counts."""
    transfer = asks(at_home("flanders"), paid=(paid("2015-02", None), paid(None, "2014-01")))
    found = first_month_paid(transfer, current_parameters())
    assert found == FirstMonth(None, "still_paid_elsewhere")
    assert not found.allows(month("2030-01"))
    later = asks(at_home("flanders"), paid=(paid(None, "2024-05"), paid(None, "2014-01")))
    assert told(later) == ("2024-06", "told_by_earlier_fund")
    named_by_nobody = asks(at_home("flanders"), from_fund=False, paid=(paid(None, "2024-05"),))
    assert told(named_by_nobody) == ("2024-06", "told_by_earlier_fund")


@pytest.mark.parametrize(("from_fund", "answer"), [(False, None), (False, ()), (True, ())])
def test_who_comes_from_no_fund_has_no_limit(from_fund: bool, answer: tuple[MonthRange, ...] | None) -> None:
    """Given no earlier fund, or one that paid nothing, then no month is kept from the family."""
    found = first_month_paid(asks(at_home("flanders"), from_fund=from_fund, paid=answer), current_parameters())
    assert found == FirstMonth(None, "no_earlier_fund")
    assert found.allows(month("2019-01"))


@pytest.mark.parametrize(
    "domiciles",
    [(), (Domicile(date(2015, 1, 1), "abroad"),), (Domicile(date(2024, 6, 1), "flanders"),)],
)
def test_another_system_is_not_guessed(domiciles: tuple[Domicile, ...]) -> None:
    """Given no domicile in a region when the family asks, then no month is ours."""
    found = first_month_paid(asks(domiciles), current_parameters())
    assert found == FirstMonth(None, "not_competent")
    assert not found.allows(month("2024-07"))


def test_a_month_before_the_first_one_is_not_ours() -> None:
    """Given a first month, then it is ours and the one before is not."""
    found = FirstMonth(month("2024-07"), "change_of_fund")
    assert found.allows(month("2024-07"))
    assert not found.allows(month("2024-06"))
