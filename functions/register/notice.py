"""The public privacy notice as it was built: what `GET /api/notice` and the pages serve.

Standard library only. `python -m tools.compile_register` writes the files under `built/`.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BUILT = Path(__file__).parent / "built"

NOTICE_LANGUAGES = ("nl", "fr", "de", "en")


class NoNoticeError(Exception):
    """The notice does not exist in this language, or not for this form."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One language's notice: `article` to put in a page, `html` a document of its own, `jsonld` a JSON-LD text.

    `version` is `sha256:` and the digest of what all four languages say: the same in each of them.
    """

    language: str
    version: str
    title: str
    article: str
    html: str
    jsonld: str


@cache
def notice(language: str) -> Notice:
    """Return the notice in one language; NoNoticeError for another language."""
    if language not in NOTICE_LANGUAGES:
        msg = f"the notice exists in {', '.join(NOTICE_LANGUAGES)}"
        raise NoNoticeError(msg)
    content = json.loads((_BUILT / f"notice.{language}.json").read_text(encoding="utf-8"))
    return Notice(
        language=language,
        version=str(content["version"]),
        title=str(content["title"]),
        article=str(content["article"]),
        html=f"{content['head']}{content['article']}{content['foot']}",
        jsonld=(_BUILT / f"notice.{language}.jsonld").read_text(encoding="utf-8"),
    )


@cache
def notice_version() -> str:
    """Return the version that every language shares: it stands in receipts and consents."""
    return str(json.loads((_BUILT / "notice_version.json").read_text(encoding="utf-8"))["version"])


@cache
def form_notice(form: str, language: str) -> str:
    """Return the short notice beside a form (`families`, `interests`, `applications`, `consents`) as an HTML section.

    NoNoticeError for another language or form.
    """
    if language not in NOTICE_LANGUAGES:
        msg = f"the notice exists in {', '.join(NOTICE_LANGUAGES)}"
        raise NoNoticeError(msg)
    sections = json.loads((_BUILT / f"forms.{language}.json").read_text(encoding="utf-8"))
    if form not in sections:
        msg = f"a short notice exists for {', '.join(sections)}"
        raise NoNoticeError(msg)
    return str(sections[form])
