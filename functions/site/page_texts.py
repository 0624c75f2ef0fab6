"""The texts of the pages in one language, and what every page needs besides."""

import json
from functools import cache

from functions.runtime.problem import Language
from functions.site.templates import built_text

LANGUAGE_NAMES = (("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("en", "English"))


@cache
def page_texts(language: Language) -> dict[str, str]:
    """Return every text of the pages; variables stand as `{name}`."""
    texts: dict[str, str] = json.loads(built_text(f"texts.{language}.json"))
    return texts


@cache
def versions() -> dict[str, str]:
    """Return the digests of what was built: `stylesheet`, and `banner.<language>`."""
    found: dict[str, str] = json.loads(built_text("versions.json"))
    return found


def stylesheet_address() -> str:
    """Return the address of the stylesheet; its digest is part of it, so a browser may keep it."""
    return f"/assets/site.{versions()['stylesheet'].removeprefix('sha256:')[:16]}.css"


def banner_version(language: Language) -> str:
    """Return the version of the cookie banner in a language, as a consent names it."""
    return versions()[f"banner.{language}"]
