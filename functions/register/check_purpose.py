"""Refuse a read or write that the purpose does not list, before a key is touched.

The roles refuse it too: KMS grants are compiled from the same purposes (`functions/register/access.py`).
"""

from collections.abc import Iterable

from functions.register.category import Category
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of


class PurposeError(Exception):
    """A function acts outside the purpose it names; the text holds names of the register only."""


def check_read(purpose: Purpose, function: str, domains: Iterable[Domain], categories: Iterable[Category] = ()) -> None:
    """Raise PurposeError unless this function serves the purpose and the purpose lists all that is read.

    `categories` sharpens the check where one domain holds several (every audience but the family).
    """
    rights = rights_of(purpose)
    _check_function(purpose, function, rights.functions)
    _check_listed(purpose, "read", set(domains) - rights.reads)
    _check_listed(purpose, "read", set(categories) - rights.categories_read)


def check_write(
    purpose: Purpose, function: str, domains: Iterable[Domain], categories: Iterable[Category] = ()
) -> None:
    """Raise PurposeError unless this function serves the purpose and the purpose lists all that is written."""
    rights = rights_of(purpose)
    _check_function(purpose, function, rights.functions)
    _check_listed(purpose, "write", set(domains) - rights.writes)
    _check_listed(purpose, "write", set(categories) - rights.categories_written)


def _check_function(purpose: Purpose, function: str, served_by: frozenset[str]) -> None:
    if function not in served_by:
        msg = (
            f"function {function} does not serve purpose {purpose.value}; if it should, add it under `functions:` in "
            "functions/register/data/purposes.yaml and run tools/compile_register.py"
        )
        raise PurposeError(msg)


def _check_listed(purpose: Purpose, verb: str, missing: Iterable[Category | Domain]) -> None:
    names = ", ".join(sorted(item.value for item in missing))
    if names:
        msg = (
            f"purpose {purpose.value} does not list {names} to {verb}; if the ground allows it, add it under "
            f"`{verb}s:` in functions/register/data/purposes.yaml and run tools/compile_register.py"
        )
        raise PurposeError(msg)


def check_look_up(purpose: Purpose, function: str) -> None:
    """Raise PurposeError unless this function serves the purpose and the purpose may find a person by a value."""
    rights = rights_of(purpose)
    _check_function(purpose, function, rights.functions)
    if not rights.look_ups:
        msg = (
            f"purpose {purpose.value} may not find a person by a value; if the ground allows it, set `look_ups: true` "
            "in functions/register/data/purposes.yaml and run tools/compile_register.py"
        )
        raise PurposeError(msg)
