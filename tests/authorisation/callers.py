"""Every caller that a route can meet: nobody, citizens, each role of staff, and sessions that are worth nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from functions.sign_in.cookies import SESSION
from functions.sign_in.session import SessionRecord
from functions.sign_in.staff_member import known_roles
from functions.units.clock import instant_text
from functions.vault.strong_sign_in import Assurance
from functions.vault.token_seal import new_token
from tests.builders.sign_in_system import SignInSystem


@dataclass(frozen=True)
class Caller:
    """One column of the matrix. `kind` is None for nobody; `alive`: the session stands.

    `proved_before`: how long before now the person showed who they are.
    """

    name: str
    kind: str | None = None
    roles: tuple[str, ...] = ()
    alive: bool = True
    level: Assurance = Assurance.HIGH
    proved_before: timedelta = timedelta()


@cache
def callers() -> tuple[Caller, ...]:
    """Return every column; a new role of the register is one more by itself."""
    return tuple(_callers())


def _callers() -> Iterator[Caller]:
    yield Caller("nobody")
    yield Caller("a citizen", "person")
    yield Caller("a citizen whose session ended", "person", alive=False)
    yield Caller("staff without a role", "staff")
    for role in sorted(known_roles()):
        yield Caller(role, "staff", (role,))
    yield Caller("staff of every role whose session ended", "staff", tuple(sorted(known_roles())), alive=False)


def cookie_of(system: SignInSystem, caller: Caller, holder: str) -> dict[str, str]:
    """Open the caller's session and return the header of its cookie."""
    if caller.kind is None:
        return {}
    now = system.system_clock.real_now()
    ends_at = now + timedelta(hours=1) if caller.alive else now
    record = SessionRecord(
        kind="person" if caller.kind == "person" else "staff",
        holder=holder,
        roles=caller.roles,
        provider="itsme" if caller.kind == "person" else "staff",
        account="digest",
        acr="acr",
        level=caller.level.value,
        proved_at=instant_text(now - caller.proved_before),
        ends_at=instant_text(ends_at),
        form_key=new_token(),
    )
    return {"Cookie": f"{SESSION}={system.sessions.open(record, ends_at)}"}
