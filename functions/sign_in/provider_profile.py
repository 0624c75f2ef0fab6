"""The sign-in providers as data: how each is asked, what it must give, and what its levels are worth."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from functions.vault.strong_sign_in import Assurance

type Kind = Literal["person", "staff"]
type Asked = Literal["pushed", "signed", "plain"]

_FILE = Path(__file__).parent / "providers.json"


@dataclass(frozen=True, slots=True)
class ProviderProfile:
    """What is known of a provider in every stage.

    `request`: the authorisation request is pushed (RFC 9126) or signed (RFC 9101); `plain` exists for a mock on this
    machine. `encrypted`: its tokens must be signed, then encrypted for us. `number_claim`: where it states the national
    number, None for staff. `levels`: its words for `acr`, and what each is worth; an unknown word is worth nothing.
    """

    name: str
    who: Kind
    scopes: tuple[str, ...]
    number_claim: str | None
    claims_in: Literal["id_token", "userinfo"]
    levels: Mapping[str, Assurance]
    request: Asked
    client_auth: Literal["private_key_jwt", "none"]
    encrypted: bool

    def acr_for(self, level: Assurance) -> str:
        """Return the provider's words for this level and every higher one, the lowest first, as `acr_values` wants."""
        enough = sorted((worth, word) for word, worth in self.levels.items() if worth >= level)
        return " ".join(word for _, word in enough)


@cache
def profiles() -> Mapping[str, ProviderProfile]:
    """Return every profile by its name."""
    return {name: _profile(name, entry) for name, entry in json.loads(_FILE.read_text(encoding="utf-8")).items()}


def _profile(name: str, entry: dict[str, object]) -> ProviderProfile:
    levels, scopes = entry["levels"], entry["scopes"]
    if not isinstance(levels, dict) or not isinstance(scopes, list):
        msg = "a profile states its levels and scopes"
        raise TypeError(msg)
    claim = entry["number_claim"]
    return ProviderProfile(
        name=name,
        who="staff" if entry["who"] == "staff" else "person",
        scopes=tuple(map(str, scopes)),
        number_claim=None if claim is None else str(claim),
        claims_in="userinfo" if entry["claims_in"] == "userinfo" else "id_token",
        levels={str(word): Assurance(worth) for word, worth in levels.items()},
        request="signed" if entry["request"] == "signed" else "pushed",
        client_auth="private_key_jwt",
        encrypted=entry["encrypted"] is True,
    )
