"""The words: every code that the rules can give has its text in four languages, in one file."""

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.explain import NOT_READ, explain
from functions.benefits.parameters import current_parameters
from functions.benefits.trace import trace_of
from functions.benefits.what_would_change import AT_MOST
from functions.benefits.words import FILE, LANGUAGES, Language, all_words, say, say_amount, say_fact
from functions.what_if.read_request import read_request
from tests.law.golden_cases import REGIONS, GoldenCase, golden_cases
from tests.law.households import SEVERE, Guarantee2019, child, decide

RULES = FILE.parent
CASES = [case for region in REGIONS for case in golden_cases(region) if "refused" not in case.expected]
# Codes that no rule gives today because every right is carried; the contract names them.
OF_THE_CONTRACT = {"not_carried_yet"}


def strings_of_the_rules() -> set[str]:
    """Return every text that stands in the rules, but for docstrings."""
    found: set[str] = set()
    for path in RULES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            if isinstance(node, ast.JoinedStr):
                found |= {f"frozen_rank_{rank}" for rank in ("lowest", "middle", "highest")}
    return found


@pytest.mark.parametrize("group", ["reasons", "because", "undecided", "payees"])
def test_no_code_without_a_rule(group: str) -> None:
    """Given every code of the file, then some rule gives it."""
    assert set(all_words()[group]) - OF_THE_CONTRACT <= strings_of_the_rules()


def test_no_rule_without_a_text() -> None:
    """Given every golden case and a few families more, then each code that comes out has its text."""
    decisions = [decide_month(read_request(json.dumps(case.question)), current_parameters()) for case in CASES]
    decisions.append(decide("brussels", "2024-05", child("2024-05-02")))
    for decision in decisions:
        for one in decision.children:
            assert one.reason is None or one.reason in all_words()["reasons"]
            for line in one.lines:
                assert {line.because} <= set(all_words()["because"])
                assert {line.benefit} <= set(all_words()["benefits"])
        for once in decision.one_off:
            assert {once.because} <= set(all_words()["because"])
            assert {once.benefit} <= set(all_words()["benefits"])
        for undecided in decision.undecided:
            assert undecided.because in all_words()["undecided"]


def test_every_text_is_there_in_four_languages() -> None:
    """Given every code, then a text in each language, with the same variables, and no text in two languages at once."""
    same_in_two = {"base", "adoption"}
    for group in all_words().values():
        for code, texts in group.items():
            assert tuple(texts) == LANGUAGES
            assert all(text.strip() for text in texts.values())
            names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
            assert all(found == names[0] for found in names), code
            assert len(set(texts.values())) == len(LANGUAGES) or code in same_in_two, code


def test_the_file_is_written_by_hand_and_read_as_is() -> None:
    """Given the file, then it is UTF-8 JSON without a key that stands there twice."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    json.loads(Path(FILE).read_text(encoding="utf-8"), object_pairs_hook=once)


def facts_of(lines: list[str], language: Language) -> tuple[list[int], list[str], list[str], list[str]]:
    """Read amounts (in cents), days, months and articles back from a text."""
    text = "\n".join(lines)
    decimal = r"\." if language == "en" else ","
    amounts = [int(whole + rest) for whole, rest in re.findall(rf"(?<![\d/])(\d+){decimal}(\d\d)(?!\d)", text)]
    days = re.findall(r"\b\d\d/\d\d/\d{4}\b", text)
    months = re.findall(r"(?<![\d/])\d\d/\d{4}\b", text)
    return amounts, days, months, re.findall(r"art\. ([\w/-]+)", text)


def test_every_missing_fact_of_the_rules_and_of_the_run_has_a_name() -> None:
    """Given every fact that a rule or the monthly run can miss, then it has a name in each language, not a code."""
    payments = RULES.parent / "payments"
    asked = "".join(path.read_text(encoding="utf-8") for path in sorted(payments.glob("*.py")))
    codes = {
        code
        for call in re.findall(r'missing\([\w.]+, "\w+", ("[^)]+)\)', asked)
        for code in re.findall(r'"(\w+)"', call)
    }
    assert "right_open_2018" in codes
    for code in codes | {"first_child", "income", "institution"}:
        for language in LANGUAGES:
            assert say_fact(code, language) != code, code
    assert say_fact("new_fact", "nl") == "new_fact"


@pytest.mark.goal("CA-6")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_same_numbers_days_and_articles_in_every_language(case: GoldenCase) -> None:
    """Given a golden case told in four languages, when read back, then amounts, days, months and articles are equal."""
    decision = decide_month(read_request(json.dumps(case.question)), current_parameters())
    trace = json.loads(json.dumps(trace_of(decision)))
    told = {language: explain(trace, current_parameters(), language) for language in LANGUAGES}
    read = {language: facts_of(lines, language) for language, lines in told.items()}
    assert read["fr"] == read["de"] == read["en"] == read["nl"]
    amounts, days, _, articles = read["nl"]
    assert decision.total in amounts
    assert f"{decision.payment_date:%d/%m/%Y}" in days
    for one in decision.children:
        for line in one.lines:
            assert line.cents in amounts
            assert {place.article for place in line.law} - {NOT_READ} <= set(articles)
    assert sum(line.startswith("- ") for line in told["nl"]) <= AT_MOST


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (decide("flanders", "2024-06", child("2020-01-01")), ["the income of the family, which we do not know"]),
        (
            decide("flanders", "2024-06", child("2020-01-01"), income="50000.00"),
            ["an income of at most 42380.06 euro a year, as the law counts it"],
        ),
        (
            decide("flanders", "2024-06", child("2020-01-01"), income="20000.00"),
            ["an income of more than 36325.76 euro a year, as the law counts it"],
        ),
        (
            decide("flanders", "2024-06", child("2020-01-01"), income="100.00", cadastral="1300.00"),
            ["a lower cadastral income"],
        ),
        # cadastral income and the income itself both stand in the way: neither alone changes anything
        (decide("brussels", "2024-06", child("2020-01-01"), income="60000.00", cadastral="2000.01"), []),
        (decide("flanders", "2024-06", child("2020-01-01"), income="50000.00", cadastral="9000.00"), []),
        (decide("flanders", "2024-06", child("2020-01-01"), income="54000.00", cadastral="3000.00"), []),
        (
            decide("flanders", "2024-06", child("2020-01-01"), income="54000.00", cadastral="2354.44"),
            ["an income of at most 42380.06 euro a year, as the law counts it"],
        ),
        (
            decide("brussels", "2024-06", child("2020-01-01"), income="60000.00"),
            ["an income of less than 38625.31 euro a year, as the law counts it"],
        ),
        (
            decide("brussels", "2024-06", child("2020-01-01"), child("2021-01-01", "B"), income="40000.00"),
            ["an income of at least 56068.99 euro a year, as the law counts it"],
        ),
        (
            decide("wallonia", "2024-06", child("2020-01-01"), income="60000.00"),
            ["an income of at most 51340.00 euro a year, as the law counts it"],
        ),
        (decide("flanders", "2024-06", child("2005-01-01")), ["enough study or training"]),
        (
            decide("flanders", "2024-06", child("2005-01-01", study="higher", obstacle=True)),
            ["less work, or no benefit above the limits of the region, with enough study where it is needed"],
        ),
        (decide("flanders", "2024-06", child("1990-01-01")), []),
        (
            decide("brussels", "2024-05", child("2024-05-02")),
            ["this fact: whether this is the first child of one of the parents"],
        ),
        (
            decide(
                "flanders",
                "2024-06",
                child("2005-01-01"),
                child("2005-01-02", "B", study="higher", obstacle=True),
                child("2016-01-02", "C"),
                child("2021-01-02", "D"),
                income="50000.00",
            ),
            [
                "enough study or training",
                "less work, or no benefit above the limits of the region, with enough study where it is needed",
                "an income of at most 42380.06 euro a year, as the law counts it",
            ],
        ),
    ],
    ids=range(16),
)
def test_what_would_change(told: object, expected: list[str]) -> None:
    """Given a decision, then at most three facts that would change it, read from the trace."""
    lines = explain(trace_of(told), current_parameters(), "en")  # type: ignore[arg-type]
    assert [line.removeprefix("- ") for line in lines if line.startswith("- ")] == expected


def test_everything_is_told() -> None:
    """Given an institution, an unconfirmed amount, shares and an amount paid once, then all of it is told."""
    placed = child("2010-05-01", "A", right_open_2019=True, placement="institution", disability=SEVERE)
    decided = decide(
        "brussels", "2027-07", placed, child("2012-05-01", "B", right_open_2019=True), guarantee_2019=Guarantee2019()
    )
    text = "\n".join(explain(trace_of(decided), current_parameters(), "en"))
    (institution,) = [share.cents for share in decided.shares if share.to == "institution"]
    assert f"Of this {say_amount(institution, 'en')} euro goes to the institution." in text
    assert say("sentences", "unconfirmed", "en") in text
    assert "Paid in 08/2027." in text
    assert "2/3" not in text
    half = decide("flanders", "2024-06", child("2020-01-01", housing="equal"), income="100.00")
    assert "1/2 of 70.50 euro" in "\n".join(explain(trace_of(half), current_parameters(), "en"))
