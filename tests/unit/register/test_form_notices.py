"""The short notice beside each form names what the form's own fields ask for, no more and no less."""

import pytest

from functions.register.notice import NoNoticeError, form_notice
from functions.register.words import LANGUAGES, Language
from tests.unit.register.test_notice_html import outline
from tools.compile_register import asked_by, load_register

REGISTER = load_register()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", REGISTER.forms)
def test_a_form_names_the_categories_of_its_fields(form: str, language: Language) -> None:
    """Given a form, then its notice lists exactly the categories of its fields, and leads to the whole notice."""
    section = form_notice(form, language)
    named = {
        category
        for category, entry in REGISTER.categories.items()
        if f"<dt>{entry.name.in_language(language)}</dt>".replace("'", "&#39;") in section
    }
    assert named == asked_by(REGISTER.forms[form])
    assert f'href="/{language}/notice"' in section
    assert outline(section).elements["details"] == 1


def test_forms_ask_for_no_more_than_their_audience_needs() -> None:
    """Given the three forms, then each has a list of its own, and only a family is asked about health and justice."""
    asked = {name: {category.value for category in asked_by(form)} for name, form in REGISTER.forms.items()}
    assert asked["interests"] == {"identification", "contact", "personal"}
    assert asked["applications"] == {"identification", "contact", "personal", "education_profession"}
    assert asked["families"] >= {"medical_psychosocial", "judicial", "financial"}
    assert asked["consents"] == set()


def test_what_a_form_asks_its_purposes_may_write() -> None:
    """Given each form, then every purpose that receives or keeps its answers lists what the form asks for."""
    for form in REGISTER.forms.values():
        listed = {category for purpose in form.purposes for category in REGISTER.purposes[purpose].categories()}
        assert asked_by(form) <= listed


def test_an_unknown_form_is_refused() -> None:
    """Given a form that does not exist, then it raises."""
    with pytest.raises(NoNoticeError, match="families, interests, applications, consents"):
        form_notice("contest", "nl")
    with pytest.raises(NoNoticeError, match="nl, fr, de, en"):
        form_notice("families", "es")
