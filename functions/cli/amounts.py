"""Show the dated values of the law: newest period, what is unconfirmed, what is due for a check, with file names.

Output: JSON, one object per region: `newest_period` (the latest day from which an amount in force holds), `in_force`,
`unconfirmed`, `due` (changes whose month has come without a confirmed value) and `calendar` (those still to come, with
the days until then; `alarm` from thirty days before).
Exit status 0: nothing stands in the way of a run on that day; 1: something does.
"""

import argparse
import json
from datetime import date

from functions.benefits.expected_changes import ExpectedChange, expected_changes
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.payments.run_limits import CHANGES_AHEAD
from functions.runtime.clock import MachineClock
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth

EXIT_FINDINGS = 1
FOLDER = "functions/benefits/amounts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the region and the day."""
    parser.add_argument("--region", choices=REGIONS, help="one region only")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="the day looked at (default: today)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the state of the amounts on a day."""
    day = arguments.on or civil_date(MachineClock().real_now())
    regions = [arguments.region] if arguments.region else list(REGIONS)
    report = {region: region_report(region, day) for region in regions}
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return EXIT_FINDINGS if any(one["unconfirmed"] or one["due"] for one in report.values()) else 0


def region_report(region: str, day: date) -> dict[str, object]:
    """Return the amounts in force, those no run may pay on that day, and the changes that are late or to come."""
    month = YearMonth.of(day)
    law = current_parameters().law_of(region, month)
    in_force: list[dict[str, object]] = []
    unconfirmed: list[dict[str, object]] = []
    for key, one in current_parameters().series.items():
        amount = law.find(key)
        if amount is None or not key.startswith(f"{region}/"):
            continue
        row: dict[str, object] = {"file": _file(key), "from": amount.since.isoformat(), "status": amount.status}
        in_force.append(row)
        if amount.status == "unconfirmed":
            carried = one["known_until"] is not None and str(month) > one["known_until"]
            unconfirmed.append(row | {"because": "carried forward" if carried else "not confirmed"})
    expected = expected_changes(current_parameters(), region)
    return {
        "newest_period": max((str(row["from"]) for row in in_force), default=None),
        "in_force": in_force,
        "unconfirmed": unconfirmed,
        "due": [_change(one) for one in expected if one.month <= month],
        "calendar": [
            _change(one) | {"days": one.days_until(day), "alarm": one.days_until(day) <= CHANGES_AHEAD.days}
            for one in expected
            if one.month > month
        ],
    }


def _change(one: ExpectedChange) -> dict[str, object]:
    """Tell one change: the file to edit, its month, and when somebody last looked."""
    return {
        "file": _file(one.file),
        "expected": str(one.month),
        "last_checked_on": one.last_checked_on.isoformat(),
    }


def _file(key: str) -> str:
    """Name the file of an amount."""
    return f"{FOLDER}/{key}.yaml"
