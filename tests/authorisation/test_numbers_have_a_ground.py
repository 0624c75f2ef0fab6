"""Every route that takes in a national number states the ground of the register for it (AC-3)."""

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from functions.intake.member_types import NationalNumber
from functions.register.purpose import Purpose
from tools.build_openapi import access_of, routes
from tools.compile_register import load_register
from tools.openapi_operations import OPERATIONS

REGISTER = load_register()
# Routes whose number comes from a provider's token and not from a body.
FROM_A_TOKEN = {("GET", "/api/sign-in/return")}


def _types(annotation: object, seen: set[int]) -> Iterator[object]:
    """Yield an annotation and everything in it, models of models included."""
    if id(annotation) in seen:
        return
    seen.add(id(annotation))
    yield annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from _types(field.annotation, seen)
            yield from (mark for mark in field.metadata)
    for part in (*get_args(annotation), getattr(annotation, "__value__", None)):
        if part is not None:
            yield from _types(part, seen)


_MARKS = {id(mark) for mark in get_args(NationalNumber.__value__)[1:]}


def takes_a_number(body: type[BaseModel] | None) -> bool:
    """Tell whether a body has a member that is a national number."""
    return body is not None and any(part is NationalNumber or id(part) in _MARKS for part in _types(body, set()))


def test_the_search_finds_numbers() -> None:
    found = {key for key, operation in OPERATIONS.items() if takes_a_number(operation.body)}
    assert {("POST", "/api/forms/families"), ("POST", "/api/staff/requests"), ("POST", "/api/staff/mandates")} <= found
    assert ("POST", "/api/forms/interests") not in found


@pytest.mark.goal("AC-3")
@pytest.mark.parametrize(("method", "path"), sorted(routes()))
def test_a_route_that_takes_a_number_states_its_ground_and_no_other_does(method: str, path: str) -> None:
    """Given a body with a national number, or a provider that states one, then its ground stands with the route.

    The ground is one of the register, with its text and article; a purpose that uses the number names it too.
    """
    stated = access_of(method, path).number
    uses = takes_a_number(OPERATIONS[method, path].body) or (method, path) in FROM_A_TOKEN
    assert (stated is not None) == uses, f"{method} {path}"
    if stated is not None:
        assert REGISTER.grounds[stated].text.en
        users = [purpose for purpose in Purpose if REGISTER.purposes[purpose].national_number]
        assert users
        assert all(stated in REGISTER.purposes[purpose].grounds for purpose in users)
