"""No function is granted a table or a secret that nothing it imports names: rights are taken back with the code."""

import re
from functools import cache

import pytest

from functions.register.access import domains_of, function_names, places_of
from tests.architecture.modules import modules_of_functions

# These files name every table and secret as words; naming there is no use.
WORDS = {"functions.runtime.database", "functions.vault.keyring", "functions.composition"}
SIGNER = "functions.vault.signature"
CLIENT = "functions.sign_in.client_keys"
MODULES = {module.name: module for module in modules_of_functions()}


@cache
def reach(handler: str) -> frozenset[str]:
    """Return every module that an entry point imports, directly or through others."""
    seen: set[str] = set()
    waiting = [handler]
    while waiting:
        name = waiting.pop()
        if name in MODULES and name not in seen:
            seen.add(name)
            waiting += MODULES[name].imports
    return frozenset(seen)


def named(function: str, kind: str) -> set[str]:
    """Return the members of `Table` or `Secret` that a function's code names, as the data files write them."""
    modules = reach(places_of(function).handler.rpartition(".")[0]) - WORDS
    text = "".join(MODULES[name].path.read_text(encoding="utf-8") for name in modules)
    return {found.lower().replace("_", "-") for found in re.findall(rf"\b{kind}\.([A-Z_]+)", text)}


def quoted(function: str, name: str) -> bool:
    """Tell whether a function's code writes a name as a text: buckets have no words of their own."""
    modules = reach(places_of(function).handler.rpartition(".")[0])
    return any(f'"{name}"' in MODULES[module].path.read_text(encoding="utf-8") for module in modules)


def built(function: str) -> bool:
    """Tell whether the function's entry point exists."""
    return places_of(function).handler.rpartition(".")[0] in MODULES


@pytest.mark.parametrize("function", function_names())
def test_every_grant_is_named_by_the_functions_code(function: str) -> None:
    """Given a function's tables, buckets and secrets, then its own code, or code that it imports, names each."""
    assert built(function), f"{places_of(function).handler} is granted and not written"
    assert set(places_of(function).tables) <= named(function, "Table")
    assert [bucket for bucket in places_of(function).buckets if not quoted(function, bucket)] == []
    secrets = set(domains_of(function).secrets)
    if "signing" in secrets:
        assert SIGNER in reach(places_of(function).handler.rpartition(".")[0])
    if "client-keys" in secrets:
        assert CLIENT in reach(places_of(function).handler.rpartition(".")[0])
    assert secrets - {"signing", "client-keys"} <= named(function, "Secret")


def test_the_search_finds_a_grant_that_is_not_used() -> None:
    """Given the function that only calculates, then it names no secret: the search above is not blind."""
    assert named("what-if-api", "Secret") == set()
    assert "payment-ids" in named("payments-worker", "Secret")
    assert quoted("payments-files", "payment-files")
    assert not quoted("rights-queue", "payment-files")
    assert "payment-ids" not in named("payments-files", "Secret")
