"""Write the JSON Schema of packages to `docs/api/packages/`: `python -m tools.build_package_schemas` after a change.

`--check` writes nothing and ends with 1 when a committed file differs.
"""

import json
import sys
from pathlib import Path

from functions.rights.package import Package

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "api" / "packages"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_all() -> dict[Path, str]:
    """Return every schema with its text: one a kind, with that kind fixed."""
    built: dict[Path, str] = {}
    for kind in ("access", "portability"):
        schema = Package.model_json_schema(mode="serialization")
        schema["properties"]["kind"] = {"const": kind}
        whole = {"$schema": _DIALECT, "$id": f"https://kroost.invalid/schemas/package-{kind}-1.json", **schema}
        built[FOLDER / f"{kind}.schema.json"] = json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
    return built


def main(arguments: list[str]) -> int:
    """Write the schemas, or compare them with `--check`; returns the exit status."""
    stale = [
        path for path, text in build_all().items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if "--check" in arguments:
            sys.stderr.write(f"stale: {path.name}; run python -m tools.build_package_schemas\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(build_all()[path], encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
