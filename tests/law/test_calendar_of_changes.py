"""CA-2: what is expected to change is known beforehand, and told thirty days ahead."""

from datetime import date, timedelta

import pytest

from functions.benefits.expected_changes import changes_within, expected_changes
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.payments.run_limits import CHANGES_AHEAD
from functions.units.year_month import YearMonth


@pytest.mark.parametrize("region", REGIONS)
def test_every_amount_that_ends_is_in_the_calendar(region: str) -> None:
    """Given every series that is known until a month, then it names the month of its next change, and not an earlier.

    Without a month in the file nobody would be told; with one that lies later than the first month carried forward a
    run could stop before the alarm.
    """
    listed = {one.file: one.month for one in expected_changes(current_parameters(), region)}
    for key, one in current_parameters().series.items():
        if key.startswith(f"{region}/") and one["known_until"] is not None:
            assert key in listed
            late_by = listed[key].months_since(YearMonth.parse(one["known_until"]).plus(1))
            assert late_by in {0, 3}, key
            assert late_by == 0 or "ceiling" in key  # Brussels: checked to 09/2026, the ceilings change in January


def test_the_calendar_alarms_thirty_days_ahead() -> None:
    """Given the Flemish amounts expected on 01/09/2026, then they are told from 2 August on and not the day before."""
    first = date(2026, 9, 1)
    assert timedelta(days=30) == CHANGES_AHEAD
    for day, told in ((first - timedelta(days=31), False), (first - timedelta(days=30), True), (first, True)):
        found = [one.file for one in changes_within(current_parameters(), ("flanders",), day, CHANGES_AHEAD)]
        assert ("flanders/base/new" in found) is told
    assert changes_within(current_parameters(), REGIONS, date(2024, 7, 1), CHANGES_AHEAD) == ()


def test_a_change_that_came_is_not_expected_any_more() -> None:
    """Given the value of the expected month in the file, then the calendar does not tell it again."""
    parameters = current_parameters()
    one = parameters.series["flanders/base/new"]
    before = [change.file for change in expected_changes(parameters, "flanders")]
    one["values"].append({"since": "2026-09-01", "until": None, "value": 18900, "status": "published"})
    try:
        after = [change.file for change in expected_changes(parameters, "flanders")]
    finally:
        one["values"].pop()
    assert set(before) - set(after) == {"flanders/base/new"}
    assert before == [change.file for change in expected_changes(parameters, "flanders")]
    days = [change.days_until(date(2026, 8, 1)) for change in expected_changes(parameters, "flanders")]
    assert days == sorted(days)
