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
    """Return the digests of what was built: each style sheet and script, and `banner.<language>`."""
    found: dict[str, str] = json.loads(built_text("versions.json"))
    return found


def asset_address(name: str) -> str:
    """Return the address of a built file (`site.css`); its digest is part of it, so a browser may keep it."""
    stem, _, kind = name.rpartition(".")
    return f"/assets/{stem}.{versions()[name].removeprefix('sha256:')[:16]}.{kind}"


def assets() -> dict[str, str]:
    """Return the name of each built file that a page may ask for, by its address."""
    return {asset_address(name): name for name in versions() if name.endswith((".css", ".js"))}


def banner_version(language: Language) -> str:
    """Return the version of the cookie banner in a language, as a consent names it."""
    return versions()[f"banner.{language}"]


@cache
def known_banners() -> frozenset[str]:
    """Return the version of every banner that was ever shown."""
    return frozenset(f"sha256:{digest}" for digest in json.loads(built_text("banners.json")))


def shown_banner(version: str) -> str | None:
    """Return the exact banner of a version, with its style; None for one that was never shown."""
    return built_text(f"banners/{version.removeprefix('sha256:')}.html") if version in known_banners() else None
