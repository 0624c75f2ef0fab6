"""What the frame of every page needs: texts, languages, the two lists of links, the addresses of what was built."""

import secrets
from collections.abc import Callable

from functions.runtime.problem import Language
from functions.site.page_texts import LANGUAGE_NAMES, asset_address, page_texts

# (address behind the language, text): what stands on top of every page, and below it.
NAVIGATION = (
    ("/", "nav_home"),
    ("/join", "nav_join"),
    ("/calculator", "nav_calculator"),
    ("/interest", "nav_interest"),
    ("/jobs", "nav_jobs"),
)
FOOTER = (("/notice", "notice_link"), ("/cookies", "nav_cookies"))


def frame(language: Language, here: str = "", elsewhere: Callable[[str], str] | None = None) -> dict[str, object]:
    """Return what the frame needs. `here` is the page's address behind the language, the same in every language.

    `elsewhere` gives the address of the same page in another language when that is not so.
    """
    texts = page_texts(language)
    return {
        "t": texts,
        "language": language.value,
        "languages": LANGUAGE_NAMES,
        "stylesheet": asset_address("site.css"),
        "asset": asset_address,
        "here": here,
        "navigation": [(address, texts[name]) for address, name in NAVIGATION],
        "footer": [(address, texts[name]) for address, name in FOOTER],
        "elsewhere": elsewhere or (lambda code: f"/{code}{here or '/'}"),
    }


def fresh_key() -> str:
    """Return a new idempotency key (192 random bits)."""
    return secrets.token_urlsafe(24)
