"""A small OpenID Connect provider for citizens on the loopback address: itsme and eID as far as a fund sees them.

It takes pushed and signed requests, checks PKCE and who the client is (`private_key_jwt` against the fund's published
keys), signs, and for itsme encrypts, what it says. Its people do not exist; a page lets anybody be any of them.
"""

import hmac
import html
import json
import secrets
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from functions.sign_in.begin_sign_in import code_challenge
from functions.sign_in.provider_profile import ProviderProfile, profiles
from tools.local.start_emulator import LOOPBACK

CLIENT = "kroost"
SERVICE = "KROOST_LOGIN"
NAMES = ("itsme", "eid")
_GOOD_FOR = 300
_ENC = "A128CBC-HS256"


class RefusedError(Exception):
    """The provider refuses; the text is the protocol's own word."""


@dataclass
class SmallProvider:
    """Who can sign in (name -> national number), and what was asked and given."""

    address: str
    people: Mapping[str, str]
    fund: str = ""
    known: KeySet | None = None
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "small-1", "use": "sig"}))
    pushed: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def issuer(self, name: str) -> str:
        """Return the issuer of one of the two."""
        return f"{self.address}/{name}"

    def describe(self, name: str) -> dict[str, object]:
        """Return the discovery document."""
        at = self.issuer(name)
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo",
            "pushed_authorization_request_endpoint": f"{at}/par",
            "jwks_uri": f"{at}/jwks",
            "authorization_response_iss_parameter_supported": True,
        }

    def push(self, name: str, fields: dict[str, str]) -> dict[str, object]:
        """Take a pushed request."""
        self._check_client(name, fields)
        reference = f"urn:ietf:params:oauth:request_uri:{secrets.token_urlsafe(16)}"
        self.pushed[reference] = fields
        return {"request_uri": reference, "expires_in": 60}

    def asked(self, name: str, query: dict[str, str]) -> dict[str, str]:
        """Return the request behind an address: pushed (good once) or signed, as this provider wants it."""
        if profiles()[name].request == "pushed":
            found = self.pushed.pop(query.get("request_uri", ""), None)
            if found is None or found["client_id"] != query.get("client_id"):
                raise RefusedError("invalid_request_uri")  # noqa: EM101 - the protocol's word
            return found
        claims = self._verified(query.get("request", ""), self.issuer(name))
        return {key: str(value) for key, value in claims.items()}

    def sign_in(self, name: str, asked: dict[str, str], person: str) -> str:
        """Let a person sign in; return the address to go back to."""
        if person not in self.people:
            raise RefusedError("access_denied")  # noqa: EM101 - the protocol's word
        code = secrets.token_urlsafe(16)
        self.codes[code] = (asked, person)
        back = {"code": code, "state": asked["state"], "iss": self.issuer(name)}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def exchange(self, name: str, fields: dict[str, str]) -> dict[str, object]:
        """Exchange a code, once."""
        self._check_client(name, fields)
        asked, person = self.codes.pop(fields.get("code", ""), ({}, ""))
        fits = hmac.compare_digest(code_challenge(fields.get("code_verifier", "-")), asked.get("code_challenge", ""))
        if not fits or fields.get("redirect_uri") != asked["redirect_uri"]:
            raise RefusedError("invalid_grant")  # noqa: EM101 - the protocol's word
        access = secrets.token_urlsafe(16)
        self.tokens[access] = person
        now = int(time.time())
        profile = profiles()[name]
        acr = (asked.get("acr_values") or profile.acr_for(min(profile.levels.values()))).split()[-1]
        claims = {"nonce": asked["nonce"], "acr": acr, "auth_time": now, "iat": now, "exp": now + _GOOD_FOR}
        id_token = self._said(name, person, claims)
        return {"id_token": id_token, "access_token": access, "token_type": "Bearer", "expires_in": _GOOD_FOR}

    def tell(self, name: str, access: str) -> str:
        """Say what is known of the person: the national number, and who it is about."""
        person = self.tokens.get(access)
        if person is None:
            raise RefusedError("invalid_token")  # noqa: EM101 - the protocol's word
        claim = profiles()[name].number_claim or ""
        return self._said(name, person, {claim: self.people[person]})

    def _said(self, name: str, person: str, claims: Mapping[str, object]) -> str:
        whole = {"iss": self.issuer(name), "aud": CLIENT, "sub": f"{name}-{person}", **claims}
        signed = jwt.encode({"alg": "RS256", "kid": self.key.kid}, whole, self.key)
        if not _profile(name).encrypted:
            return signed
        keys = [key for key in self._keys().keys if key.get("use") == "enc"]
        header = {"alg": "RSA-OAEP-256", "enc": _ENC, "cty": "JWT", "kid": keys[0].kid}
        return jwe.encrypt_compact(header, signed.encode(), keys[0], algorithms=["RSA-OAEP-256", _ENC])

    def _check_client(self, name: str, fields: Mapping[str, str]) -> None:
        proof = self._verified(fields.get("client_assertion", ""), None)
        here = {self.issuer(name), *map(str, self.describe(name).values())}
        if proof.get("aud") not in here or not proof.get("iss") == proof.get("sub") == CLIENT:
            raise RefusedError("invalid_client")  # noqa: EM101 - the protocol's word

    def _verified(self, token: str, audience: str | None) -> dict[str, object]:
        try:
            claims = jwt.decode(token, self._keys(), algorithms=["RS256"]).claims
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(claims)
        except (JoseError, ValueError) as error:
            raise RefusedError("invalid_client") from error  # noqa: EM101 - the protocol's word
        if audience is not None and claims.get("aud") != audience:
            raise RefusedError("invalid_request")  # noqa: EM101 - the protocol's word
        return claims

    def learn_keys(self) -> None:
        """Fetch the fund's public keys, as it publishes them.

        Once, before anybody signs in: the emulator runs a function once at a time, and the one that publishes the keys
        is the one that waits for our answers.
        """
        with urllib.request.urlopen(f"{self.fund}/api/sign-in/keys", timeout=60) as answer:  # noqa: S310 - ours
            self.known = KeySet.import_key_set(json.load(answer))

    def _keys(self) -> KeySet:
        if self.known is None:
            raise RefusedError("invalid_client")  # noqa: EM101 - the protocol's word
        return self.known


def _profile(name: str) -> ProviderProfile:
    return profiles()[name]


@contextmanager
def started_small_provider(people: Mapping[str, str]) -> Iterator[SmallProvider]:
    """Serve the provider for the length of the block; set `.fund`, then `learn_keys`."""
    server = ThreadingHTTPServer((LOOPBACK, 0), _Pages)
    provider = SmallProvider(f"http://{LOOPBACK}:{server.server_port}", people)
    server.provider = provider  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, name="small-provider", daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Pages(BaseHTTPRequestHandler):
    """The provider over HTTP."""

    def do_GET(self) -> None:
        """Answer discovery, keys, the page where somebody says who they are, and what is known of them."""
        name, _, what = urlsplit(self.path).path.strip("/").partition("/")
        self._answer(name, what, {})

    def do_POST(self) -> None:
        """Take a pushed request, a choice of person, or a code."""
        name, _, what = urlsplit(self.path).path.strip("/").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        self._answer(name, what, {key: values[0] for key, values in parse_qs(body).items()})

    def _answer(self, name: str, what: str, fields: dict[str, str]) -> None:
        provider: SmallProvider = self.server.provider  # type: ignore[attr-defined]
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        if name not in NAMES:
            self._send(404, "text/plain", "not here")
            return
        try:
            match (self.command, what):
                case ("GET", ".well-known/openid-configuration"):
                    self._json(provider.describe(name))
                case ("GET", "jwks"):
                    self._json(KeySet([provider.key]).as_dict(private=False))
                case ("POST", "par"):
                    self._json(provider.push(name, fields), 201)
                case ("GET", "authorize"):
                    self._send(200, "text/html; charset=utf-8", _page(provider, name, query))
                case ("POST", "authorize"):
                    back = provider.sign_in(name, provider.asked(name, query), fields.get("sub", ""))
                    self.send_response(302)
                    self.send_header("Location", back)
                    self.end_headers()
                case ("POST", "token"):
                    self._json(provider.exchange(name, fields))
                case ("GET", "userinfo"):
                    access = self.headers.get("Authorization", "").removeprefix("Bearer ")
                    self._send(200, "application/jwt", provider.tell(name, access))
                case _:
                    self._send(404, "text/plain", "not here")
        except RefusedError as refused:
            self._json({"error": str(refused)}, 400)

    def _json(self, members: Mapping[str, object], status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(members))

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _page(provider: SmallProvider, name: str, query: Mapping[str, str]) -> str:
    where = f"/{name}/authorize?{urlencode(query)}"
    choices = "".join(
        f'<button name="sub" value="{html.escape(person)}">{html.escape(person)}</button> '
        for person in provider.people
    )
    return (
        f"<!doctype html><html lang=en><title>{name}, on this machine</title><h1>{name}, on this machine</h1>"
        f'<p>These people do not exist. Be one of them:<form method=post action="{html.escape(where)}">{choices}</form>'
    )
