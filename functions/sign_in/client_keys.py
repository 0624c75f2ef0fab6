"""Our own keys towards providers: one signs what we send (RSA, as itsme asks), one opens what is encrypted for us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from functions.vault.token_seal import new_token

SIGNING_ALGORITHM = "RS256"
_GOOD_FOR = timedelta(minutes=1)
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True, repr=False)
class ClientKeys:
    """The two private keys of this stage."""

    signing: RSAKey
    decryption: RSAKey

    @classmethod
    def of(cls, signing: bytes, decryption: bytes) -> "ClientKeys":
        """Read them from their PKCS 8 bytes (DER)."""
        return cls(_key(signing, "sig", "RS256"), _key(decryption, "enc", "RSA-OAEP-256"))

    def public(self) -> Mapping[str, object]:
        """Return the public halves, as a provider fetches them."""
        return dict(KeySet([self.signing, self.decryption]).as_dict(private=False))

    def assertion(self, client: str, audience: str, now: datetime) -> dict[str, str]:
        """Return the fields by which we prove who we are at an endpoint (`private_key_jwt`, OpenID Connect Core 9)."""
        claims = {"sub": client, "jti": new_token()}
        return {
            "client_assertion_type": _ASSERTION,
            "client_assertion": self.signed(claims, client, audience, now),
        }

    def signed(self, claims: Mapping[str, object], client: str, audience: str, now: datetime) -> str:
        """Sign claims for one audience; good for a minute."""
        issued = {"iss": client, "aud": audience, "iat": int(now.timestamp()), "nbf": int(now.timestamp())}
        ends = {"exp": int((now + _GOOD_FOR).timestamp())}
        header = {"alg": SIGNING_ALGORITHM, "kid": self.signing.kid}
        return jwt.encode(header, {**claims, **issued, **ends}, self.signing)


def _key(der: bytes, use: str, algorithm: str) -> RSAKey:
    key = RSAKey.import_key(der, {"use": use, "alg": algorithm})
    key.ensure_kid()
    return key
