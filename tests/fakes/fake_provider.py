"""Sign-in providers in memory: they sign (and encrypt) tokens as they are told, well or badly."""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwe, jwt
from joserfc.jwk import KeySet, RSAKey

from functions.runtime.provider import ProviderError
from functions.sign_in.begin_sign_in import code_challenge
from functions.sign_in.client_keys import ClientKeys
from tests.fakes.in_memory_keys import client_key

ISSUER, CLIENT = "https://login.fund.example", "kroost"
ITSME, EID = "https://itsme.example/v2", "https://fas.example"
NUMBER_CLAIM = {ITSME: "http://itsme.services/v2/claim/BENationalNumber", EID: "egovNRN"}
ACR = {
    ITSME: "http://itsme.services/v2/claim/acr_advanced",
    EID: "urn:be:fedict:iam:fas:Level500",
    ISSUER: None,
}


@cache
def rsa(name: str) -> RSAKey:
    """Make an RSA key once for all tests."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


@cache
def _stranger() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "enc"})


@dataclass
class FakeProvider:
    """One person who signs in; `claims` change what the token says, `sign` how it is signed, `wrap` how encrypted."""

    now: datetime
    issuer: str = ISSUER
    sub: str = "officer-ada"
    roles: tuple[str, ...] = ("case_worker", "payment_officer", "privacy_officer")
    number: str | None = None
    claims: dict[str, object] = field(default_factory=dict)
    told: dict[str, object] = field(default_factory=dict)
    sign: str = "RS256"
    wrap: str = "RSA-OAEP-256"
    key: RSAKey = field(default_factory=lambda: rsa("a"))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    pushed: dict[str, dict[str, str]] = field(default_factory=dict)
    posts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    gets: list[str] = field(default_factory=list)

    @property
    def encrypted(self) -> bool:
        """Whether this one encrypts what it signs."""
        return self.issuer == ITSME

    def authorize(self, address: str) -> dict[str, str]:
        """Sign the person in at the address that the browser was sent to; return what it comes back with."""
        asked = self.asked(address)
        code = f"code-{len(self.codes)}-{self.issuer}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def asked(self, address: str) -> dict[str, str]:
        """Return what was asked for, whether it was pushed, signed or plain."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if "request_uri" in asked:
            assert set(asked) == {"client_id", "request_uri"}
            return self.pushed.pop(asked["request_uri"])
        if "request" in asked:
            claims = jwt.decode(asked["request"], _ours().signing, algorithms=["RS256"]).claims
            assert (claims["iss"], claims["aud"]) == (CLIENT, self.issuer)
            return {name: str(value) for name, value in claims.items()}
        return asked

    def get(self, address: str) -> Mapping[str, object]:
        """Answer discovery and the key set."""
        self.gets.append(address)
        if address == f"{self.issuer}/.well-known/openid-configuration":
            names = (
                "authorization_endpoint",
                "token_endpoint",
                "userinfo_endpoint",
                "jwks_uri",
                "pushed_authorization_request_endpoint",
            )
            return {"issuer": self.issuer, **{name: f"{self.issuer}/{name}" for name in names}}
        if address == f"{self.issuer}/jwks_uri":
            keys: Mapping[str, object] = dict(KeySet([self.key]).as_dict(private=False))
            return keys
        raise ProviderError(address)

    def post(self, address: str, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Take a pushed request, or exchange a code once, against its PKCE verifier and return address."""
        self.posts.append((address, dict(fields)))
        self._check_client(address, fields)
        if address == f"{self.issuer}/pushed_authorization_request_endpoint":
            reference = f"urn:ietf:params:oauth:request_uri:{len(self.posts)}"
            self.pushed[reference] = dict(fields)
            return {"request_uri": reference, "expires_in": 60}
        asked = self.codes.pop(fields["code"], None)
        if asked is None or code_challenge(fields["code_verifier"]) != asked["code_challenge"]:
            msg = "invalid_grant"
            raise ProviderError(msg)
        assert fields["redirect_uri"] == asked["redirect_uri"]
        return {"id_token": self._id_token(asked["nonce"]), "access_token": "access", "token_type": "Bearer"}

    def read(self, address: str, token: str) -> str:
        """Say what is known of the person."""
        assert (address, token) == (f"{self.issuer}/userinfo_endpoint", "access")
        said: dict[str, Any] = {"sub": self.sub, "iss": self.issuer, "aud": CLIENT}
        if self.number is not None:
            said[NUMBER_CLAIM[self.issuer]] = self.number
        said |= self.told
        if self.encrypted:
            return self._encrypted(jwt.encode({"alg": "RS256", "kid": self.key.kid}, said, self.key))
        return json.dumps(said)

    def _check_client(self, address: str, fields: Mapping[str, str]) -> None:
        proof = jwt.decode(fields["client_assertion"], _ours().signing, algorithms=["RS256"]).claims
        assert proof["iss"] == proof["sub"] == CLIENT
        assert proof["aud"] in {address, self.issuer}

    def _id_token(self, nonce: str) -> str:
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.sub,
            "nonce": nonce,
            "acr": ACR[self.issuer],
            "auth_time": int(self.now.timestamp()),
            "iat": int(self.now.timestamp()),
            "exp": int((self.now + timedelta(minutes=5)).timestamp()),
            **({"roles": list(self.roles)} if self.issuer == ISSUER else {}),
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = self._signed(claims)
        return self._encrypted(signed) if self.encrypted else signed

    def _signed(self, claims: dict[str, Any]) -> str:
        match self.sign:
            case "none":
                return f"{_part({'alg': 'none'})}.{_part(claims)}."
            case "unsigned":
                return json.dumps(claims)
            case "HS256":
                # The classic confusion: the public key as the secret of a symmetric signature.
                signed = f"{_part({'alg': 'HS256', 'kid': 'a'})}.{_part(claims)}"
                digest = hmac.new(self.key.as_pem(private=False), signed.encode(), sha256).digest()
                return f"{signed}.{_base64(digest)}"
            case "other key":
                return jwt.encode({"alg": "RS256", "kid": "a"}, claims, rsa("other"))
        return jwt.encode({"alg": self.sign, "kid": self.key.kid}, claims, self.key, [self.sign])

    def _encrypted(self, signed: str) -> str:
        if self.wrap == "not at all":
            return signed
        header = {"alg": self.wrap, "enc": "A128CBC-HS256", "cty": "JWT"}
        target = _stranger() if self.wrap == "for somebody else" else _ours().decryption
        if self.wrap == "for somebody else":
            header["alg"] = "RSA-OAEP-256"
        return jwe.encrypt_compact(header, signed.encode(), target, algorithms=[header["alg"], "A128CBC-HS256"])


@dataclass
class FakeNetwork:
    """Several providers behind one port."""

    providers: tuple[FakeProvider, ...]

    def get(self, address: str) -> Mapping[str, object]:
        """Answer for whoever is asked."""
        return self.at(address).get(address)

    def post(self, address: str, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Answer for whoever is asked."""
        return self.at(address).post(address, fields)

    def read(self, address: str, token: str) -> str:
        """Answer for whoever is asked."""
        return self.at(address).read(address, token)

    def at(self, address: str) -> FakeProvider:
        """Return the provider of an address."""
        return next(one for one in self.providers if address.startswith(one.issuer))


def _ours() -> ClientKeys:
    return ClientKeys.of(client_key("signing"), client_key("decryption"))


def _part(members: Mapping[str, object]) -> str:
    return _base64(json.dumps(members).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
