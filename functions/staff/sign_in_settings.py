"""Who signs staff in, and the one origin we answer under: the parameter `<prefix>/sign-in`, written by the operator.

`{"origin": "https://fund.example", "staff": {"issuer": "https://login.fund.example", "client": "kroost"}}`
"""

import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

PARAMETER: Final = "sign-in"
RETURN_PATH = "/api/sign-in/return"


class SignInSettingsError(Exception):
    """The parameter is not whole, or names an address that the stage refuses; the text says which member."""


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """Our origin, and the provider's issuer with the client id that it knows us by."""

    origin: str
    issuer: str
    client: str

    @property
    def return_address(self) -> str:
        """Where the provider sends a browser back to."""
        return f"{self.origin}{RETURN_PATH}"


def read_sign_in_settings(text: str, stage: str) -> SignInSettings:
    """Read the parameter; plain HTTP is for the stages without real people, and there for loopback addresses only."""
    try:
        members = json.loads(text)
        settings = SignInSettings(
            str(members["origin"]), str(members["staff"]["issuer"]), str(members["staff"]["client"])
        )
    except (ValueError, KeyError, TypeError) as error:
        msg = "the parameter `sign-in` holds origin, staff.issuer and staff.client"
        raise SignInSettingsError(msg) from error
    for name, address in (("origin", settings.origin), ("staff.issuer", settings.issuer)):
        if not _is_allowed(address, stage):
            msg = f"{name} of the parameter `sign-in` is an HTTPS address without a path at its end"
            raise SignInSettingsError(msg)
    return settings


def _is_allowed(address: str, stage: str) -> bool:
    parts = urlsplit(address)
    if address.endswith("/") or not parts.hostname:
        return False
    loopback = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return parts.scheme == "https" or (loopback and stage != "prod")
