"""A file is named after the one thing it does, and stays small enough to be read in one go."""

from pathlib import Path

import pytest

from tests.architecture.modules import ROOT, source_files

SAYS_NOTHING = {"utils", "util", "common", "helpers", "helper", "manager", "shared", "misc", "handlers", "service"}
LONGEST = 300
FOLDERS = ("functions", "infra", "tools", "tests", "bench")
FILES = [path for folder in FOLDERS for path in source_files(folder)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_name_and_length(path: Path) -> None:
    """Given one source file, then its path says what it is for and it is not longer than the limit."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    assert not SAYS_NOTHING & set(parts), "name it after what it does"
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST, f"{length} lines: split it by what it does"
