"""Problem objects speak four languages, hold no value of the caller, and name everything that is wrong."""

import re

import pytest

from functions.runtime.languages import Language, Text, negotiate_language
from functions.runtime.member_code import MemberCode
from functions.runtime.member_texts import MEMBER_TEXTS
from functions.runtime.problem import MemberError, Problem, ProblemCode, pointer
from functions.runtime.problem_texts import PROBLEM_TEXTS

TEXTS: dict[str, Text] = {
    **{f"member {code}": text for code, text in MEMBER_TEXTS.items()},
    **{f"title {code}": text.title for code, text in PROBLEM_TEXTS.items()},
    **{f"detail {code}": text.detail for code, text in PROBLEM_TEXTS.items()},
}


def test_every_code_has_its_texts() -> None:
    assert set(MEMBER_TEXTS) == set(MemberCode)
    assert set(PROBLEM_TEXTS) == set(ProblemCode)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_whole_and_different_in_each_language(name: str) -> None:
    text = TEXTS[name]
    assert all(one.strip() for one in text)
    assert len(set(text)) == len(Language)
    assert len({frozenset(re.findall(r"\{(\w+)\}", one)) for one in text}) == 1


@pytest.mark.parametrize("code", ProblemCode)
def test_a_problem_has_the_members_of_the_rfc(code: ProblemCode) -> None:
    problem = Problem(code, errors=[MemberError(pointer("a", 0), MemberCode.TOO_LONG, {"limit": 7})])
    document = problem.document(Language.FR)
    assert re.fullmatch(r"err_[0-9a-f]{32}", str(document["instance"]))
    if code is ProblemCode.OUR_FAULT:
        assert list(document) == ["instance"]
        return
    assert document["type"] == f"https://kroost.invalid/problems/{code}"
    assert document["status"] == problem.status
    assert document["errors"] == [{"pointer": "/a/0", "detail": "C'est trop long: 7 caractères au plus."}]


def test_pointers_escape_what_the_rfc_says() -> None:
    assert pointer("a/b", "c~d", 0) == "/a~1b/c~0d/0"
    assert pointer() == ""


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, Language.NL),
        ("", Language.NL),
        ("fr", Language.FR),
        ("de-AT, fr;q=0.8", Language.DE),
        ("es, fr;q=0.2, en;q=0.7", Language.EN),
        ("es", Language.NL),
        ("fr;q=0", Language.NL),
        ("fr;q=nonsense", Language.NL),
        ("en;q=2", Language.NL),
        ("*", Language.NL),
        (";;;,,,=q", Language.NL),
        ("x" * 9000, Language.NL),
    ],
    ids=range(12),
)
def test_the_language_is_negotiated_and_never_fails(header: str | None, language: Language) -> None:
    assert negotiate_language(header) is language
