"""The checked list of ASVS: what is met names tests that exist, what is not met says why (AC-7)."""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIST = json.loads((ROOT / "tests" / "authorisation" / "asvs.json").read_text(encoding="utf-8"))["requirements"]


@pytest.mark.parametrize("entry", LIST, ids=lambda entry: f"{entry['id']}-{entry['level']}")
def test_each_requirement_is_met_by_a_test_or_says_why_not(entry: dict[str, object]) -> None:
    (said,) = {"met_by", "not_met", "not_for_us"} & set(entry)
    if said != "met_by":
        assert len(str(entry[said]).split()) >= 4
        return
    named = entry["met_by"]
    assert isinstance(named, list)
    assert named
    for test in named:
        path, _, name = str(test).partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in tests if name else tests, test


def test_what_is_not_met_stands_in_the_limits() -> None:
    page = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8")
    for entry in LIST:
        if "not_met" in entry:
            assert f"V{entry['id']}" in page
