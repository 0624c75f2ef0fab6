"""The page where a family joins: one form, whole without script."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from functions.register.notice import form_notice
from functions.runtime.problem import Language, Problem
from functions.site.consent_choice import ConsentChoice
from functions.site.consent_part import consent_part
from functions.site.field_labels import field_labels
from functions.site.frame import frame, fresh_key
from functions.site.page_texts import page_texts
from functions.site.templates import render

FEWEST_CHILDREN, MOST_CHILDREN = 1, 20
_WORK = ("employed", "self_employed", "unemployed", "incapacity", "retired", "none")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a visitor filled in, by field name, and how many children the page shows."""

    values: Mapping[str, str] = field(default_factory=dict)
    children: int = FEWEST_CHILDREN


def family_page(
    language: Language,
    *,
    filled: FilledForm | None = None,
    problem: Problem | None = None,
    consent: ConsentChoice | None = None,
    form_key: str | None = None,
) -> str:
    """Return the page; with a problem, its errors stand beside the fields and first of all.

    `form_key` marks repeats of one form: a fresh one for each page that is not the same form again.
    """
    texts, filled = page_texts(language), filled or FilledForm()
    shown = min(max(filled.children, FEWEST_CHILDREN), MOST_CHILDREN)
    labels = field_labels(texts, shown)
    errors = _errors(problem, language, labels)
    page = {
        **consent_part(language, consent),
        "given": filled.values,
        "errors": defaultdict(str, errors),
        "children": [texts["child"].format(number=number) for number in range(1, shown + 1)],
        "work": [("", texts["work_unsaid"]), *((status, texts[f"work_{status}"]) for status in _WORK)],
        "summary": problem is not None,
        "summary_title": texts["errors_title"],
        "summary_detail": "" if problem is None else problem.said(language),
        "summary_links": [
            (name, f"{labels[name].rstrip('?. ')}: {detail}" if name in labels else detail) for name, detail in errors
        ],
        "form_key": form_key or fresh_key(),
        "form_notice": Markup(form_notice("families", language.value)),  # noqa: S704 - built from the register
    }
    return render("family.html", page=page, **frame(language, "/join"))


def _errors(problem: Problem | None, language: Language, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (field, what is wrong) in the order of the page; what belongs to no field leads to the form itself."""
    order = {name: place for place, name in enumerate(labels)}
    errors = () if problem is None else problem.errors
    named = [(_field_of(error.pointer, order), error.detail(language)) for error in errors]
    return sorted(named, key=lambda error: order.get(error[0], len(order)))


def _field_of(pointer: str, fields: Mapping[str, int]) -> str:
    name = pointer.strip("/").replace("/", ".")
    if name.startswith("work.") and name.endswith(".person"):
        name = name.removesuffix("person") + "status"
    return name if name in fields else "family"
