"""Byte code beside every source: without it each cold start compiles, which doubles its time.

The byte code is of the *unchecked hash* kind: the interpreter neither looks at the source's date, which an archive does
not keep, nor hashes it. Paths in it are those of the deployed function, never of the machine that built it. Docstrings
are left out of it (the sources beside it keep them): nothing that runs reads them, and they are a tenth of a package.
"""

import ast
import marshal
import os
import subprocess
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path


class WrongPythonError(RuntimeError):
    """The interpreter at hand makes byte code for another Python than the functions run on."""


PYTHON = (3, 13)


def compile_tree(tree: Path, shown_as: str) -> None:
    """Write `__pycache__` for every module below `tree`; CalledProcessError when a module does not compile.

    Done in a fresh interpreter, with a fixed hash seed and in sorted order: the sources alone decide what is written.
    """
    if sys.version_info[:2] != PYTHON:
        msg = f"byte code is made by Python {PYTHON[0]}.{PYTHON[1]} only"
        raise WrongPythonError(msg)
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-I", str(Path(__file__)), str(tree), shown_as], check=True, env=environment)


_UNCHECKED_HASH = (0b01).to_bytes(4, "little")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def _compile(tree: Path, shown_as: str) -> None:
    for source in sorted(tree.rglob("*.py")):
        text = source.read_bytes()
        shown = f"{shown_as}/{source.relative_to(tree).as_posix()}"
        code = compile(_without_docstrings(ast.parse(text, shown)), shown, "exec", dont_inherit=True)
        target = Path(cache_from_source(str(source)))
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(MAGIC_NUMBER + _UNCHECKED_HASH + source_hash(text) + marshal.dumps(code))


def _without_docstrings(module: ast.Module) -> ast.Module:
    for node in ast.walk(module):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body.pop(0)
            if not node.body and not isinstance(node, ast.Module):
                node.body = [ast.copy_location(ast.Pass(), first)]
    return module


if __name__ == "__main__":
    _compile(Path(sys.argv[1]), sys.argv[2])
