"""Measures how hard the explanations are to read, language by language, over every golden case.

python -m tools.measure_reading          write docs/law/reading-level.md
python -m tools.measure_reading --check  exit 1 when the page is stale or a text is above its limit

The measure is LIX: words a sentence + long words (more than six letters) in a hundred. It counts no syllables, so it
means the same in every language, and newspapers of each language give it a yardstick.
"""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from functions.benefits.decide import decide_month
from functions.benefits.explain import explain
from functions.benefits.parameters import current_parameters
from functions.benefits.trace import trace_of
from functions.benefits.words import LANGUAGES, Language, all_words
from functions.what_if.read_request import read_request
from tests.law.golden_cases import REGIONS, golden_cases

PAGE = Path(__file__).parents[1] / "docs" / "law" / "reading-level.md"
# LIX of an ordinary newspaper: C. H. Bjoernsson, Readability of newspapers in 11 languages, Reading Research
# Quarterly 18 (1983), p. 480-497. Dutch is not among the eleven: it is held to the figure of French.
NEWSPAPER = {"nl": 55, "fr": 55, "de": 59, "en": 52}
SHARE = 75
LIMITS = {language: NEWSPAPER[language] * SHARE // 100 for language in LANGUAGES}
LONGEST_SENTENCE = 25
LONG_WORD = 6
HEAD = f"""# How hard the explanations are to read

Written by `python -m tools.measure_reading`; a test refuses a text above its limit. Texts:
`functions/benefits/words.json`, filled with every golden case of the three regions.

The measure is LIX: words a sentence + words of more than six letters in a hundred. Under 40 is easy prose, a newspaper
is near 50, law near 60. The limit of a language is three quarters of what its newspapers measure (C. H. Björnsson,
*Readability of newspapers in 11 languages*, Reading Research Quarterly 18, 1983; Dutch is not among the eleven and is
held to the figure of French, below its neighbour German). No sentence is longer than {LONGEST_SENTENCE} words. Lines
that only cite articles and amount files are left out; numbers are no words.
A measure of words is no proof that people understand: reading by families is still to be done
([limits](../limits.md)).

| language | newspaper | limit | median of all cases | hardest case | longest sentence, words |
| --- | ---: | ---: | ---: | ---: | ---: |"""
NAMES = {"nl": "Dutch", "fr": "French", "de": "German", "en": "English"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text measures: words a sentence and long words in a hundred, and its longest sentence in words."""

    words: int
    sentences: int
    long_words: int
    longest: int

    @property
    def lix(self) -> float:
        """The sum of both."""
        return self.words / self.sentences + 100 * self.long_words / self.words


def measure(lines: Sequence[str]) -> Reading:
    """Measure a text; a sentence ends at a full stop or with its line, numbers and signs are no words."""
    sentences = [
        words
        for line in lines
        for sentence in re.split(r"[.!?](?:\s|$)", line)
        if (words := re.findall(r"[^\W\d_]+", sentence))
    ]
    flat = [word for words in sentences for word in words]
    long_words = sum(len(word) > LONG_WORD for word in flat)
    return Reading(len(flat), len(sentences), long_words, max(map(len, sentences)))


def told(language: Language) -> dict[str, list[str]]:
    """Return the explanation of every golden case, without the lines that only cite articles and files."""
    source = all_words()["sentences"]["source"][language].partition("{")[0]
    found: dict[str, list[str]] = {}
    for region in REGIONS:
        for case in golden_cases(region):
            if "refused" in case.expected:
                continue
            decision = decide_month(read_request(json.dumps(case.question)), current_parameters())
            lines = explain(trace_of(decision), current_parameters(), language)
            found[case.id] = [line for line in lines if not line.strip().startswith(source)]
    return found


def too_hard(language: Language) -> list[str]:
    """Return the cases whose explanation is above the limit of its language."""
    readings = {name: measure(lines) for name, lines in told(language).items()}
    return [name for name, one in readings.items() if one.lix > LIMITS[language] or one.longest > LONGEST_SENTENCE]


def page() -> str:
    """Return the page of figures."""
    rows = []
    for language in LANGUAGES:
        readings = [measure(lines) for lines in told(language).values()]
        each = [one.lix for one in readings]
        longest = max(one.longest for one in readings)
        rows.append(
            f"| {NAMES[language]} | {NEWSPAPER[language]} | {LIMITS[language]} | {median(each):.1f} | {max(each):.1f} "
            f"| {longest} |"
        )
    return f"{HEAD}\n" + "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check the page; 1 when it is stale or a text is too hard."""
    text = page()
    hard = {language: names for language in LANGUAGES if (names := too_hard(language))}
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
    fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
    print("the reading level is fresh" if fresh else "reading-level.md is stale")
    for language, names in hard.items():
        print(f"above the limit of {language}: {', '.join(names)}")
    return 0 if fresh and not hard else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
