"""The pages of the two small forms: interest and job application. One form each, whole without script."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from functions.register.notice import form_notice
from functions.runtime.problem import Language, Problem
from functions.site.consent_choice import ConsentChoice
from functions.site.consent_part import consent_part
from functions.site.frame import frame, fresh_key
from functions.site.page_texts import page_texts
from functions.site.templates import render
from functions.site.told_errors import told_errors

TOPICS = ("joining", "moving_region", "birth", "other")
EDUCATION, JOBS = 3, 3
SPOKEN = 4

type Labels = dict[str, str]


def _interest_labels(texts: Mapping[str, str]) -> Labels:
    named = {"name": "interest_name", "email": "email", "mobile": "mobile", "postal_code": "postal_code"}
    labels = {"topics": texts["interest_topics"], **{name: texts[text] for name, text in named.items()}}
    return labels | {"consent_to_contact": texts["interest_consent"]}


def _application_labels(texts: Mapping[str, str]) -> Labels:
    names = ("given_name", "family_name", "birth_date", "email", "mobile")
    labels = {"role": texts["job_role"], **{name: texts[name] for name in names}}
    labels |= {"motivation": texts["job_motivation"]}
    for place in range(EDUCATION):
        labels |= {f"education.{place}.{one}": texts[f"job_{one}"] for one in ("level", "field", "year")}
    for place in range(JOBS):
        labels |= {f"experience.{place}.{one}": texts[f"job_past_{one}"] for one in ("role", "from", "to")}
    labels |= {f"languages.{place}": texts["job_language"] for place in range(SPOKEN)}
    return labels | {"keep_in_reserve": texts["job_reserve"]}


@dataclass(frozen=True, slots=True)
class SmallForm:
    """One form: its address behind the language, its template, its own words of the register, its fields."""

    address: str
    template: str
    notice: str
    labels: Callable[[Mapping[str, str]], Labels]


INTEREST = SmallForm("/interest", "interest.html", "interests", _interest_labels)
APPLICATION = SmallForm("/jobs", "jobs.html", "applications", _application_labels)
BY_ACTION = {"/api/forms/interests": INTEREST, "/api/forms/applications": APPLICATION}


def small_form_page(
    form: SmallForm,
    language: Language,
    *,
    given: Mapping[str, str] | None = None,
    problem: Problem | None = None,
    consent: ConsentChoice | None = None,
    form_key: str | None = None,
) -> str:
    """Return the page of a form; with a problem, its errors stand beside the fields and first of all."""
    texts = page_texts(language)
    page = {
        **consent_part(language, consent),
        **told_errors(problem, language, form.labels(texts), "form"),
        "given": given or {},
        "form_key": form_key or fresh_key(),
        "form_notice": Markup(form_notice(form.notice, language.value)),  # noqa: S704 - built from the register
        "topics": [(topic, texts[f"topic_{topic}"]) for topic in TOPICS],
        "education": range(EDUCATION),
        "jobs": range(JOBS),
        "spoken": range(SPOKEN),
    }
    return render(form.template, page=page, **frame(language, form.address))
