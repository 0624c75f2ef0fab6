"""What each purpose may read and write, by which function: a light view on the compiled register.

Loads `compiled.json` with the standard library only, so that a cold start parses no YAML and builds no models.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from functions.register.category import Category
from functions.register.domain import Audience, Domain
from functions.register.purpose import Purpose

_COMPILED = Path(__file__).parent / "compiled.json"

type Compiled = dict[str, dict[str, dict[str, object]]]


@dataclass(frozen=True, slots=True)
class PurposeRights:
    """The part of a purpose that the vault and the roles are compiled from; `bases` are points of GDPR art. 6."""

    reads: frozenset[Domain]
    writes: frozenset[Domain]
    categories_read: frozenset[Category]
    categories_written: frozenset[Category]
    makes: frozenset[Audience]
    functions: frozenset[str]
    roles: frozenset[str]
    look_ups: bool
    bases: frozenset[str]


@cache
def compiled() -> Compiled:
    """Return the compiled register as it stands in the package; the tool `compile_register` wrote it."""
    content: Compiled = json.loads(_COMPILED.read_text(encoding="utf-8"))
    return content


@cache
def rights_of(purpose: Purpose) -> PurposeRights:
    """Return what this purpose may touch; KeyError when the compiled register does not know it."""
    entry = compiled()["purposes"][purpose.value]
    return PurposeRights(
        reads=frozenset(Domain(name) for name in _names(entry["reads"])),
        writes=frozenset(Domain(name) for name in _names(entry["writes"])),
        categories_read=frozenset(Category(name) for name in _names(entry["categories_read"])),
        categories_written=frozenset(Category(name) for name in _names(entry["categories_written"])),
        makes=frozenset(Audience(name) for name in _names(entry["makes"])),
        functions=frozenset(_names(entry["functions"])),
        roles=frozenset(_names(entry["roles"])),
        look_ups=entry["look_ups"] is True,
        bases=frozenset(_names(entry["bases"])),
    )


def _names(value: object) -> list[str]:
    if not isinstance(value, list):
        msg = "the compiled register holds a list of names here"
        raise TypeError(msg)
    return [str(name) for name in value]
