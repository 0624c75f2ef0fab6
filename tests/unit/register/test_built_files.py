"""What ships is what the data files say: a fresh compile equals the committed files, byte for byte."""

import subprocess
import sys
from pathlib import Path

import pytest

from functions.register.notice import NOTICE_LANGUAGES, NoNoticeError, notice, notice_version
from tools.compile_register import ROOT, compile_all, main

BUILT = compile_all()


@pytest.mark.parametrize("path", sorted(BUILT), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_committed_file_equals_a_fresh_compile(path: Path) -> None:
    """Given the data files, when they are compiled, then the committed file is the same."""
    assert path.read_text(encoding="utf-8") == BUILT[path], "run python -m tools.compile_register"


def test_the_check_passes_on_the_committed_files() -> None:
    """Given the gate `--check`, then it ends with 0 and writes nothing."""
    assert main(["--check"]) == 0


def test_the_notice_has_one_version_in_all_languages() -> None:
    """Given four languages, then they share the version that receipts name, and each says it."""
    versions = {notice(language).version for language in NOTICE_LANGUAGES}
    assert versions == {notice_version()}
    assert all(notice_version() in notice(language).article for language in NOTICE_LANGUAGES)


def test_an_unknown_language_is_refused() -> None:
    """Given a language that the notice does not exist in, then it raises instead of choosing another."""
    with pytest.raises(NoNoticeError, match="nl, fr, de, en"):
        notice("es")


def test_the_runtime_view_imports_nothing_but_the_standard_library() -> None:
    """Given a cold start, when rights, terms and the notice are loaded, then no YAML, template or model comes along."""
    program = (
        "import sys; from functions.register import access, check_purpose, notice, purposes, retention;"
        "access.domains_of('intake-api'); notice.notice('nl');"
        "print([name for name in ('yaml', 'jinja2', 'pydantic', 'boto3') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
