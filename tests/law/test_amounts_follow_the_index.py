"""Amounts that the law states as base times index, computed with the law's rounding and held against every figure.

Brussels and Wallonia: base x coefficient, the coefficient being 1.02 to the power n rounded to four decimals. Flanders:
each step from the rounded amount before (decree art. 4). The base amounts stand beside this test with the law's texts.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from functions.benefits.parameters import CompiledValue, current_parameters

BASES = json.loads((Path(__file__).parent / "base_amounts.json").read_text(encoding="utf-8"))
SERIES = current_parameters().series
STEPS = [value["since"] for value in SERIES["brussels/index/multiplier"]["values"]]
# n of the federal amounts when the regional ones start at 0 (pivot 103.14 against 105.10).
FEDERAL_LEAD = 17
# Wallonia, old model, 1 March 2020 only: the published amounts are those of September 2018 x 1.02 (law notes, 2.3).
CHAINED = "2020-03-01"

FLEMISH_BASIC = {"flanders/base/new", "flanders/base/transitional_lowest", "flanders/base/transitional_middle"}
FLEMISH_FROZEN = {"flanders/base/transitional_highest"}
FLEMISH = sorted(
    key
    for key, one in SERIES.items()
    if key.startswith(("flanders/base", "flanders/social", "flanders/care", "flanders/foster", "flanders/annual"))
    and one["unit"].startswith("EUR")
    and key not in FLEMISH_FROZEN | {"flanders/social/one_off"}
)


def cents(value: Decimal) -> int:
    """Round half up to the cent."""
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def whole(value: CompiledValue) -> int:
    """Return the cents of a value."""
    assert isinstance(value["value"], int)
    return value["value"]


def coefficient(since: str, index: str) -> Decimal:
    """Return the coefficient in force from a day."""
    n = max(at for at, step in enumerate(STEPS) if step <= max(since, STEPS[0]))
    exact = Decimal("1.02") ** (n + (FEDERAL_LEAD if index == "federal" else 0))
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("key", sorted(BASES))
def test_base_times_index(key: str) -> None:
    """Given a base of the law, then base x coefficient gives every published and derived figure of the series."""
    base, index = Decimal(BASES[key]["base"]), BASES[key]["index"]
    values = SERIES[key]["values"]
    for at, value in enumerate(values):
        computed = cents(base * coefficient(value["since"], index))
        if key.startswith("wallonia/") and index == "federal" and value["since"] == CHAINED:
            computed = cents(Decimal(whole(values[at - 1])) / 100 * Decimal("1.02"))
        assert whole(value) == computed, value


@pytest.mark.parametrize("name", ["brussels/index/multiplier", "wallonia/index/decree_2018", "wallonia/index/lgaf"])
def test_the_coefficients_are_powers_of_one_point_zero_two(name: str) -> None:
    """Given the index files, then each coefficient is 1.02 to the power n, rounded half up to four decimals."""
    for value in SERIES[name]["values"]:
        assert isinstance(value["value"], list)
        numerator, denominator = (int(part) for part in value["value"])
        index = "federal" if name.endswith("lgaf") else "2020"
        assert Decimal(numerator) / denominator == coefficient(value["since"], index)


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("key", FLEMISH)
def test_flemish_steps(key: str) -> None:
    """Given a Flemish series, then each figure is the one before x the factor of that day, but for the flat 15 euro."""
    factors = "flanders/index/basic_amounts" if key in FLEMISH_BASIC else "flanders/index/amounts"
    by_day = {value["since"]: value["value"] for value in SERIES[factors]["values"]}
    values = SERIES[key]["values"]
    for before, value in pairwise(values):
        if value["since"] == "2022-12-01" and key not in FLEMISH_BASIC:
            assert whole(value) == whole(before) + 1500
            continue
        numerator, denominator = (int(part) for part in by_day[value["since"]])  # type: ignore[union-attr]
        assert whole(value) == cents(Decimal(whole(before)) / 100 * numerator / denominator), value


def test_every_base_is_looked_at() -> None:
    """Given the amounts of Brussels and Wallonia, then the test above reaches each that is a base times index."""
    others = {
        key
        for key, one in SERIES.items()
        if key.startswith(("brussels/", "wallonia/")) and one["unit"].startswith("EUR") and key not in BASES
    }
    assert {key.rpartition("/")[0] for key in others} == {
        "brussels/base/reduced",  # a subtraction (test_brussels_pivots)
        "brussels/income",  # ceilings: index and welfare steps
        "wallonia/birth",  # the two amounts of 2019
        "wallonia/income",  # ceilings: looked up, never computed
        "wallonia/orphan/one_parent",  # half of the rounded base (test_wallonia_pivots)
    }
