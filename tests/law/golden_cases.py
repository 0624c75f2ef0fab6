"""The golden cases: questions of the what-if contract with the answer that a source or a hand calculation gives."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "golden"
REGIONS = ("flanders", "brussels", "wallonia")


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One case: what is asked, what is known of the answer, and where it comes from."""

    id: str
    source: str
    question: dict[str, Any]
    expected: dict[str, Any]
    depends_on_unsure: bool


def golden_cases(region: str) -> list[GoldenCase]:
    """Return the cases of one region."""
    return read_cases(FOLDER / f"{region}.jsonl")


def read_cases(path: Path) -> list[GoldenCase]:
    """Return the cases of a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        GoldenCase(row["id"], row["source"], row["input"], row["expected"], row["depends_on_unsure"]) for row in rows
    ]


def differences(expected: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """Compare what is known of the answer with what came; what is absent is not compared."""
    pairs = [*_of_children(expected, {child["id"]: child for child in answer["children"]})]
    pairs += [(name, expected[name], answer[name]) for name in ("total", "payment_date", "status") if name in expected]
    for name in ("one_off", "shares"):
        if name in expected:
            wanted, got = _without_status(expected[name]), _without_status(answer[name])
            pairs.append((name, sorted(wanted, key=str), sorted(got, key=str)))
    return [f"{what}: wanted {wanted}, got {got}" for what, wanted, got in pairs if wanted != got]


def _of_children(expected: dict[str, Any], children: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Pair what is wanted of every child with what came."""
    for child, total in expected.get("children", {}).items():
        yield f"total of {child}", total, children[child]["total"]
    for child, lines in expected.get("lines", {}).items():
        paid = {line["benefit"]: line["amount"] for line in children[child]["lines"]}
        for benefit, amount in lines.items():
            yield f"{benefit} of {child}", amount, paid.get(benefit)
    for child, entitled in expected.get("entitled", {}).items():
        yield f"right of {child}", entitled, children[child]["entitled"]


def _without_status(rows: list[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    """Leave the status out, which the cases do not state, and the order of the members."""
    return [sorted((name, value) for name, value in row.items() if name != "status") for row in rows]
