"""The code: the folder `functions/` as it stands, without the command line and without sources of compiled data."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from infra.bundling.archive import write_archive
from infra.bundling.byte_code import compile_tree
from infra.bundling.find_uv import ROOT

ASSETS = ROOT / "build" / "assets"
FUNCTIONS = ROOT / "functions"
# `cli` runs on a desk. YAML is read at build time only: what ships is the JSON compiled from it.
FOLDERS_LEFT_OUT = frozenset({"__pycache__", "cli"})
ENDINGS_LEFT_OUT = frozenset({".yaml", ".md", ".pyi"})


def code_archive() -> Path:
    """Return the archive of the code at hand; one made before from the same files is used again."""
    recipe = hashlib.sha256()
    for script in (Path(__file__), *sorted(Path(__file__).parent.glob("*.py"))):
        recipe.update(script.read_bytes())
    for path in shipped():
        recipe.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    target = ASSETS / f"code-{recipe.hexdigest()[:16]}.zip"
    if not target.exists():
        build_code(target)
    return target


def build_code(target: Path) -> None:
    """Copy, compile and zip; raises CalledProcessError when a module does not compile."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for path in shipped():
            copy = tree / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        compile_tree(tree, "/var/task")
        write_archive(tree, target)


def shipped() -> Iterator[Path]:
    """Yield the files that ship, sorted."""
    for path in sorted(FUNCTIONS.rglob("*")):
        inside = path.relative_to(FUNCTIONS)
        if not path.is_file() or FOLDERS_LEFT_OUT.intersection(inside.parts) or path.suffix in ENDINGS_LEFT_OUT:
            continue
        yield path
