"""M2 at scale: a synthetic fund of three regions runs a month, with flat memory, and nothing is left over.

Small here, in one process; under `make soak` with 100,000 families, in processes of their own, beside one of 10,000.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bench.fund_month import BY_REGION, JUNE, ORDER, SEED, SPLIT, Fund, Line, run_month
from bench.fund_part import Part
from bench.month_parts import PARTS
from functions.benefits.household import REGIONS

FAMILIES, LARGE, TENTH = 96, 100_000, 10_000
FLAT = ("decide", "families", "answers")
"""Parts whose memory follows a page. Writing and sending hold one file, the daily proof the entries of one run."""


def here(folder: Path, shares: int, families: int = FAMILIES) -> Iterator[Line]:
    """Do the parts in this process, one share after the other."""
    for name in ORDER:
        for region in REGIONS if name in BY_REGION else ("all",):
            for share in range(shares if name in SPLIT else 1):
                part = Part(folder, name, region, share, shares if name in SPLIT else 1, families, SEED, 20, JUNE)
                yield {"part": name, "region": region, "did": PARTS[name](part)}
                part.database.close()


def did(lines: list[Line], part: str) -> list[dict[str, object]]:
    return [cast("dict[str, object]", line["did"]) for line in lines if line["part"] == part]


def summed(lines: list[Line], part: str, name: str) -> int:
    return sum(cast("int", one[name]) for one in did(lines, part))


def assert_whole(lines: list[Line], families: int) -> None:
    """Each family was met by one region, each payment stands in a file, each euro is proved, a rerun writes nothing."""
    assert summed(lines, "populate", "families") == families
    assert summed(lines, "decide", "families") == families
    assert {one["state"] for one in did(lines, "files")} == {"files_ready"}
    assert summed(lines, "files", "payments") == summed(lines, "decide", "payments") > families / 2
    (proof,) = did(lines, "prove")
    assert proof["holds"]
    assert proof["entitlement"] == summed(lines, "decide", "cents")
    assert proof["entitlement"] == cast("int", proof["paid"]) + cast("int", proof["due"])
    assert summed(lines, "answers", "aside") == 0
    reopened = summed(lines, "bank", "refused") + summed(lines, "bank", "returned")
    assert summed(lines, "answers", "reopened") == reopened > 0
    assert summed(lines, "families", "differing") == 0
    assert summed(lines, "again", "writes") == 0


def test_a_small_fund_pays_a_month_whoever_shares_the_work(tmp_path: Path) -> None:
    """Given families of three regions, when one or three workers share the shards, then the files are the same."""
    found = []
    for shares in (1, 3):
        (tmp_path / str(shares)).mkdir()
        lines = list(here(tmp_path / str(shares), shares))
        assert_whole(lines, FAMILIES)
        found.append([cast("list[str]", one["digests"]) for one in did(lines, "files")])
    assert len(found[0][0]) > 1  # several files a region
    # A run's id is drawn, and stands in no file; its amounts, names and accounts do.
    assert found[0] == found[1]


@pytest.mark.soak
def test_a_hundred_thousand_families_in_flat_memory(tmp_path: Path) -> None:
    """Given ten times the families, when a month is run, then a worker's peak memory stays, and all is proved."""
    peaks = []
    for families in (TENTH, LARGE):
        lines = list(run_month(Fund(tmp_path / str(families), families)))
        assert_whole(lines, families)
        peaks.append(
            {part: max(cast("int", line["peak_kb"]) for line in lines if line["part"] == part) for part in FLAT}
        )
    assert {part: round(peaks[1][part] / peaks[0][part], 2) for part in FLAT} == pytest.approx(
        dict.fromkeys(FLAT, 1.1),
        abs=0.15,  # at 10,000 families a page of 300 dossiers holds 39
    )
