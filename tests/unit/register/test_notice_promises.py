"""The public notice keeps every row of the promises, and says what the law requires a notice to say."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from functions.register.notice import notice
from functions.register.words import LANGUAGES, Language
from tools.compile_register import load_register

PROMISES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "promises.yaml").read_text(encoding="utf-8")
)
REGISTER = load_register()


def plain(text: str) -> str:
    """Return a text in one line, with plain spaces and in lower case."""
    return re.sub(r"\s+", " ", text).casefold()


def words_of(language: Language) -> str:
    """Return the notice's visible text, in one line, with plain spaces and in lower case."""
    return plain(unescape(re.sub(r"<[^>]+>", " ", notice(language).article)))


def test_all_twenty_six_promises_are_held() -> None:
    """Given the table of promises, then P-1 to P-26 stand here, each in all languages."""
    assert list(PROMISES) == [f"P-{number}" for number in range(1, 27)]
    assert all(tuple(phrases) == LANGUAGES for phrases in PROMISES.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("promise", PROMISES)
def test_the_notice_says_what_the_promise_says(promise: str, language: Language) -> None:
    """Given a promise, then each fact it needs stands in the notice of each language."""
    text = words_of(language)
    missing = [phrase for phrase in PROMISES[promise][language] if phrase.casefold() not in text]
    assert missing == []


def test_every_promise_is_implemented_by_an_entry_of_the_register() -> None:
    """Given all promises, then a category, purpose, source, recipient or measure names each, and no other."""
    named: set[str] = set()
    for entries in (
        REGISTER.categories,
        REGISTER.purposes,
        REGISTER.sources,
        REGISTER.recipients,
        REGISTER.measures,
    ):
        named |= {promise for entry in entries.values() for promise in entry.promises}
    assert named == set(PROMISES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_built_says_so(language: Language) -> None:
    """Given purposes that no function serves, then the notice says `not yet` once for each, and for each measure."""
    later = [entry for entry in REGISTER.purposes.values() if not entry.functions]
    unbuilt = [measure for measure in REGISTER.measures.values() if not measure.built]
    assert later
    not_yet = plain(REGISTER.frame["not_yet"].in_language(language))
    assert words_of(language).count(not_yet) == len(later) + len(unbuilt)


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("nl", ["naar boven af tot de eerste van een maand", "hoogstens 7 dagen", "hoogstens 35 dagen", "gekozen."]),
        ("fr", ["arrondie vers le haut au premier d'un mois", "au plus 7 jours", "au plus 35 jours", "choisi."]),
        ("de", ["auf den ersten eines monats auf", "höchstens 7 tage", "höchstens 35 tage", "gewählt."]),
        ("en", ["rounded up to the first of a month", "at most 7 days", "at most 35 days", "chosen."]),
    ],
)
def test_the_notice_explains_rounding_horizon_and_choices(language: Language, phrases: list[str]) -> None:
    """Given terms, then the notice says how dates are rounded, what backups still hold, and what we chose."""
    text = words_of(language)
    assert [phrase for phrase in phrases if phrase not in text] == []
    chosen = [rule for rule in REGISTER.retention.values() if rule.chosen]
    assert text.count(f" {phrases[-1]}") == len(chosen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ground_rule_right_and_recipient_is_printed(language: Language) -> None:
    """Given GDPR art. 13 and 14, then purposes, grounds, recipients, terms, rights and open points all stand there."""
    text = words_of(language)
    texts = [entry.name for entry in REGISTER.purposes.values()]
    texts += [entry.name for entry in REGISTER.recipients.values()]
    texts += [entry.name for entry in REGISTER.rights.values()]
    texts += [rule.what for rule in REGISTER.retention.values()]
    texts += [ground.open_point for ground in REGISTER.grounds.values() if ground.open_point]
    said = [plain(words.in_language(language)) for words in texts]
    assert [phrase for phrase in said if phrase not in text] == []
