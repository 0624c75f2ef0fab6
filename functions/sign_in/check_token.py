"""Check what a provider signed, and encrypted for us where it must (OpenID Connect Core, sections 3.1.3.7 and 5.3.2).

One signature algorithm and one order (signed, then encrypted): `none`, symmetric keys, tokens that are only encrypted
and tokens that are not encrypted where they should be all fall outside it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from joserfc import jwe, jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization, RSAKey

from functions.sign_in.sign_in_settings import Provider

SIGNED_WITH = ["RS256"]
OPENED_WITH = ["RSA-OAEP", "RSA-OAEP-256", "A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"]
SKEW_SECONDS = 30
_DOTS_SIGNED, _DOTS_ENCRYPTED = 2, 4

type Claims = Mapping[str, object]
type KeysOf = Callable[[bool], Mapping[str, object]]


class RefusedTokenError(Exception):
    """The token is not what the provider gives for this sign-in; the text names what is wrong and no value."""


@dataclass(frozen=True, slots=True)
class TokenChecks:
    """What one sign-in's tokens are held against; `keys(True)` asks the provider for its keys again."""

    provider: Provider
    keys: KeysOf
    decryption: RSAKey
    now: datetime

    def id_token(self, token: str, nonce: str) -> Claims:
        """Return the claims of an ID token for this sign-in; RefusedTokenError otherwise."""
        claims = self._read(token)
        self._validate(claims, nonce={"essential": True, "value": nonce}, exp={"essential": True}, iat=_ESSENTIAL)
        return claims

    def user_info(self, answer: str, sub: object) -> Claims:
        """Return what the provider says of the same person: signed (and encrypted) or, where it may, plain JSON."""
        if answer.count(".") >= _DOTS_SIGNED and not answer.lstrip().startswith("{"):
            claims = self._read(answer)
            self._validate(claims)
        elif self.provider.profile.encrypted:
            msg = "what is said of the person is not encrypted"
            raise RefusedTokenError(msg)
        else:
            claims = _object(answer)
        if not isinstance(sub, str) or claims.get("sub") != sub:
            msg = "what is said is about somebody else"
            raise RefusedTokenError(msg)
        return claims

    def _read(self, token: str) -> Claims:
        try:
            signed = self._decrypted(token)
            if signed.count(".") != _DOTS_SIGNED:
                msg = "the token is not signed"
                raise RefusedTokenError(msg)
            return jwt.decode(signed, self._key_set(signed), algorithms=SIGNED_WITH).claims
        except (JoseError, ValueError, TypeError, KeyError, UnicodeDecodeError) as error:
            msg = f"the token is refused: {type(error).__name__}"
            raise RefusedTokenError(msg) from None

    def _decrypted(self, token: str) -> str:
        if not self.provider.profile.encrypted:
            return token
        if token.count(".") != _DOTS_ENCRYPTED:
            msg = "the token is not encrypted"
            raise RefusedTokenError(msg)
        plain = jwe.decrypt_compact(token, self.decryption, algorithms=OPENED_WITH).plaintext
        return (plain or b"").decode("ascii")

    def _key_set(self, signed: str) -> KeySet:
        wanted = jws.extract_compact(signed.encode()).headers().get("kid")
        known = _imported(self.keys(False))  # noqa: FBT003 - as remembered, then again
        if wanted is not None and all(key.kid != wanted for key in known.keys):
            return _imported(self.keys(True))  # noqa: FBT003
        return known

    def _validate(self, claims: Claims, **wanted: dict[str, object]) -> None:
        registry = jwt.JWTClaimsRegistry(
            now=int(self.now.timestamp()),
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": self.provider.issuer},
            aud={"essential": True},
            sub={"essential": True},
            **wanted,  # type: ignore[arg-type]  # the options of one claim each
        )
        try:
            registry.validate(dict(claims))
        except (JoseError, ValueError, TypeError) as error:
            msg = f"the token is refused: {type(error).__name__}"
            raise RefusedTokenError(msg) from None
        # A token for us and somebody else could be replayed by somebody else: we are the only audience.
        if claims["aud"] not in (self.provider.client, [self.provider.client]):
            msg = "the token is for somebody else"
            raise RefusedTokenError(msg)


_ESSENTIAL: dict[str, object] = {"essential": True}


def _imported(keys: Mapping[str, object]) -> KeySet:
    return KeySet.import_key_set(cast("KeySetSerialization", keys))


def _object(text: str) -> Claims:
    try:
        members = json.loads(text)
    except ValueError:
        members = None
    if not isinstance(members, dict):
        msg = "what is said of the person is no JSON object"
        raise RefusedTokenError(msg)
    return members
