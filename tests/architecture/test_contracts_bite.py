"""The floors' contracts refuse what they must: each is shown one import that breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.modules import ROOT

BREACHES = [
    ("functions/vault/peek.py", "import functions.dossier.dossier", "Floors"),
    ("functions/intake/peek.py", "import functions.payments.write_pain_001", "Floors"),
    ("functions/dossier/peek.py", "import boto3", "boto3, botocore and Powertools"),
    ("functions/dossier/peek.py", "from botocore.exceptions import ClientError", "boto3, botocore and Powertools"),
    ("functions/units/peek.py", "import pydantic", "The law and the units"),
    ("functions/benefits/peek.py", "import pydantic", "The law and the units"),
    ("functions/rights/peek.py", "import functions.intake.api", "Entry points"),
    ("functions/attic/__init__.py", "", "Floors"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the code that ships, and the contracts."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "functions", folder / "functions", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(house: Path) -> tuple[int, str]:
    """Hold the copy to the contracts."""
    script = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "--no-cache", "--no-logo"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_house_as_it_stands_is_kept(house: Path) -> None:
    status, told = lint(house)
    assert status == 0, told


@pytest.mark.parametrize(("path", "line", "contract"), BREACHES, ids=[f"{b[0]}: {b[1]}" for b in BREACHES])
def test_a_breach_is_refused(house: Path, path: str, line: str, contract: str) -> None:
    file = house / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'"""A breach."""\n\n{line}\n', encoding="utf-8")
    try:
        status, told = lint(house)
    finally:
        file.unlink()
        if path.endswith("__init__.py"):
            file.parent.rmdir()
    assert status != 0, told
    assert contract in told
