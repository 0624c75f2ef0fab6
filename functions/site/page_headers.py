"""The headers of every page: our own style, scripts and pictures, our own forms, nothing else."""

import base64
from hashlib import sha256

from functions.runtime.problem import Language

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


def page_headers(language: Language) -> dict[str, str]:
    """Return the headers of a page in a language."""
    return {
        "Content-Security-Policy": POLICY,
        "Content-Language": language.value,
        "Vary": "Accept-Language, Cookie, Sec-GPC",
    }


def banner_policy(banner: str) -> str:
    """Return the policy for a banner shown again: its own style, named by its digest, and nothing else."""
    style = banner.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'; sandbox"
