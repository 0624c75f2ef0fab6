"""A test may claim only a goal that exists, with one id, on one test."""

import ast

from tests.architecture.modules import ROOT, source_files

KNOWN = set((ROOT / "tools/goals/known.txt").read_text(encoding="utf-8").split())


def claimed() -> list[tuple[str, str]]:
    """Return (file, goal) for every `pytest.mark.goal(...)` in the tests."""
    found: list[tuple[str, str]] = []
    for path in source_files("tests"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.goal"):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert len(node.args) == 1, f"{where}: one mark, one goal"
                assert isinstance(node.args[0], ast.Constant), f"{where}: write the id itself"
                found.append((where, str(node.args[0].value)))
    return found


def test_every_claimed_goal_exists() -> None:
    """Given the marks of all tests, then each names a goal of the list."""
    unknown = [(where, goal) for where, goal in claimed() if goal not in KNOWN]
    assert not unknown, f"unknown goals: {unknown}"


def test_the_list_of_goals_is_sorted_and_unique() -> None:
    """Given the list, then it can be read and compared by eye."""
    lines = (ROOT / "tools/goals/known.txt").read_text(encoding="utf-8").split()
    assert len(lines) == len(KNOWN)
