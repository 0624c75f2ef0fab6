"""CA-6: what families are told is easy to read, measured in each language."""

import pytest

from functions.benefits.words import LANGUAGES, Language
from tools.measure_reading import LIMITS, LONGEST_SENTENCE, NEWSPAPER, PAGE, measure, page, told, too_hard


@pytest.mark.goal("CA-6")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_explanation_is_easier_than_a_newspaper(language: Language) -> None:
    """Given the explanation of every golden case, then none is above its limit, three quarters of a newspaper."""
    assert LIMITS[language] < NEWSPAPER[language]
    assert len(told(language)) > 300
    assert too_hard(language) == []


def test_the_page_states_what_is_measured() -> None:
    """Given the texts as they are, then the page of figures is the one that measuring them gives."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_hard_text_is_found() -> None:
    """Given a sentence of an act, then it is far above every limit, and a plain one far below."""
    act = "De rechtgevende kinderen ontvangen de overeenkomstig artikel twaalf vastgestelde leeftijdsbijslagen"
    assert measure([act]).lix > max(LIMITS.values())
    assert measure(["Dit is het bedrag voor uw kind. U krijgt het in mei."]).lix < min(LIMITS.values()) / 2
    assert measure(["woord " * (LONGEST_SENTENCE + 1)]).longest > LONGEST_SENTENCE
    assert measure(["Kind A: 163,20 euro."]).words == 3
