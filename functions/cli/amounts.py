"""Show the dated values of the law: newest period, what is unconfirmed, what is due for a check, with file names.

Output: JSON, one object per region. Exit status 0: nothing stands in the way of a run on that day; 1: something does.
"""

import argparse
import json
from datetime import date

from functions.benefits.household import REGIONS
from functions.benefits.parameters import CompiledSeries, current_parameters
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


def region_report(region: str, day: date) -> dict[str, list[dict[str, object]]]:
    """Return the amounts in force, those no run may pay on that day, and those whose check or change is due."""
    month = YearMonth.of(day)
    law = current_parameters().law_of(region, month)
    in_force: list[dict[str, object]] = []
    unconfirmed: list[dict[str, object]] = []
    due: list[dict[str, object]] = []
    for key, one in current_parameters().series.items():
        amount = law.find(key)
        if amount is None or not key.startswith(f"{region}/"):
            continue
        file = f"{FOLDER}/{key}.yaml"
        row: dict[str, object] = {"file": file, "from": amount.since.isoformat(), "status": amount.status}
        in_force.append(row)
        if amount.status == "unconfirmed":
            carried = one["known_until"] is not None and str(month) > one["known_until"]
            unconfirmed.append(row | {"because": "carried forward" if carried else "not confirmed"})
        if (expected := _due(one, amount.since, month)) is not None:
            due.append({"file": file, "expected": expected, "last_checked_on": one["last_checked_on"]})
    return {"in_force": in_force, "unconfirmed": unconfirmed, "due": due}


def _due(one: CompiledSeries, since: date, month: YearMonth) -> str | None:
    """Return the expected change of a series when its month has come and no newer value is there."""
    expected = one["next_change_expected"]
    if expected is None or str(month) < expected or since.isoformat() >= f"{expected}-01":
        return None
    return expected
