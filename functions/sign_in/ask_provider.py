"""How a provider is asked, and what is remembered of it: its addresses and its keys, each for a short time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from functions.units.clock import SystemClock

_KEPT_FOR = timedelta(minutes=10)
_ASKED_AGAIN_AFTER = timedelta(seconds=30)
_DISCOVERY = "/.well-known/openid-configuration"


class AskProvider(Protocol):
    """A provider over the network; raises its own error when it does not answer as the protocol says."""

    def get(self, address: str) -> Mapping[str, object]:
        """Return the JSON object at an address."""
        ...

    def post(self, address: str, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Post form fields and return the JSON object that is the answer."""
        ...

    def read(self, address: str, token: str) -> str:
        """Return the text at an address that a bearer token opens."""
        ...


class WrongProviderError(Exception):
    """The provider's own description is not the one of the settings; the text names what is wrong and no value."""


class KnownProviders:
    """Remembers what providers publish, per execution environment; a key that nobody knows is asked for again."""

    def __init__(self, ask: AskProvider, clock: SystemClock) -> None:
        """Take the port and the real clock."""
        self.ask, self.clock = ask, clock
        self._kept: dict[str, tuple[datetime, Mapping[str, object]]] = {}

    def endpoint(self, issuer: str, name: str) -> str:
        """Return one of the provider's addresses; WrongProviderError when it has none, or names another issuer."""
        described = self._remembered(f"{issuer}{_DISCOVERY}", _KEPT_FOR)
        address = described.get(name)
        if described.get("issuer") != issuer or not isinstance(address, str):
            msg = f"the provider of the settings has no {name}"
            raise WrongProviderError(msg)
        return address

    def states_issuer(self, issuer: str) -> bool:
        """Tell whether the provider names itself in each answer (RFC 9207)."""
        described = self._remembered(f"{issuer}{_DISCOVERY}", _KEPT_FOR)
        return described.get("authorization_response_iss_parameter_supported") is True

    def keys(self, issuer: str, *, again: bool = False) -> Mapping[str, object]:
        """Return the provider's public keys; `again` when one is missing: a rotation is seen within half a minute."""
        return self._remembered(self.endpoint(issuer, "jwks_uri"), _ASKED_AGAIN_AFTER if again else _KEPT_FOR)

    def _remembered(self, address: str, age: timedelta) -> Mapping[str, object]:
        now = self.clock.real_now()
        known = self._kept.get(address)
        if known is None or now - known[0] >= age:
            known = self._kept[address] = (now, self.ask.get(address))
        return known[1]
