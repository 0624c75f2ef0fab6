"""Check an ID token (OpenID Connect Core, section 3.1.3.7) and take from it what a session needs: `sub` and `roles`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from functions.staff.sign_in_settings import SignInSettings

# The one algorithm that we take: `none` and every key-confusion trick fall outside it.
ALGORITHMS = ["RS256"]
_SKEW_SECONDS = 30


class RefusedTokenError(Exception):
    """The token is not what the provider gives for this sign-in; the text names what is wrong and no value."""


@dataclass(frozen=True, slots=True, repr=False)
class IdToken:
    """What a checked token says."""

    sub: str
    roles: frozenset[str]


def check_id_token(
    token: str, keys: Mapping[str, object], settings: SignInSettings, nonce: str, now: datetime
) -> IdToken:
    """Check signature, issuer, audience, times and nonce; RefusedTokenError when one does not hold."""
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=_SKEW_SECONDS,
        iss={"essential": True, "value": settings.issuer},
        aud={"essential": True},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(token, _key_set(keys), algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        msg = f"the token is refused: {type(error).__name__}"
        raise RefusedTokenError(msg) from None
    # A token for us and somebody else could be replayed by somebody else: we are the only audience.
    if claims["aud"] not in (settings.client, [settings.client]):
        msg = "the token is for somebody else"
        raise RefusedTokenError(msg)
    return IdToken(str(claims["sub"]), _roles(claims.get("roles")))


def _key_set(keys: Mapping[str, object]) -> KeySet:
    return KeySet.import_key_set(cast("KeySetSerialization", keys))


def _roles(stated: object) -> frozenset[str]:
    return frozenset(map(str, stated)) if isinstance(stated, list) else frozenset()
