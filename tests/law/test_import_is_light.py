"""What `from functions.benefits import calculate` costs another project: no library, no slow module of Python."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLOW = {"dataclasses", "inspect", "json", "re", "pathlib", "pydantic", "yaml", "zoneinfo", "enum"}


def loaded(code: str) -> set[str]:
    """Return the modules of a fresh interpreter after some code; `-S`: without what a site adds."""
    told = subprocess.run(
        [sys.executable, "-S", "-c", f"{code}\nimport sys\nsys.stdout.write(' '.join(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.split())


def test_an_import_is_light() -> None:
    """Given a bare interpreter, when the law is imported, then no slow module is, and no region's rules."""
    found = loaded("from functions.benefits import calculate, decide_range")
    assert not SLOW & found
    assert not [name for name in found if name.startswith(("functions.benefits.flanders", "functions.benefits.w"))]
    assert sum(name.startswith("functions.") for name in found) <= 30


def test_a_region_is_loaded_when_it_is_asked_for() -> None:
    """Given one decision, then the rules of its region are there, and no other's."""
    code = """
from functions.benefits import calculate
from functions.benefits.household import Household
from functions.units.year_month import YearMonth
calculate(Household(YearMonth(2024, 6), "brussels", True, None, ()))
"""
    regions = {name.split(".")[2] for name in loaded(code) if name.endswith(".entitlement")}
    assert regions == {"brussels"}
