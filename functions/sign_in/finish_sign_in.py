"""Finish a sign-in: exchange the code, check what comes back, find out who it is, and open a session of its own."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from functions.sign_in.begin_sign_in import SignInDesk
from functions.sign_in.check_token import SKEW_SECONDS, Claims, RefusedTokenError, TokenChecks
from functions.sign_in.session import BegunRecord, Session, SessionRecord, limits_of
from functions.sign_in.sign_in_settings import Provider
from functions.sign_in.staff_member import known_roles, staff_id
from functions.units.clock import instant_text, parse_instant
from functions.vault.strong_sign_in import NEEDED, Assurance
from functions.vault.token_seal import new_token, token_digest

type FindPerson = Callable[[str, str], str | None]


class Reason(StrEnum):
    """Why an answer opens no session."""

    NOT_OURS = "not_ours"
    NO_NUMBER = "no_number"
    NOBODY = "nobody"
    TOO_WEAK = "too_weak"
    SOMEBODY_ELSE = "somebody_else"


class RefusedSignInError(Exception):
    """The answer opens no session; `reason` says why, and holds no value of the person."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class SignedIn:
    """A new session, the token for its cookie, and the page to go to."""

    session: Session
    token: str
    next_path: str | None


@dataclass(frozen=True, slots=True)
class FinishSignIn:
    """One sign-in's end. `find_person` takes (number, provider) and returns whose it is: the number's one use.

    `secret` keys the ids of staff and the digests of providers' names for people.
    """

    desk: SignInDesk
    secret: bytes
    find_person: FindPerson

    def finish(self, begun_token: str | None, answer: Mapping[str, str], standing_token: str | None) -> SignedIn:
        """Open a session for the answer of a provider.

        Raises RefusedSignInError, RefusedTokenError, and what the provider's port raises.
        """
        begun = None if begun_token is None else self.desk.sessions.take(begun_token)
        provider = None if begun is None else self.desk.settings.providers.get(begun.provider)
        code = answer.get("code")
        if begun is None or provider is None or code is None or not self._belongs(begun, provider, answer):
            raise RefusedSignInError(Reason.NOT_OURS)
        now = self.desk.providers.clock.real_now()
        claims, said = self._exchange(provider, begun, code, now)
        record = self._record(provider, begun, claims, said, now)
        # A token of before is never used on: whoever planted or kept it is left with nothing.
        if standing_token is not None:
            self.desk.sessions.end(standing_token)
        token = self.desk.sessions.open(record, parse_instant(record.ends_at))
        return SignedIn(Session(record, token_digest(token)), token, begun.next_path)

    def _belongs(self, begun: BegunRecord, provider: Provider, answer: Mapping[str, str]) -> bool:
        issuer = answer.get("iss")
        if issuer is None and self.desk.providers.states_issuer(provider.issuer):
            return False
        if issuer is not None and issuer != provider.issuer:
            return False
        return hmac.compare_digest(begun.state.encode(), answer.get("state", "").encode())

    def _exchange(self, provider: Provider, begun: BegunRecord, code: str, now: datetime) -> tuple[Claims, Claims]:
        providers, keys = self.desk.providers, self.desk.keys
        endpoint = providers.endpoint(provider.issuer, "token_endpoint")
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.desk.settings.return_address,
            "client_id": provider.client,
            "code_verifier": begun.verifier,
        }
        if provider.profile.client_auth == "private_key_jwt":
            fields |= keys.assertion(provider.client, endpoint, now)
        given = providers.ask.post(endpoint, fields)
        checks = TokenChecks(provider, lambda again: providers.keys(provider.issuer, again=again), keys.decryption, now)
        claims = checks.id_token(str(given.get("id_token", "")), begun.nonce)
        if provider.profile.claims_in == "id_token":
            return claims, claims
        address = providers.endpoint(provider.issuer, "userinfo_endpoint")
        return claims, checks.user_info(providers.ask.read(address, str(given.get("access_token", ""))), claims["sub"])

    def _record(
        self, provider: Provider, begun: BegunRecord, claims: Claims, said: Claims, now: datetime
    ) -> SessionRecord:
        proved_at = _proved_at(provider, begun, claims, now)
        level = _level(provider, begun, claims)
        account = self._digest(f"account|{provider.issuer}|{claims['sub']}")
        roles: frozenset[str] = frozenset()
        if provider.profile.who == "staff":
            stated = claims.get("roles")
            roles = frozenset(map(str, stated)) & known_roles() if isinstance(stated, list) else frozenset()
            if not roles:
                raise RefusedSignInError(Reason.NOBODY)
            holder = staff_id(self.secret, provider.issuer, str(claims["sub"]))
        else:
            holder = self._person(provider, said)
        if begun.holder is not None and (begun.holder, begun.account) != (holder, account):
            raise RefusedSignInError(Reason.SOMEBODY_ELSE)
        return SessionRecord(
            kind=provider.profile.who,
            holder=holder,
            roles=tuple(sorted(roles)),
            provider=provider.profile.name,
            account=account,
            acr=str(claims.get("acr", "")),
            level=level,
            proved_at=instant_text(proved_at),
            ends_at=instant_text(now + limits_of(provider.profile.who).longest),
            form_key=new_token(),
        )

    def _person(self, provider: Provider, said: Claims) -> str:
        number = said.get(provider.profile.number_claim or "")
        if not isinstance(number, str) or not number:
            raise RefusedSignInError(Reason.NO_NUMBER)
        person = self.find_person(number, provider.profile.name)
        if person is None:
            raise RefusedSignInError(Reason.NOBODY)
        return person

    def _digest(self, text: str) -> str:
        return hmac.new(self.secret, text.encode(), sha256).hexdigest()


def _level(provider: Provider, begun: BegunRecord, claims: Claims) -> Assurance:
    if not provider.profile.levels:
        return Assurance.SUBSTANTIAL
    level = provider.profile.levels.get(str(claims.get("acr", "")))
    if level is None or level < NEEDED[begun.wanted].level:
        raise RefusedSignInError(Reason.TOO_WEAK)
    return level


def _proved_at(provider: Provider, begun: BegunRecord, claims: Claims, now: datetime) -> datetime:
    """Return when the person proved it; a token of before this sign-in, or an old proof where a new one is due, fails.

    Without `auth_time` a member of staff counts as having proved it when the token was made; a citizen must have one.
    """
    skew = timedelta(seconds=SKEW_SECONDS)
    began = parse_instant(begun.began_at)
    issued = _instant(claims.get("iat"))
    stated = claims.get("auth_time")
    proved = _instant(stated) if stated is not None or provider.profile.who == "person" else issued
    if issued < began - skew:
        msg = "the token is older than the sign-in"
        raise RefusedTokenError(msg)
    if proved > now + skew or (NEEDED[begun.wanted].fresh_for is not None and proved < began - skew):
        raise RefusedSignInError(Reason.TOO_WEAK)
    return proved


def _instant(claim: object) -> datetime:
    if not isinstance(claim, int) or isinstance(claim, bool):
        msg = "the token does not say when"
        raise RefusedTokenError(msg)
    return datetime.fromtimestamp(claim, UTC)
