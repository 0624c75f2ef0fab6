"""Compile the register's YAML to what ships: run `python -m tools.compile_register` after every change of the data.

`--check` writes nothing and ends with 1 when a committed file differs from a fresh compile.
"""

import json
import sys
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from functions.register.compile_rights import compile_exemption, compile_function, compile_purpose, compile_rule
from functions.register.erasure_rule import ErasureRule
from functions.register.function_entry import FunctionEntry
from functions.register.ground import Ground
from functions.register.purpose import Purpose
from functions.register.purpose_entry import PurposeEntry
from functions.register.record_type import RecordType
from functions.register.retention_rule import RetentionRule

ROOT = Path(__file__).resolve().parent.parent
REGISTER = ROOT / "functions" / "register"
DATA = REGISTER / "data"


def load_entries[E](name: str, model: type[E]) -> dict[str, E]:
    """Read one data file into its models; pydantic's ValidationError names the entry and the member that is wrong."""
    content = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, model]).validate_python(content)  # type: ignore[valid-type]


def compile_all() -> dict[Path, str]:
    """Return every built file with its text."""
    purposes = load_entries("purposes", PurposeEntry)
    functions = load_entries("functions", FunctionEntry)
    rules = load_entries("retention", RetentionRule)
    grounds = load_entries("grounds", Ground)
    exemptions = load_entries("erasure", ErasureRule)
    compiled = {
        "purposes": {purpose.value: compile_purpose(purposes[purpose.value]) for purpose in Purpose},
        "functions": {name: compile_function(entry) for name, entry in functions.items()},
        "retention": {rule_id: compile_rule(rule) for rule_id, rule in rules.items()},
        "erasure": {
            RecordType(name).value: compile_exemption(rule, grounds[rule.ground]) for name, rule in exemptions.items()
        },
    }
    return {REGISTER / "compiled.json": json.dumps(compiled, indent=1, ensure_ascii=False) + "\n"}


def main(arguments: list[str]) -> int:
    """Write the built files, or compare them with `--check`; returns the exit status."""
    stale = 0
    for path, text in compile_all().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in arguments:
            sys.stderr.write(f"stale: {path.relative_to(ROOT)}; run python -m tools.compile_register\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
