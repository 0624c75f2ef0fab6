"""Compiles the dated files of the law into one JSON file, so that no YAML is read at run time.

python -m tools.compile_amounts          write functions/benefits/amounts/compiled.json
python -m tools.compile_amounts --check  exit 1 when the committed file is not what the files say
"""

import argparse
import hashlib
import json
import sys
from datetime import date, timedelta
from pathlib import Path

from tools.amount_files import AMOUNTS, AmountFile, compile_value, read_amount_files

COMPILED = AMOUNTS / "compiled.json"


def compile_amounts(files: list[AmountFile]) -> str:
    """Return the compiled text: series by id, and the digest over all of them (canonical JSON, SHA-256)."""
    series = {file.id: _compile(file) for file in files}
    canonical = json.dumps(series, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
    lines = [f"{json.dumps(key)}: {json.dumps(one, sort_keys=True, ensure_ascii=False)}" for key, one in series.items()]
    body = ",\n".join(lines)
    return f'{{"digest": "{digest}", "series": {{\n{body}\n}}}}\n'


def _compile(file: AmountFile) -> dict[str, object]:
    """Keep what the rules, the freshness gate and the reader of an answer need; sources stay in the file."""
    members = file.members
    values = members["values"]
    law = members["law"]
    return {
        "title": members["title"],
        "unit": members["unit"],
        "law": [[place["text"], place["article"]] for place in law],  # type: ignore[index, union-attr, call-overload]
        "applies": members.get("applies", []),
        "known_until": members["known_until"],
        "last_checked_on": members["last_checked_on"],
        "next_change_expected": members["next_change_expected"],
        "values": [_compile_value(value, str(members["unit"]), values, at) for at, value in enumerate(values)],  # type: ignore[arg-type]
    }


def _compile_value(value: dict[str, object], unit: str, values: list[dict[str, object]], at: int) -> dict[str, object]:
    """Give a value its last day: the one it states, or the day before the next value, or none."""
    until = value.get("to")
    if until is None and at + 1 < len(values):
        until = _day_before(str(values[at + 1]["from"]))
    return {
        "since": value["from"],
        "until": until,
        "value": compile_value(value["value"], unit),  # type: ignore[arg-type]
        "status": value["status"],
    }


def _day_before(day: str) -> str:
    """Return the day before, as text."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def main(arguments: list[str]) -> int:
    """Write or check the compiled file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether the compiled file is fresh")
    parser.add_argument("--from", type=Path, default=AMOUNTS, dest="folder", help="folder of amount files")
    parser.add_argument("--to", type=Path, default=COMPILED, dest="target", help="the compiled file")
    given = parser.parse_args(arguments)
    text = compile_amounts(read_amount_files(given.folder))
    if given.check:
        fresh = given.target.exists() and given.target.read_text(encoding="utf-8") == text
        print("compiled.json is fresh" if fresh else "compiled.json is not what the files say: make it again")
        return 0 if fresh else 1
    given.target.write_text(text, encoding="utf-8")
    print(f"{given.target.name}: {text.count(chr(10)) - 2} series")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
