"""Every table that the law notes give of the three regions: each figure, with its source, is what the files hold.

`published/<region>.json` holds the tables by section of the notes, taken over apart from the amount files. A figure is
[first day in force, figure, mark, places in `sources`]. CONFIRMED: printed by an authority, or by two sources. SINGLE:
printed once. DERIVED: computed with the index rule. UNSURE: inferred.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from functions.benefits.household import REGIONS
from functions.benefits.parameters import CompiledValue, current_parameters

FOLDER = Path(__file__).parent / "published"
FIGURES_OF = {"flanders": 281, "brussels": 750, "wallonia": 713}
SERIES = current_parameters().series
PRINTED = {"CONFIRMED", "SINGLE"}
# What the mark of a figure may become in the files: never anything stronger.
STATUSES = {
    "CONFIRMED": {"published"},
    "SINGLE": {"derived", "unconfirmed"},
    "DERIVED": {"derived"},
    "UNSURE": {"unconfirmed"},
}
# The text of the notes is weaker than their table: a doubt of one cent (4.1), a limit from an inferred factor (4.2).
WEAKER = {
    ("flanders/social/transitional_middle", "2022-12-01"),
    ("flanders/social/transitional_highest_single_parent", "2022-12-01"),
    ("flanders/income/middle_limit", "2024-09-01"),
}


class Figure(NamedTuple):
    """A figure of a table: first day in force, as printed, how sure the notes are, and where it stands."""

    since: str
    printed: str
    mark: str
    sources: tuple[str, ...]


class Row(NamedTuple):
    """A row of a table: all figures of one amount."""

    region: str
    table: str
    amount: str
    figures: tuple[Figure, ...]


def _rows(region: str) -> list[Row]:
    """Read the tables of a region."""
    whole = json.loads((FOLDER / f"{region}.json").read_text(encoding="utf-8"))
    assert whole["consulted_on"] == "2026-11-23"
    sources = whole["sources"]
    return [
        Row(region, table, amount, tuple(Figure(f[0], f[1], f[2], tuple(sources[at] for at in f[3:])) for f in figures))
        for table, rows in whole["tables"].items()
        for amount, figures in rows.items()
    ]


ROWS = [row for region in REGIONS for row in _rows(region)]


def _held(amount: str, value: CompiledValue) -> Fraction:
    """Return a value of the files in the unit of the tables: euro, or a plain factor."""
    held = value["value"]
    if isinstance(held, list):
        return Fraction(int(held[0]), int(held[1]))
    assert isinstance(held, int)
    return Fraction(held, 100) if SERIES[amount]["unit"].startswith("EUR") else Fraction(held)


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.amount)
def test_every_figure_of_the_table(row: Row) -> None:
    """Given a row of a published table, then the files hold the same figures from the same days, and no other ones.

    What the files hold from a day after the last figure on is newer than the table.
    """
    printed = {figure.since: Fraction(figure.printed) for figure in row.figures}
    held = {value["since"]: _held(row.amount, value) for value in SERIES[row.amount]["values"]}
    assert {since: figure for since, figure in held.items() if since <= max(printed)} == printed, row.table


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.amount)
def test_no_figure_without_source_and_none_surer_than_it(row: Row) -> None:
    """Given a figure, then it has its source, and its status is not stronger than its mark."""
    statuses = {value["since"]: value["status"] for value in SERIES[row.amount]["values"]}
    for figure in row.figures:
        assert figure.sources, figure
        assert figure.mark not in PRINTED or any("http" in source for source in figure.sources) or "index" in row.amount
        allowed = {"unconfirmed"} if (row.amount, figure.since) in WEAKER else STATUSES[figure.mark]
        assert statuses[figure.since] in allowed, figure


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("region", REGIONS)
def test_no_table_is_missing(region: str) -> None:
    """Given the amount files of a region, then every amount in euro and every index factor stands in a table."""
    counted = {
        key
        for key, one in SERIES.items()
        if key.startswith(f"{region}/") and (one["unit"].startswith("EUR") or "/index/" in key)
    }
    rows = [row for row in ROWS if row.region == region]
    assert counted <= {row.amount for row in rows}
    assert len({row.amount for row in rows}) == len(rows)
    assert sum(len(row.figures) for row in rows) == FIGURES_OF[region]
