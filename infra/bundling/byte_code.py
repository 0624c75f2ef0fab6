"""Byte code beside every source: without it each cold start compiles, which doubles its time.

The byte code is of the *unchecked hash* kind: the interpreter neither looks at the source's date, which an archive does
not keep, nor hashes it. Paths in it are those of the deployed function, never of the machine that built it.
"""

import os
import py_compile
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path


class WrongPythonError(RuntimeError):
    """The interpreter at hand makes byte code for another Python than the functions run on."""


PYTHON = (3, 13)


def compile_tree(tree: Path, shown_as: str) -> None:
    """Write `__pycache__` for every module below `tree`; raises CalledProcessError when a module does not compile.

    Done in a fresh interpreter, with a fixed hash seed and in sorted order: the sources alone decide what is written.
    """
    if sys.version_info[:2] != PYTHON:
        msg = f"byte code is made by Python {PYTHON[0]}.{PYTHON[1]} only"
        raise WrongPythonError(msg)
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-I", str(Path(__file__)), str(tree), shown_as], check=True, env=environment)


def _compile(tree: Path, shown_as: str) -> None:
    for source in sorted(tree.rglob("*.py")):
        py_compile.compile(
            str(source),
            cfile=cache_from_source(str(source)),
            dfile=f"{shown_as}/{source.relative_to(tree).as_posix()}",
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            quiet=1,
        )


if __name__ == "__main__":
    _compile(Path(sys.argv[1]), sys.argv[2])
