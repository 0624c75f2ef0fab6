"""Finds functions, classes and methods that nothing uses (unused imports and variables are the linter's).

Vulture's own command has one threshold for everything, and reports each member of an enum and each field of a record
at the same confidence as a dead function. Members and fields are stored words (and the linter knows unused variables),
so here only code counts.
"""

import sys
import tomllib
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parents[1]
CODE = {"function", "class", "method", "property", "unreachable_code"}
LOWEST_CONFIDENCE = 60


def main() -> int:
    """Print one line per finding; returns 1 if there is any."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["vulture"]
    vulture = Vulture(ignore_names=settings["ignore_names"], ignore_decorators=settings["ignore_decorators"])
    vulture.scavenge([str(ROOT / folder) for folder in settings["paths"]], exclude=settings["exclude"])
    found = [item for item in vulture.get_unused_code(min_confidence=LOWEST_CONFIDENCE) if item.typ in CODE]
    for item in found:
        print(f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno}: unused {item.typ} '{item.name}'")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
