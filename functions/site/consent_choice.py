"""What a visitor's consent cookie says, so that a page shows the choice and asks nobody twice."""

import re
from dataclasses import dataclass, field

COOKIE = "consent"
KINDS = ("preferences", "performance", "analytics", "interests")
_COOKIE = re.compile(r"(cns_[0-9A-HJKMNP-TV-Z]{26})\.([yn]{4})")


@dataclass(frozen=True, slots=True)
class ConsentChoice:
    """The choice of the visitor, none yet when `id` is empty. `signal`: the browser sends `Sec-GPC: 1`."""

    id: str = ""
    choices: dict[str, bool] = field(default_factory=dict)
    signal: bool = False

    @property
    def allowed(self) -> list[str]:
        """The kinds that were allowed."""
        return [kind for kind in KINDS if self.choices.get(kind)]


def consent_choice(cookie: str | None, *, signal: bool = False) -> ConsentChoice:
    """Read the cookie; anything that we did not write is no choice, never a yes."""
    match = _COOKIE.fullmatch(cookie or "")
    if match is None:
        return ConsentChoice(signal=signal)
    letters = zip(KINDS, match[2], strict=True)
    return ConsentChoice(match[1], {kind: letter == "y" for kind, letter in letters}, signal)
