"""Render the public privacy notice from the register: one article per language, one version for all of them."""

import hashlib
import json

from functions.register.phrases import Phrases
from functions.register.render_page import fill
from functions.register.whole_register import Register
from functions.register.words import LANGUAGES, Language

SECTIONS = (
    "who",
    "categories",
    "sources",
    "purposes",
    "automatic",
    "cookies",
    "recipients",
    "retention",
    "measures",
    "rights",
    "open",
    "version",
)


def render_notice(register: Register, language: Language, version: str) -> str:
    """Return the notice as an HTML article without script."""
    return fill("notice.html.j2", Phrases(register, language), version, sections=SECTIONS)


def notice_version(register: Register) -> str:
    """Return the digest of what the notice says in all four languages; it changes with any word of it."""
    articles = {language: render_notice(register, language, "") for language in LANGUAGES}
    content = json.dumps(articles, sort_keys=True, ensure_ascii=False).encode()
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
