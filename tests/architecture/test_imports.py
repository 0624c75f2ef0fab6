"""Every module that ships imports by itself, and importing it touches neither network nor environment."""

import os
import subprocess
import sys

import pytest

from tests.architecture.modules import ROOT, modules_of_functions, source_files

IMPORT_ALL = """
import importlib, socket, sys
def refuse(*args, **kwargs):
    raise RuntimeError("a module opens a connection when it is imported")
socket.socket.connect = refuse
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_all_modules_import_without_settings_or_network() -> None:
    """Given no setting at all, when every module is imported, then none asks for one."""
    names = [module.name for module in modules_of_functions()]
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "SYSTEMROOT") if key in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *names],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", ["tools", "infra"])
def test_tools_and_infrastructure_compile(folder: str) -> None:
    """Given the files beside the functions, when they are parsed, then each is valid for this Python."""
    for path in source_files(folder):
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
