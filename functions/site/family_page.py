"""The page where a family joins: one form, whole without script."""

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
from functions.site.told_errors import told_errors

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
    page = {
        **consent_part(language, consent),
        "given": filled.values,
        **told_errors(problem, language, labels, "family"),
        "children": [texts["child"].format(number=number) for number in range(1, shown + 1)],
        "work": [("", texts["work_unsaid"]), *((status, texts[f"work_{status}"]) for status in _WORK)],
        "form_key": form_key or fresh_key(),
        "form_notice": Markup(form_notice("families", language.value)),  # noqa: S704 - built from the register
    }
    return render("family.html", page=page, **frame(language, "/join"))
