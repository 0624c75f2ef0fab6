"""CM-6: a message about a file can carry no marketing, by type; what would send marketing needs a living permission."""

import subprocess
import sys
from pathlib import Path

import pytest

from functions.messages.service_text import MarketingText, NoPermissionError, Permission, ServiceText
from tests.architecture.modules import ROOT

SNIPPET = '''"""A wrong program."""

from functions.messages.language_law import kept_language
from functions.messages.render_letter import Heading, letter_of
from functions.messages.service_text import {kind}
from functions.messages.words import Words

TEXT = {kind}(Words("a", "b", "c", "d"), Words("a", "b", "c", "d"))
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
@pytest.mark.parametrize(("agreed", "objected"), [(False, False), (False, True), (True, True)])
def test_nobody_is_sent_marketing_without_agreeing_or_after_objecting(agreed: bool, objected: bool) -> None:
    with pytest.raises(NoPermissionError):
        Permission("prs_x", agreed=agreed, objected=objected)
    assert Permission("prs_x", agreed=True, objected=False).person == "prs_x"


def test_the_two_kinds_of_text_have_no_type_in_common() -> None:
    assert ServiceText.__mro__[1:] == MarketingText.__mro__[1:] == (object,)
