"""A newcomer's first minutes: clone, one command, and the whole story plays, with nothing of this user's home."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tools.local.start_emulator import ROOT

# The goal's own bound without warm package caches; this machine's caches are used where there are any.
MOST_SECONDS = 360
PAID = "The monthly run of 2024-06 decides every dossier"
END = "The story took "


@pytest.mark.goal("DX-1")
def test_a_clone_plays_the_whole_story_within_minutes(tmp_path: Path) -> None:
    """Given a fresh clone and an empty HOME, when `make run ONCE=1` is typed, then families are paid within minutes.

    It ends with 0, leaves no process behind, and needs git, make, Python and Node only: no account, token or Docker.
    """
    clone, home = tmp_path / "clone", tmp_path / "home"
    home.mkdir()
    git = shutil.which("git")
    make = shutil.which("make")
    assert git is not None
    assert make is not None
    subprocess.run([git, "clone", "--quiet", str(ROOT), str(clone)], check=True)
    began = time.monotonic()
    said, paid_after = [], None
    with subprocess.Popen(
        [make, "--no-print-directory", "run", "ONCE=1"],
        cwd=clone,
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            said.append(line)
            if PAID in line:
                paid_after = time.monotonic() - began
    assert run.returncode == 0, "".join(said[-30:])
    assert paid_after is not None, "".join(said)
    assert paid_after < MOST_SECONDS, f"the first family was paid after {paid_after:.0f} s"
    assert any(line.startswith(END) for line in said)


def _environment(home: Path) -> dict[str, str]:
    """Return what a newcomer's shell has: a path and a home; package caches of this machine where they are."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "PIP_CERT", "SSL_CERT_FILE"}}
    caches = {"UV_CACHE_DIR": Path.home() / ".cache" / "uv", "npm_config_cache": Path.home() / ".npm"}
    warm = {name: str(path) for name, path in caches.items() if path.is_dir()}
    return {**kept, **warm, "HOME": str(home), "KROOST_PORT": "0"}
