"""The page of choices says which choices stand in a trace; the code marks these and no others."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = ROOT / "functions" / "benefits"
PAGE = (ROOT / "docs" / "law" / "choices.md").read_text(encoding="utf-8")


def ranges(sentence: str) -> set[str]:
    """Read `F01 to F03, F10` into the ids."""
    found: set[str] = set()
    for first, last in re.findall(r"([FBW]\d\d)(?: to ([FBW]\d\d))?", sentence):
        numbers = range(int(first[1:]), int((last or first)[1:]) + 1)
        found |= {f"{first[0]}{number:02d}" for number in numbers}
    return found


def test_the_marked_choices_are_listed() -> None:
    """Given the marks in the rules, then they are those of the page, and each is a row of it."""
    marked = {
        mark for path in RULES.rglob("*.py") for mark in re.findall(r'"([FBW]\d\d)"', path.read_text(encoding="utf-8"))
    }
    sentence = PAGE[PAGE.index("another amount this month:") : PAGE.index("Some of these marks")]
    assert ranges(sentence) == marked
    assert marked <= set(re.findall(r"^\| ([FBW]\d\d) \|", PAGE, re.MULTILINE))
