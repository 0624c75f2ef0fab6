"""Begin a sign-in: bind it to this browser, and ask the provider by a pushed or signed request (PKCE, state, nonce)."""

import base64
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from functions.sign_in.ask_provider import KnownProviders, WrongProviderError
from functions.sign_in.client_keys import ClientKeys
from functions.sign_in.session import BegunRecord, Session
from functions.sign_in.sign_in_settings import Provider, SignInSettings
from functions.sign_in.store import SessionStore
from functions.units.clock import instant_text
from functions.vault.strong_sign_in import NEEDED, Act
from functions.vault.token_seal import new_token


@dataclass(frozen=True, slots=True)
class SignInDesk:
    """What every step of a sign-in works with."""

    settings: SignInSettings
    providers: KnownProviders
    sessions: SessionStore
    keys: ClientKeys


def begin_sign_in(
    desk: SignInDesk, provider: Provider, act: Act, standing: Session | None, next_path: str | None
) -> tuple[str, str]:
    """Return the address to send the browser to, and the token for its cookie.

    `standing`: who is signed in already; the same person must come back. Raises what the provider's port raises.
    """
    now = desk.providers.clock.real_now()
    begun = BegunRecord(
        provider=provider.profile.name,
        state=new_token(),
        nonce=new_token(),
        verifier=new_token(),
        act=act.value,
        began_at=instant_text(now),
        next_path=next_path,
        holder=None if standing is None else standing.holder,
        account=None if standing is None else standing.record.account,
    )
    return _address(desk, provider, _asked(desk, provider, begun)), desk.sessions.begin(begun)


def _asked(desk: SignInDesk, provider: Provider, begun: BegunRecord) -> dict[str, str]:
    needed = NEEDED[begun.wanted]
    asked = {
        "response_type": "code",
        "scope": provider.scope,
        "client_id": provider.client,
        "redirect_uri": desk.settings.return_address,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": code_challenge(begun.verifier),
        "code_challenge_method": "S256",
    }
    if provider.profile.levels:
        asked["acr_values"] = provider.profile.acr_for(needed.level)
    if needed.fresh_for is not None:
        # The person shows it now, whatever the provider remembers of them.
        asked |= {"max_age": "0", "prompt": "login"}
    return asked


def _address(desk: SignInDesk, provider: Provider, asked: dict[str, str]) -> str:
    endpoint = desk.providers.endpoint(provider.issuer, "authorization_endpoint")
    now = desk.providers.clock.real_now()
    match provider.profile.request:
        case "pushed":
            pushed = desk.providers.endpoint(provider.issuer, "pushed_authorization_request_endpoint")
            proof = desk.keys.assertion(provider.client, provider.issuer, now)
            reference = desk.providers.ask.post(pushed, asked | proof).get("request_uri")
            if not isinstance(reference, str):
                msg = "the provider took no pushed request"
                raise WrongProviderError(msg)
            asked = {"client_id": provider.client, "request_uri": reference}
        case "signed":
            request = desk.keys.signed(asked, provider.client, provider.issuer, now)
            outside = ("response_type", "scope", "client_id")
            asked = {name: asked[name] for name in outside} | {"request": request}
        case "plain":
            pass
    return f"{endpoint}?{urlencode(asked)}"


def code_challenge(verifier: str) -> str:
    """Return the PKCE challenge of a verifier (RFC 7636, S256)."""
    return base64.urlsafe_b64encode(sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")
