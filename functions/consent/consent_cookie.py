"""The one cookie that remembers a choice, so that nobody is asked again: the id and four letters, set by our answer.

A cookie set by script would live seven days in some browsers; this one lives as long as the choice (six months).
"""

from collections.abc import Mapping

from functions.consent.choice import KINDS

NAME = "consent"
MAX_AGE_SECONDS = 182 * 24 * 3600


def consent_cookie(consent: str, choices: Mapping[str, bool]) -> str:
    """Return the `Set-Cookie` value: `<id>.<y or n for each kind>`; readable by our script, sent to us only."""
    letters = "".join("y" if choices[kind] else "n" for kind in KINDS)
    return f"{NAME}={consent}.{letters}; Max-Age={MAX_AGE_SECONDS}; Path=/; Secure; SameSite=Lax"
