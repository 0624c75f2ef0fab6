"""Each design choice has a record that says its threat and privacy effect, and an old one is flagged."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tools.list_stale_decisions import RECORDS, read_record, read_records

GOOD = """# 7. A choice

Decided: 2026-01-02
Review by: 2027-01-02

## Context

Why.

## Decision

What.

## Threat and privacy effect

Who.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "0007-a-choice.md"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.goal("DX-8")
def test_every_decision_record_is_complete_and_a_stale_one_is_flagged() -> None:
    """Given all records, then each has its parts, numbers run on, and each is flagged from the day after its review."""
    records = read_records(RECORDS)
    assert records
    assert [int(record.path.name[:4]) for record in records] == list(range(1, len(records) + 1))
    assert {record.path.name: record.problems for record in records if record.problems} == {}
    for record in records:
        assert record.review_by is not None
        assert not record.is_stale(record.review_by)
        assert record.is_stale(record.review_by + timedelta(days=1))


def test_a_good_record_has_no_problem(tmp_path: Path) -> None:
    assert read_record(written(tmp_path, GOOD)).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("# 7. A choice", "# A choice", "does not begin with '# 7. '"),
        ("## Threat and privacy effect", "## Threat", "lacks '## Threat and privacy effect'"),
        ("Who.", "", "says nothing under '## Threat and privacy effect'"),
        ("Why.", "", "says nothing under '## Context'"),
        ("Review by: 2027-01-02", "Review by: next year", "lacks 'Review by: <yyyy-mm-dd>'"),
        ("Review by: 2027-01-02", "Review by: 2026-01-02", "is reviewed before it is decided"),
    ],
)
def test_a_record_without_a_part_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert problem in read_record(written(tmp_path, GOOD.replace(old, new))).problems


def test_a_record_is_stale_only_after_its_date(tmp_path: Path) -> None:
    record = read_record(written(tmp_path, GOOD))
    assert not record.is_stale(date(2027, 1, 2))
    assert record.is_stale(date(2027, 1, 3))
