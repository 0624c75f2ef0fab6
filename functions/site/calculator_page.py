"""The page of the calculator: a what-if question as a form, its answer with every reason. Nothing is stored.

The question goes in the body and never in an address: a date of birth belongs in no log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from functions.runtime.problem import Language
from functions.site.consent_choice import ConsentChoice
from functions.site.consent_part import consent_part
from functions.site.frame import frame
from functions.site.page_texts import page_texts
from functions.site.templates import render
from functions.site.told_errors import said_errors

REGIONS = ("flanders", "brussels", "wallonia")
STUDIES = ("secondary", "higher", "none")
MOST_CHILDREN = 20
PILLARS = ("pillar1", "pillar2", "pillar3")


@dataclass(frozen=True, slots=True)
class CalculatedLine:
    """One benefit: its name, its amount as written in the language, why."""

    benefit: str
    amount: str
    because: str


@dataclass(frozen=True, slots=True)
class CalculatedChild:
    """One child: its lines, its total, or why there is no right."""

    number: int
    total: str
    lines: Sequence[CalculatedLine] = ()
    no_right: str = ""


@dataclass(frozen=True, slots=True)
class Calculated:
    """The answer as the page shows it; amounts are written in the language, dates as day/month/year."""

    month: str
    total: str
    day: str
    children: Sequence[CalculatedChild] = ()
    once: Sequence[tuple[int, CalculatedLine, str]] = ()
    whole: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in, what is wrong with it, and what it came to."""

    given: Mapping[str, str] = field(default_factory=dict)
    children: int = 1
    detail: str = ""
    errors: Sequence[tuple[str, str]] = ()
    answer: Calculated | None = None


def question(given: Mapping[str, str], children: int) -> dict[str, Any]:
    """Return the what-if question that the filled-in fields ask; what stands empty is left out or not known."""
    income = given.get("income", "").strip().replace(" ", "").replace(",", ".")
    if income and "." not in income:
        income += ".00"
    asked: dict[str, Any] = {
        "month": _month(given),
        "region": given.get("region", ""),
        "income": {"amount": income, "preferential": "preferential" in given} if income else None,
        "children": [_child(given, at) for at in range(children)],
    }
    if given.get("partner"):
        asked["partner"] = given["partner"] == "yes"  # unsaid stays out: the question is then refused, not guessed
    return asked


def _month(given: Mapping[str, str]) -> str:
    return f"{given.get('month.year', '').strip()}-{given.get('month.month', '').strip().zfill(2)}"


def _child(given: Mapping[str, str], at: int) -> dict[str, Any]:
    def said(name: str) -> str:
        return given.get(f"children.{at}.{name}", "").strip()

    born = "-".join([said("born.year"), said("born.month").zfill(2), said("born.day").zfill(2)])
    child: dict[str, Any] = {"id": str(at + 1), "born": born}
    if said("first_child"):
        child["first_child"] = said("first_child") == "yes"
    if said("study"):
        child["study"] = said("study")
    if said("shared"):
        child["housing"] = "equal"
    points = [said(f"disability.{pillar}") for pillar in PILLARS]
    if any(points):
        numbers = [_points(one) for one in points]
        total = sum(one for one in numbers if isinstance(one, int))
        child["disability"] = {"points": total, **dict(zip(PILLARS, numbers, strict=True))}
    return child


def _points(said: str) -> int | str:
    """Return points as a number; what is none goes on as it was written, and is refused beside its field."""
    return int(said or "0") if not said or (said.isascii() and said.isdigit() and len(said) <= len("36")) else said


def calculator_page(language: Language, asked: Asked, consent: ConsentChoice | None = None) -> str:
    """Return the page; with an answer, the answer stands first and the question below it."""
    texts = page_texts(language)
    names = ("month", "region", "partner", "income")
    labels = {name: texts[f"calc_{name}"] for name in names}
    for at in range(asked.children):
        child = texts["child"].format(number=at + 1)
        labels |= {f"children.{at}.born": f"{child}, {texts['birth_date'].lower()}"}
        labels |= {f"children.{at}.first_child": f"{child}, {texts['calc_first_child']}"}
        labels |= {f"children.{at}.disability.{one}": f"{child}, {texts['calc_' + one].lower()}" for one in PILLARS}
    page = {
        **consent_part(language, consent),
        **said_errors(asked.detail, language, labels, list(asked.errors), form="form"),
        "given": asked.given,
        "children": [texts["child"].format(number=at + 1) for at in range(asked.children)],
        "regions": [(region, texts[f"region_{region}"]) for region in REGIONS],
        "partners": [("no", texts["calc_alone"]), ("yes", texts["calc_together"])],
        "studies": [("", texts["calc_study_usual"]), *((one, texts[f"calc_study_{one}"]) for one in STUDIES)],
        "first": [("", texts["calc_unsaid"]), ("yes", texts["calc_yes"]), ("no", texts["calc_no"])],
        "pillars": PILLARS,
        "answer": asked.answer,
    }
    return render("calculator.html", page=page, **frame(language, "/calculator"))
