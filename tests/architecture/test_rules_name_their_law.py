"""Every rule of a region says which law it is: a line `Law:` in the docstring of file and public functions."""

import ast
from pathlib import Path

import pytest

BENEFITS = Path(__file__).parents[2] / "functions" / "benefits"
RULES = sorted(path for region in ("flanders", "brussels", "wallonia") for path in (BENEFITS / region).glob("*.py"))
# No rules: the shapes that the rules hand to each other.
SHAPES = {"__init__.py", "family.py"}


def names_law(docstring: str | None) -> bool:
    """Tell whether a line of the docstring names the law."""
    return any(line.strip().startswith("Law: ") for line in (docstring or "").splitlines())


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.relative_to(BENEFITS).as_posix())
def test_a_rule_names_its_law(path: Path) -> None:
    """Given a file of rules, then it and each of its public functions names the text and the article."""
    if path.name in SHAPES:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert names_law(ast.get_docstring(tree)), "the file"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            if path.name == "decide.py":
                continue  # calls the rules one after the other
            assert names_law(ast.get_docstring(node)), node.name
