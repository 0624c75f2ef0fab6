"""No amount, age, limit or date of the law stands in a `.py` file: they are dated, sourced files under `amounts/`."""

import ast
import re
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "functions" / "benefits"
FILES = sorted(RULES.rglob("*.py"))

# 0, 1, -1 and 2: nothing, one step, the next place, and the 2 of rounding half up.
# 6: Saturday, in the one file that looks at weekdays. 3: how many facts an explanation names at most.
ALLOWED = {0, 1, 2}
ALLOWED_IN = {"pay_on.py": {6}, "what_would_change.py": {3}}
DATE_TEXT = re.compile(r"\d{4}-\d{2}(-\d{2})?|\d{2}-\d{2}|\d+[.,]\d{2}")
DATE_MAKERS = {"date", "datetime", "YearMonth", "timedelta", "Decimal", "Fraction"}


def literals_of_law(source: str, name: str) -> list[str]:
    """Return every number, date or amount that a reviewer of the law would have to know about."""
    tree = ast.parse(source)
    said_not_calculated = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    articles = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Article"
        for argument in node.args
    }
    allowed = ALLOWED | ALLOWED_IN.get(name, set())
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said_not_calculated | articles:
            number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
            if number and node.value not in allowed:
                found.append(f"line {node.lineno}: number {node.value!r}")
            if isinstance(node.value, str) and DATE_TEXT.fullmatch(node.value):
                found.append(f"line {node.lineno}: text {node.value!r}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DATE_MAKERS:
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            if all(isinstance(part, ast.Constant) and part.value not in ALLOWED for part in parts):
                found.append(f"line {node.lineno}: {node.func.id} of fixed numbers")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(RULES).as_posix())
def test_rules_hold_no_amount_age_limit_or_date(path: Path) -> None:
    """Given one file of the rules, then it holds no literal of the law."""
    assert literals_of_law(path.read_text(encoding="utf-8"), path.name) == []


@pytest.mark.parametrize(
    "source",
    [
        "LIMIT = 30986",
        "AGE = 18",
        "if age >= 25: pass",
        "since = date(2019, 1, 1)",
        "since = YearMonth(2019, 1)",
        "since = date.fromisoformat('2019-01-01')",
        "amount = '163.20'",
        "share = 2 / 3",
        "factor = 1.5",
        "counted_from = '08-01'",
    ],
)
def test_a_literal_of_the_law_is_found(source: str) -> None:
    """Given a rule with an amount, an age, a limit or a date in it, then the search finds it."""
    assert literals_of_law(source, "base.py")


def test_articles_and_words_are_no_law_values() -> None:
    """Given the number of an article, a docstring and a first place, then the search leaves them alone."""
    source = '"""From 18 on, 163.20."""\nLAW = (Article("Groeipakketdecreet", "13"),)\nfirst = places[0]\n'
    assert literals_of_law(source, "base.py") == []
