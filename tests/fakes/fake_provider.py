"""A sign-in provider in memory: signs ID tokens as it is told, well or badly."""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from functions.runtime.provider import ProviderError
from functions.staff.sign_in import code_challenge

ISSUER, CLIENT = "https://login.fund.example", "kroost"


@dataclass
class FakeProvider:
    """One person who signs in; `claims` change what the token says, `sign` how it is signed."""

    now: datetime
    sub: str = "officer-ada"
    roles: tuple[str, ...] = ("case_worker", "payment_officer", "privacy_officer")
    claims: dict[str, object] = field(default_factory=dict)
    sign: str = "RS256"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "a", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, address: str) -> dict[str, str]:
        """Sign the person in at the address that the browser was sent to; return what it comes back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def get(self, address: str) -> Mapping[str, object]:
        """Answer discovery and the key set."""
        if address == f"{ISSUER}/.well-known/openid-configuration":
            names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            return {"issuer": ISSUER, **{name: f"{ISSUER}/{name}" for name in names}}
        if address == f"{ISSUER}/jwks_uri":
            keys: Mapping[str, object] = dict(KeySet([self.key]).as_dict(private=False))
            return keys
        raise ProviderError(address)

    def post(self, address: str, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Exchange a code once, against its PKCE verifier and return address."""
        asked = self.codes.pop(fields["code"], None)
        if asked is None or code_challenge(fields["code_verifier"]) != asked["code_challenge"]:
            msg = "invalid_grant"
            raise ProviderError(msg)
        assert fields["redirect_uri"] == asked["redirect_uri"]
        return {"id_token": self._token(asked["nonce"]), "token_type": "Bearer"}

    def _token(self, nonce: str) -> str:
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": self.sub,
            "roles": list(self.roles),
            "nonce": nonce,
            "iat": int(self.now.timestamp()),
            "exp": int((self.now + timedelta(minutes=5)).timestamp()),
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign == "none":
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if self.sign == "HS256":
            # The classic confusion: the public key as the secret of a symmetric signature.
            signed = f"{_part({'alg': 'HS256', 'kid': 'a'})}.{_part(claims)}"
            return f"{signed}.{_base64(hmac.new(self.key.as_pem(private=False), signed.encode(), sha256).digest())}"
        if self.sign == "other key":
            other = RSAKey.generate_key(2048, {"kid": "a"})
            return jwt.encode({"alg": "RS256", "kid": "a"}, claims, other)
        return jwt.encode({"alg": self.sign, "kid": "a"}, claims, self.key, [self.sign])


def _part(members: Mapping[str, object]) -> str:
    return _base64(json.dumps(members).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
