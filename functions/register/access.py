"""What each function may touch: key domains derived from its purposes, tables and the rest from `functions.yaml`.

Infrastructure compiles one role per function from this; the vault checks the same purposes in code.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.register.domain import Domain, birth_domains
from functions.register.purpose import Purpose
from functions.register.purposes import compiled, rights_of


@dataclass(frozen=True, slots=True)
class FunctionAccess:
    """Key rights of one function.

    `opens`: domains whose root it must unwrap. Whoever writes needs the root as well as whoever reads, because a
    subject's key is wrapped by it; whoever makes a subject needs the roots of all keys that the subject is born with.
    `makes`: it makes subjects, so it reads the public half of the audit root. `look_ups`: it computes keyed look-ups.
    `secrets`: other wrapped settings it may unwrap, look-ups included.
    """

    opens: frozenset[Domain]
    makes: bool
    look_ups: bool
    secrets: frozenset[str]


@dataclass(frozen=True, slots=True)
class FunctionPlaces:
    """Tables, indexes, queues, buckets and streams of one function, each with its rights; and its handler."""

    handler: str
    tables: Mapping[str, frozenset[str]]
    indexes: Mapping[str, frozenset[str]]
    queues: Mapping[str, frozenset[str]]
    buckets: Mapping[str, frozenset[str]]
    streams: frozenset[str]
    public_keys: bool
    mails: bool = False


def function_names() -> tuple[str, ...]:
    """Return the ids of all functions, in the order of `functions.yaml`."""
    return tuple(compiled()["functions"])


def purposes_of(function: str) -> frozenset[Purpose]:
    """Return the purposes that this function serves."""
    return frozenset(purpose for purpose in Purpose if function in rights_of(purpose).functions)


def domains_of(function: str) -> FunctionAccess:
    """Return the key rights of a function; KeyError for an unknown one."""
    entry = compiled()["functions"][function]
    served = [rights_of(purpose) for purpose in purposes_of(function)]
    opens: set[Domain] = set()
    for rights in served:
        opens |= rights.reads | rights.writes
        for audience in rights.makes:
            opens |= set(birth_domains(audience))
    return FunctionAccess(
        opens=frozenset(opens),
        makes=any(rights.makes for rights in served),
        look_ups=any(rights.look_ups for rights in served),
        secrets=_names(entry["secrets"]),
    )


def places_of(function: str) -> FunctionPlaces:
    """Return the tables, queues and buckets of a function; KeyError for an unknown one."""
    entry = compiled()["functions"][function]
    return FunctionPlaces(
        handler=str(entry["handler"]),
        tables=_rights(entry["tables"]),
        indexes=_rights(entry["indexes"]),
        queues=_rights(entry["queues"]),
        buckets=_rights(entry["buckets"]),
        streams=_names(entry["streams"]),
        public_keys=entry["public_keys"] is True,
        mails=entry["mails"] is True,
    )


def _rights(value: object) -> Mapping[str, frozenset[str]]:
    if not isinstance(value, dict):
        msg = "the compiled register holds a map of rights here"
        raise TypeError(msg)
    return {str(name): _names(rights) for name, rights in value.items()}


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        msg = "the compiled register holds a list of names here"
        raise TypeError(msg)
    return frozenset(str(name) for name in value)
