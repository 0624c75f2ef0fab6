"""Prints `<id> <tests>` for each goal that at least one passing test proves, and nothing else on standard output.

Reads the reports of the last `make test`; runs the tests first when the tree has changed since.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tools.goals.tree_digest import ROOT, tree_digest

REPORTS = ROOT / "build" / "tests"


def is_current() -> bool:
    """Tell whether the last test run was over exactly this tree."""
    recorded = REPORTS / "tree-digest"
    return recorded.is_file() and recorded.read_text(encoding="utf-8").strip() == tree_digest()


def count_tests(reports: Path) -> Counter[str]:
    """Return how many passing tests prove each goal."""
    counts: Counter[str] = Counter()
    for report in sorted(reports.glob("*.json")):
        counts.update({goal: len(tests) for goal, tests in json.loads(report.read_text(encoding="utf-8")).items()})
    return counts


def in_reading_order(goal: str) -> tuple[str, int]:
    """Sort IN-2 before IN-10."""
    letters, number = re.fullmatch(r"([A-Z]+)-([0-9]+)", goal).groups()  # type: ignore[union-attr]
    return letters, int(number)


def main() -> int:
    """Print the goals; a failing test only means that its goals are missing."""
    if not is_current():
        subprocess.run([str(ROOT / "tools" / "test.sh")], stdout=sys.stderr, check=False)
    counts = count_tests(REPORTS)
    for goal in sorted(counts, key=in_reading_order):
        print(goal, counts[goal])
    return 0


if __name__ == "__main__":
    sys.exit(main())
