"""CM-6: a message about a file can carry no marketing, by type; what the person prefers is respected."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from functions.messages import notice, render_letter
from functions.messages.message_texts import TEXTS
from functions.messages.service_text import ServiceText
from tests.architecture.modules import ROOT

SNIPPET = '''"""A letter made of one kind of text."""

from dataclasses import dataclass

from functions.messages.language_law import kept_language
from functions.messages.render_letter import Heading, letter_of
from functions.messages.service_text import ServiceText
from functions.messages.words import Words


@dataclass(frozen=True, slots=True)
class MarketingText:
    """What the fund would like somebody to hear, of the very same form."""

    title: Words
    body: Words


WORDS = Words("a", "b", "c", "d")
OTHER = (ServiceText(WORDS, WORDS), MarketingText(WORDS, WORDS))
TEXT = {kind}(WORDS, WORDS)
LETTER = letter_of(Heading(kept_language("nl", "nl"), "", "2024-07-01", ""), TEXT)
'''


@pytest.mark.goal("CM-6")
def test_a_legal_notice_with_a_marketing_question_does_not_pass_the_type_checker(tmp_path: Path) -> None:
    """Given a letter made of a service text and one of a marketing text, then only the first is a program."""
    found = {}
    for kind in ("ServiceText", "MarketingText"):
        program = tmp_path / f"letter_{kind.lower()}.py"
        program.write_text(SNIPPET.format(kind=kind), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(program)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        found[kind] = done.stdout
    assert "Success" in found["ServiceText"]
    assert 'incompatible type "MarketingText"; expected "ServiceText"' in found["MarketingText"]


@pytest.mark.goal("CM-6")
def test_whatever_writes_to_people_takes_a_service_text_and_no_other() -> None:
    """Given the functions that write, then each text of theirs is a service text, and each kind has one."""
    writers = (render_letter.letter_of, notice.outside_notice)
    assert all(get_type_hints(writer)["text"] is ServiceText for writer in writers)
    assert {type(text) for text in TEXTS.values()} == {ServiceText}
    assert {field.name for field in fields(ServiceText)} == {"title", "body"}
