"""Calls to a sign-in provider: JSON over HTTPS, short timeouts, no redirects, small answers; standard library only."""

import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from urllib.parse import urlencode, urlsplit

_SECONDS = 5.0
_MOST_BYTES = 256 * 1024


class ProviderError(Exception):
    """The provider does not answer, or not with what the protocol says; the text holds nothing of the answer."""


class HttpProvider:
    """A provider over the network. Plain HTTP is spoken on loopback addresses only, for the stage of the laptop."""

    def __init__(self) -> None:
        """Make an opener without proxies and redirects."""
        self._opener = urllib.request.OpenerDirector()
        # Without a handler for redirects an answer of 3xx is an error: a token goes where the settings say only.
        for handler in (
            urllib.request.HTTPHandler,
            urllib.request.HTTPSHandler,
            urllib.request.HTTPErrorProcessor,
            urllib.request.HTTPDefaultErrorHandler,
        ):
            self._opener.add_handler(handler())

    def get(self, address: str) -> Mapping[str, object]:
        """Return the JSON object at an address."""
        return self._ask(urllib.request.Request(_checked(address)))  # noqa: S310 - the scheme was checked

    def post(self, address: str, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Post form fields."""
        return self._ask(urllib.request.Request(_checked(address), data=urlencode(fields).encode()))  # noqa: S310 - as above

    def read(self, address: str, token: str) -> str:
        """Return the text at an address that a bearer token opens."""
        request = urllib.request.Request(_checked(address))  # noqa: S310 - the scheme was checked
        request.add_header("Authorization", f"Bearer {token}")
        request.add_header("Accept", "application/jwt, application/json")
        try:
            return self._read(request).decode("utf-8")
        except UnicodeDecodeError:
            msg = "the provider's answer is no text"
            raise ProviderError(msg) from None

    def _ask(self, request: urllib.request.Request) -> Mapping[str, object]:
        request.add_header("Accept", "application/json")
        return _object(self._read(request))

    def _read(self, request: urllib.request.Request) -> bytes:
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                body: bytes = answer.read(_MOST_BYTES + 1)
        except (urllib.error.URLError, HTTPException, OSError) as error:
            msg = f"the provider does not answer: {type(error).__name__}"
            raise ProviderError(msg) from None
        if len(body) > _MOST_BYTES:
            msg = "the provider's answer is too large"
            raise ProviderError(msg)
        return body


def is_safe_address(address: str) -> bool:
    """Tell whether nobody between can read or change what goes to this address: HTTPS, or HTTP on this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and is_loopback(parts.hostname)


def is_loopback(host: str | None) -> bool:
    """Tell whether a host is this machine."""
    if host is None:
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked(address: str) -> str:
    if not is_safe_address(address):
        msg = "a provider is reached by HTTPS"
        raise ProviderError(msg)
    return address


def _object(body: bytes) -> Mapping[str, object]:
    try:
        members = json.loads(body)
    except ValueError:
        members = None
    if not isinstance(members, dict):
        msg = "the provider's answer is no JSON object"
        raise ProviderError(msg)
    return members
