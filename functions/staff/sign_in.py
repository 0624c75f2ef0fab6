"""Sign in by OpenID Connect: code flow with PKCE (S256), state and nonce, all bound to the browser that began."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlencode

from functions.staff.check_id_token import check_id_token
from functions.staff.sign_in_settings import SignInSettings
from functions.staff.staff_member import StaffMember, known_roles, staff_id
from functions.staff.store import BegunSignIn, SessionStore

_DISCOVERY = "/.well-known/openid-configuration"


class RefusedSignInError(Exception):
    """The answer does not belong to a sign-in that this browser began, or the person has no role here."""


class AskProvider(Protocol):
    """How the provider is asked: JSON over the network."""

    def get(self, address: str) -> Mapping[str, object]:
        """Return the JSON object at an address."""
        ...

    def post(self, address: str, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Post form fields and return the JSON object that is the answer."""
        ...


@dataclass(frozen=True, slots=True)
class SignIn:
    """The settings, the provider and the sessions of one function; `secret` keys the ids of staff."""

    settings: SignInSettings
    provider: AskProvider
    sessions: SessionStore
    secret: bytes

    def begin(self) -> tuple[str, str]:
        """Return the address to send the browser to, and the token for its cookie."""
        token, begun = self.sessions.begin()
        asked = {
            "response_type": "code",
            "scope": "openid",
            "client_id": self.settings.client,
            "redirect_uri": self.settings.return_address,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": code_challenge(begun.verifier),
            "code_challenge_method": "S256",
        }
        return f"{self._endpoints()['authorization_endpoint']}?{urlencode(asked)}", token

    def finish(self, token: str | None, answer: Mapping[str, str], now: datetime) -> tuple[StaffMember, str, datetime]:
        """Exchange the code and open a session: who it is, the session's token, and when it ends.

        Raises RefusedSignInError, RefusedTokenError (in `check_id_token`), and what the provider's port raises.
        """
        begun = None if token is None else self.sessions.take(token)
        code = answer.get("code")
        if begun is None or code is None or not hmac.compare_digest(begun.state, answer.get("state", "")):
            msg = "no sign-in of this browser waits for this answer"
            raise RefusedSignInError(msg)
        endpoints = self._endpoints()
        id_token = self._exchange(str(endpoints["token_endpoint"]), code, begun)
        keys = self.provider.get(str(endpoints["jwks_uri"]))
        checked = check_id_token(id_token, keys, self.settings, begun.nonce, now)
        roles = checked.roles & known_roles()
        if not roles:
            msg = "the provider states no role that the register knows"
            raise RefusedSignInError(msg)
        member = StaffMember(staff_id(self.secret, self.settings.issuer, checked.sub), roles)
        session, until = self.sessions.open(member)
        return member, session, until

    def _exchange(self, endpoint: str, code: str, begun: BegunSignIn) -> str:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.settings.return_address,
            "client_id": self.settings.client,
            "code_verifier": begun.verifier,
        }
        return str(self.provider.post(endpoint, fields).get("id_token", ""))

    def _endpoints(self) -> Mapping[str, object]:
        found = self.provider.get(f"{self.settings.issuer}{_DISCOVERY}")
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.settings.issuer or not all(isinstance(found.get(name), str) for name in names):
            msg = "the provider is not the one of the settings"
            raise RefusedSignInError(msg)
        return found


def code_challenge(verifier: str) -> str:
    """Return the PKCE challenge of a verifier (RFC 7636, S256)."""
    return base64.urlsafe_b64encode(sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")
