"""DX-6: an amount and an example are lines of reviewed text files; the page shows what comes of them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "add-an-amount.md"
COPIED = ("functions", "tools", "tests/law", "tests/__init__.py", "tests/conftest.py", "tests/goals_report.py")


@pytest.mark.goal("DX-6")
def test_the_how_to_adds_an_amount_and_an_example(tmp_path: Path) -> None:
    """Given a copy of the project, when the steps of the how-to are done as written, then the page shows the result.

    The amount is a line, the example a file, and nothing else is touched by hand; before the amount is there the same
    example is refused.
    """
    copy = copied(tmp_path)
    blocks = re.findall(r"```(\w+)(?: (\w+) (\S+))?\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    texts = {action: (copy / path, text) for _, action, path, text in blocks if action}
    (commands,) = [text.splitlines() for language, _, _, text in blocks if language == "sh"]

    path, text = texts["new"]
    path.write_text(text, encoding="utf-8")
    refused = run(copy, "python -m tools.write_example_pages")
    assert refused.returncode == 1
    assert "wanted 188.31, got 184.62" in refused.stdout

    path, text = texts["add"]
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    path, text = texts["replace"]
    path.write_text(replaced(path.read_text(encoding="utf-8"), text), encoding="utf-8")
    for command in commands:
        done = run(copy, command)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    page = (copy / "docs" / "law" / "examples" / "flanders.md").read_text(encoding="utf-8")
    assert "| Lou | base | 188.31 | born from 2019 | Groeipakketdecreet 13 | `flanders/base/new`, 2026-09-01 |" in page
    assert '"from": "2026-09-01"' in page, "the trace"
    assert "| 2026-09-01 | 188.31 | published |" in (copy / "docs" / "law" / "flanders.md").read_text(encoding="utf-8")


def copied(folder: Path) -> Path:
    """Copy what the steps need."""
    copy = folder / "project"
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            leave = shutil.ignore_patterns("__pycache__", ".venv", "node_modules", "built")
            shutil.copytree(source, copy / name, ignore=leave)
        else:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy / name)
    shutil.copytree(ROOT / "docs" / "law", copy / "docs" / "law")
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def run(copy: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the how-to in the copy."""
    first, *rest = command.split()
    assert first == "python"
    return subprocess.run([sys.executable, *rest], cwd=copy, check=False, capture_output=True, text=True)


def replaced(text: str, lines: str) -> str:
    """Replace the lines of a file that begin with the same name."""
    for line in lines.splitlines():
        name = line.partition(":")[0]
        text, times = re.subn(rf"^{name}:.*$", line, text, flags=re.MULTILINE)
        assert times == 1, name
    return text
