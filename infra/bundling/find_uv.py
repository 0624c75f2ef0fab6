"""Find the uv that is there: on the path, beside the interpreter, or as a module. Nothing is installed."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class UvMissingError(RuntimeError):
    """There is no uv that runs; `make run` and `make test` put one into place."""


@cache
def uv_command() -> tuple[str, ...]:
    """Return the command that runs uv; raises UvMissingError."""
    beside = Path(sys.executable).with_name("uv")
    candidates: list[tuple[str, ...]] = [
        (path,)
        for path in (os.environ.get("UV"), shutil.which("uv"), str(beside), str(ROOT / ".tools" / "bin" / "uv"))
        if path
    ]
    candidates.append((sys.executable, "-m", "uv"))
    for command in candidates:
        if _runs(command):
            return command
    msg = "no uv found: run `make run` or `make test` once, or install uv"
    raise UvMissingError(msg)


def _runs(command: tuple[str, ...]) -> bool:
    # A version manager's shim stands on the path and still fails when its version is not chosen here.
    try:
        return subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
