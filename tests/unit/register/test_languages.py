"""Every text stands in four languages, and a text that is equal in two of them was looked at by somebody."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from functions.register.words import LANGUAGES, Language
from tests.unit.register.texts_of import texts_of
from tools.compile_register import load_register

ALLOWED: dict[str, str] = yaml.safe_load((Path(__file__).parent / "equal_texts.yaml").read_text(encoding="utf-8"))
TEXTS = dict(texts_of(load_register()))


def test_the_register_holds_texts() -> None:
    """Given the walk through the register, then it finds hundreds of texts: the tests below look at something."""
    assert len(TEXTS) > 300
    assert {"purposes.receive_form.name", "frame.brief_1", "rights.erasure.what"} <= set(TEXTS)


def test_no_text_is_equal_in_two_languages_unless_listed_with_a_reason() -> None:
    """Given all texts, when two languages say the same, then the text stands in equal_texts.yaml."""
    equal = set()
    for path, words in TEXTS.items():
        counts = Counter(text.casefold() for _, text in words.all())
        if max(counts.values()) > 1:
            equal.add(path)
    assert equal == set(ALLOWED)
    assert all(reason.strip() for reason in ALLOWED.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_the_marks_of_its_language(language: Language) -> None:
    """Given sentences with places to fill in, then every language fills in the same values."""
    for path, words in TEXTS.items():
        marks = {mark for mark in ("{n}", "{date}", "{start}", "{source}", "{keys}", "{rows}") if mark in words.en}
        text = dict(words.all())[language]
        assert {
            mark for mark in ("{n}", "{date}", "{start}", "{source}", "{keys}", "{rows}") if mark in text
        } == marks, path


def test_french_puts_a_no_break_space_before_double_marks() -> None:
    """Given French texts, then no plain space stands before ; : ? or !, where a line could break."""
    broken = [path for path, words in TEXTS.items() if any(f" {mark}" in words.fr for mark in ";:?!»")]
    assert broken == []
