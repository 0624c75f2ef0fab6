"""Who signs people in, and the one origin we answer under: the parameter `<prefix>/sign-in`, written by the operator.

`{"origin": "https://fund.example", "staff": {"issuer": "https://login.fund.example", "client": "kroost"},
"itsme": {"issuer": ..., "client": ..., "service": ..., "authorisation": ...}, "eid": {...}}`

A provider that states the national number needs `authorisation`: the reference of the law or decision that lets this
fund use the number. Without one it is not offered. The one of staff has `acr`: the words by which it says that somebody
proved more than a password; a stage with real people needs them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from functions.sign_in.provider_profile import ProviderProfile, profiles
from functions.vault.strong_sign_in import Assurance

PARAMETER: Final = "sign-in"
RETURN_PATH: Final = "/api/sign-in/return"
_NOBODY = "no real person"


class SignInSettingsError(Exception):
    """The parameter is not whole, or says what the stage refuses; the text says which member."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of this stage: its profile, issuer, and what it knows us by. `authorisation` is None for staff."""

    profile: ProviderProfile
    issuer: str
    client: str
    service: str | None = None
    authorisation: str | None = None

    @property
    def scope(self) -> str:
        """The scopes to ask for."""
        return " ".join(scope.format(service=self.service) for scope in self.profile.scopes)


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """Our origin, and the providers by name."""

    origin: str
    providers: Mapping[str, Provider]

    @property
    def return_address(self) -> str:
        """Where a provider sends a browser back to."""
        return f"{self.origin}{RETURN_PATH}"


def read_sign_in_settings(text: str, stage: str) -> SignInSettings:
    """Read the parameter; plain HTTP and plain requests are for stages without real people, on this machine only."""
    try:
        members = json.loads(text)
        origin = str(members["origin"])
        stated = {name: members[name] for name in profiles() if name in members}
        providers = {name: _provider(profiles()[name], entry, stage) for name, entry in stated.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = "the parameter `sign-in` holds origin, and of each provider issuer and client"
        raise SignInSettingsError(msg) from error
    if "staff" not in providers:
        msg = "the parameter `sign-in` names the provider of staff"
        raise SignInSettingsError(msg)
    _check_address("origin", origin, stage)
    return SignInSettings(origin, providers)


def _provider(profile: ProviderProfile, entry: Mapping[str, object], stage: str) -> Provider:
    issuer = str(entry["issuer"])
    _check_address(f"{profile.name}.issuer", issuer, stage)
    if entry.get("request") == "plain":
        if stage == "prod" or urlsplit(issuer).scheme == "https":
            msg = f"{profile.name}.request: a provider takes a pushed or a signed request"
            raise SignInSettingsError(msg)
        profile = replace(profile, request="plain", client_auth="none")
    if profile.who == "staff":
        profile = replace(profile, levels=_strong_words(entry, stage))
    service = entry.get("service")
    if "service:{service}" in profile.scopes and not service:
        msg = f"{profile.name}.service is missing"
        raise SignInSettingsError(msg)
    authorisation = str(entry.get("authorisation") or "").strip()
    if profile.number_claim is not None and (not authorisation or (stage == "prod" and authorisation == _NOBODY)):
        msg = f"{profile.name}.authorisation: name what lets this fund use the national number"
        raise SignInSettingsError(msg)
    return Provider(
        profile, issuer, str(entry["client"]), None if service is None else str(service), authorisation or None
    )


def _strong_words(entry: Mapping[str, object], stage: str) -> Mapping[str, Assurance]:
    """Return the `acr` words by which the staff's provider says that somebody proved more than a password."""
    words = entry.get("acr", [])
    if not isinstance(words, list) or (stage == "prod" and not words):
        msg = "staff.acr: list the words by which the provider says that more than a password was proved"
        raise SignInSettingsError(msg)
    return {str(word): Assurance.HIGH for word in words}


def _check_address(name: str, address: str, stage: str) -> None:
    parts = urlsplit(address)
    loopback = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if address.endswith("/") or not parts.hostname or not (parts.scheme == "https" or (loopback and stage != "prod")):
        msg = f"{name} of the parameter `sign-in` is an HTTPS address without a path at its end"
        raise SignInSettingsError(msg)
