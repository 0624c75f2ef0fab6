"""A member of staff as the system knows them: an id that says nothing, and roles."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from functions.vault.ids import id_from


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Who is signed in. The id is keyed: neither the provider's name for the person nor the person is in it."""

    staff: str
    roles: frozenset[str]

    def may_use(self, purpose: Purpose) -> bool:
        """Tell whether one of the roles may act for a purpose."""
        return bool(self.roles & rights_of(purpose).roles)


def staff_id(secret: bytes, issuer: str, sub: str) -> str:
    """Return the id of the person whom a provider names `sub`."""
    return id_from("stf", hmac.new(secret, f"staff|{issuer}|{sub}".encode(), sha256).digest())


def known_roles() -> frozenset[str]:
    """Return every role that a purpose of the register names."""
    return frozenset(role for purpose in Purpose for role in rights_of(purpose).roles)
