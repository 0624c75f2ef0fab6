"""What may be taken back and set off is law: by region and by who erred, unknown where nothing was found."""

from datetime import date
from fractions import Fraction

import pytest

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import current_parameters
from functions.benefits.recovery import Erred, Share, recoverable_share, set_off_share

DAY = date(2024, 7, 1)
TENTH, WHOLE, NOTHING = Fraction(1, 10), Fraction(1), Fraction(0)


@pytest.mark.parametrize(
    ("region", "erred", "part", "confirmed"),
    [
        ("flanders", "family", TENTH, False),
        ("flanders", "third_party", TENTH, False),
        ("flanders", "fund", TENTH, False),
        ("flanders", "omission", WHOLE, True),
        ("brussels", "family", TENTH, False),
        ("brussels", "fraud", WHOLE, False),
        ("wallonia", "family", TENTH, False),
        ("wallonia", "omission", WHOLE, False),
        ("wallonia", "fraud", WHOLE, False),
    ],
)
def test_the_share_goes_by_region_and_by_who_erred(
    region: Region, erred: Erred, part: Fraction, *, confirmed: bool
) -> None:
    """Given a region and who erred, then the share is the file's, and says whether an official text was read."""
    found = set_off_share(current_parameters(), region, erred, DAY)
    assert found is not None
    assert (found.part, found.confirmed) == (part, confirmed)


@pytest.mark.parametrize(("region", "erred"), [("flanders", "fraud"), ("brussels", "omission")])
def test_a_share_that_no_text_states_is_not_known(region: Region, erred: Erred) -> None:
    """Given a case on which no rule was found, then there is no share, and none is guessed."""
    assert set_off_share(current_parameters(), region, erred, DAY) is None


@pytest.mark.parametrize(("region", "part"), [("flanders", WHOLE), ("brussels", NOTHING), ("wallonia", NOTHING)])
def test_the_funds_own_error_is_the_regions_law(region: Region, part: Fraction) -> None:
    """Given an error of the fund, then Brussels and Wallonia take nothing back in good faith; Flanders may."""
    found = recoverable_share(current_parameters(), region, "fund", DAY)
    assert found is not None
    assert found.part == part
    assert not found.confirmed


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("erred", ["family", "third_party", "omission", "fraud"])
def test_who_was_paid_too_much_by_another_error_owes_the_whole(region: Region, erred: Erred) -> None:
    """Given an error of anybody else, then all of it may be asked back."""
    found = recoverable_share(current_parameters(), region, erred, DAY)
    assert found is not None
    assert found.part == WHOLE


def test_before_its_first_day_a_share_is_not_known() -> None:
    """Given a day before the Brussels ordinance, then its share is not known."""
    assert set_off_share(current_parameters(), "brussels", "family", date(2019, 12, 31)) is None


def test_a_share_is_rounded_down() -> None:
    """Given a tenth of 99 cents, then nine cents may be set off: never more than the law allows."""
    assert Share("x", TENTH, confirmed=True).of(99) == 9
