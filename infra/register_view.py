"""What the register says about functions, seen from the infrastructure: who uses which table, key, queue and bucket.

Nothing is decided here. Roles and key policies are compiled from `functions/register`, so that a purpose that may not
open a category has no key for it.
"""

from functions.register.access import domains_of, function_names
from functions.register.domain import Domain
from functions.vault.keyring import CLIENT_KEYS, Secret

ROOTS_MAKER = "roots-maker"
SIGNING = "signing"
# Keys that are pairs, each wrapped by a KMS key of its own: of our signatures, and of us towards sign-in providers.
PAIRS = (SIGNING, CLIENT_KEYS)
SECRETS = tuple(secret.value for secret in Secret)


def openers_of(domain: Domain) -> tuple[str, ...]:
    """Return the functions that may unwrap the root of a domain."""
    return tuple(name for name in function_names() if domain in domains_of(name).opens)


def users_of_secret(secret: str) -> tuple[str, ...]:
    """Return the functions that may unwrap a secret (look-ups, receipts, signing, ...)."""
    return tuple(name for name in function_names() if secret in secrets_of(name))


def secrets_of(function: str) -> frozenset[str]:
    """Return every secret a function may unwrap: those it lists, and the look-up key when a purpose searches."""
    access = domains_of(function)
    return access.secrets | (frozenset({Secret.LOOK_UPS.value}) if access.look_ups else frozenset())
