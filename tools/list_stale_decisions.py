"""Reads the decision records: what each lacks, and which are due for a review. Prints the due ones."""

import re
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

RECORDS = Path(__file__).resolve().parents[1] / "docs" / "decisions"
HEADINGS = ("## Context", "## Decision", "## Threat and privacy effect")


@dataclass(frozen=True, slots=True)
class Record:
    """One decision record; `problems` says in words what its form lacks."""

    path: Path
    review_by: date | None
    problems: tuple[str, ...]

    def is_stale(self, today: date) -> bool:
        """Tell whether its review date has passed."""
        return self.review_by is not None and self.review_by < today


def read_record(path: Path) -> Record:
    """Read one record; a wrong form is reported in the result, not raised."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = int(path.name[:4])
    problems = [] if lines and lines[0].startswith(f"# {number}. ") else [f"does not begin with '# {number}. '"]
    for heading in HEADINGS:
        if heading not in lines:
            problems.append(f"lacks '{heading}'")
        elif not _text_under(heading, lines):
            problems.append(f"says nothing under '{heading}'")
    dates = {name: _date_of(name, lines) for name in ("Decided", "Review by")}
    problems += [f"lacks '{name}: <yyyy-mm-dd>'" for name, found in dates.items() if found is None]
    decided, review_by = dates["Decided"], dates["Review by"]
    if decided is not None and review_by is not None and review_by <= decided:
        problems.append("is reviewed before it is decided")
    return Record(path, review_by, tuple(problems))


def read_records(folder: Path) -> list[Record]:
    """Read every numbered record of a folder, in order."""
    return [read_record(path) for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]-*.md"))]


def _text_under(heading: str, lines: list[str]) -> str:
    rest = lines[lines.index(heading) + 1 :]
    end = next((place for place, line in enumerate(rest) if line.startswith("## ")), len(rest))
    return "".join(rest[:end]).strip()


def _date_of(name: str, lines: list[str]) -> date | None:
    for line in lines:
        match = re.fullmatch(rf"{name}: (\d{{4}}-\d{{2}}-\d{{2}})", line)
        if match:
            return date.fromisoformat(match[1])
    return None


def main() -> int:
    """Print one line per record that is due; a due review is a flag, not a failure."""
    today = datetime.now(UTC).date()
    for record in read_records(RECORDS):
        if record.is_stale(today):
            print(f"review due since {record.review_by}: docs/decisions/{record.path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
