"""Every route that takes in a national number states the ground of the register for it (AC-3)."""

import json
import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from functions.intake.member_types import NationalNumber
from functions.register.purpose import Purpose
from tests.authorisation.callers import Caller
from tests.authorisation.test_every_cell import OPERATIONS as CELLS_OF
from tests.authorisation.test_every_cell import House
from tests.builders.erasable_family import PARTNER_NUMBER, PAYEE_NUMBER
from tests.builders.forms import family_form
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


def _bodies(house: House) -> dict[tuple[str, str], tuple[dict[str, object], tuple[str, ...]]]:
    """Return a right body of each route that takes a number, with the numbers in it."""
    form = family_form()
    numbers = tuple(re.findall(r"\b\d{11}\b", json.dumps(form)))
    mandate: dict[str, object] = {
        "purpose": "record_mandate",
        "dossier": house.family.dossier,
        "person": PARTNER_NUMBER,
        "holder": PAYEE_NUMBER,
        "scope": "help",
        "basis": "signed_mandate",
        "valid_from": "2024-07-01",
        "valid_to": "2024-09-01",
    }
    paper: dict[str, object] = {
        "kind": "access",
        "person": {"national_number": PARTNER_NUMBER},
        "identity": {"method": "identity_card", "seen_on": "2024-06-28"},
        "received_on": "2024-06-28",
        "language": "nl",
    }
    return {
        ("POST", "/api/forms/families"): (form, numbers),
        ("POST", "/api/staff/mandates"): (mandate, (PARTNER_NUMBER, PAYEE_NUMBER)),
        ("POST", "/api/staff/requests"): (paper, (PARTNER_NUMBER,)),
    }


TAKING = sorted(key for key in routes() if access_of(*key).number is not None and key not in FROM_A_TOKEN)


@pytest.mark.goal("AC-3")
@pytest.mark.parametrize("key", TAKING)
def test_a_number_that_is_taken_in_stands_in_no_key_log_address_or_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], key: tuple[str, str]
) -> None:
    """Given a right body with a number, when it is taken in, then it is readable in no row, line, header or body."""
    house = House(monkeypatch)
    body, numbers = _bodies(house)[key]
    (operation,) = (one for one in CELLS_OF if (one.method, one.path) == key)
    worker = Caller("case worker", "staff", ("case_worker", "privacy_officer"))
    answered = house.ask(operation, worker, body=body)
    assert answered.status in {201, 202}, answered.body
    log = capsys.readouterr().out
    assert numbers
    for number in numbers:
        assert number not in f"{answered.headers} {answered.body} {log} {operation.path}"
        for table, rows in house.system.memory.database.rows.items():
            assert not any(number in f"{where} {row}" for where, row in rows.items()), table


def test_no_path_and_no_query_names_a_number() -> None:
    for (method, path), operation in OPERATIONS.items():
        assert "number" not in path, method
        assert not any("number" in str(one) for one in operation.query), path
