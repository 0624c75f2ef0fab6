"""Finds functions, classes and methods that nothing uses (unused imports and variables are the linter's).

Vulture's own command has one threshold for everything, and reports each member of an enum and each field of a record
at the same confidence as a dead function. Members and fields are stored words (and the linter knows unused variables),
so here only code counts.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parents[1]
CODE = {"function", "class", "method", "property", "unreachable_code"}
LOWEST_CONFIDENCE = 60


def quoted_types(files: list[Path]) -> set[str]:
    """Return the names in quoted types, `cast("Command", ...)`: uses that vulture does not see."""
    names: set[str] = set()
    for path in files:
        if ".venv" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            quoted: list[ast.expr | None] = []
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "cast" and node.args:
                quoted = [node.args[0]]
            elif isinstance(node, ast.arg | ast.AnnAssign):
                quoted = [node.annotation]
            elif isinstance(node, ast.FunctionDef):
                quoted = [node.returns]
            for one in quoted:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    names |= set(re.findall(r"[A-Za-z_]\w*", one.value))
    return names


def main() -> int:
    """Print one line per finding; returns 1 if there is any."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["vulture"]
    vulture = Vulture(ignore_names=settings["ignore_names"], ignore_decorators=settings["ignore_decorators"])
    vulture.scavenge([str(ROOT / folder) for folder in settings["paths"]], exclude=settings["exclude"])
    quoted = quoted_types([path for folder in settings["paths"] for path in (ROOT / folder).rglob("*.py")])
    found = [
        item
        for item in vulture.get_unused_code(min_confidence=LOWEST_CONFIDENCE)
        if item.typ in CODE and item.name not in quoted
    ]
    for item in found:
        print(f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno}: unused {item.typ} '{item.name}'")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
