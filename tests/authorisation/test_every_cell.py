"""Every route x every caller x another's object, generated from the description of the API (towards AC-1).

The description is what the doors themselves state (`Route(..., access=...)`, `x-access`); pages for somebody, which are
no part of the public description, are rows too, as their door states them. Here each cell is asked over the real doors.
What a cell must answer follows from the statement alone: a route that lets in more than stated fails, and so does one
that nobody stated an object for. People's own objects are asked for here; those of staff and of holders in the tests
that `objects.py` names, and not for every role: the goal is not claimed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from functions.runtime.database import Table
from functions.runtime.http import Door, Route
from functions.staff.store import NeedToKnow
from functions.units.access import anyone
from functions.vault.ids import new_id
from functions.vault.strong_sign_in import Assurance
from tests.authorisation.callers import Caller, callers, cookie_of
from tests.authorisation.objects import (
    NOT_THERE_YET,
    OTHERS,
    OWN_ELSEWHERE,
    OWNED,
    RIGHT_BODIES,
)
from tests.builders.erasable_family import PARTNER_MAIL, PARTNER_NUMBER, PAYEE_NUMBER, put_family
from tests.builders.http_events import Answered, call
from tests.builders.sign_in_system import ORIGIN, SignInSystem
from tools.build_openapi import DOORS, document

ROOT = Path(__file__).parents[2]
OFFICER, WRONG_ORIGIN = new_id("stf"), "https://evil.example"
SIGNED_IN = {"signed-in person", "signed-in member of staff", "anybody signed in"}
REFUSED = {401, 403}


@dataclass(frozen=True)
class Operation:
    """One row of the matrix, as the description states it."""

    method: str
    path: str
    access: Mapping[str, str]

    @property
    def who(self) -> str:
        """Whom the route is for."""
        return self.access["who"]

    @property
    def is_write(self) -> bool:
        """Whether a request of it may change something."""
        return self.method != "GET"

    @property
    def names(self) -> list[str]:
        """The names in the path."""
        return re.findall(r"{(\w+)}", self.path)

    def lets_in(self, caller: Caller) -> bool:
        """Tell what the statement says of a caller."""
        match self.who:
            case "signed-in member of staff":
                allowed = rights_of(Purpose(self.access["purpose"])).roles
                return caller.alive and caller.kind == "staff" and bool(allowed & set(caller.roles))
            case "signed-in person":
                return caller.alive and caller.kind == "person"
            case "anybody signed in":
                return caller.alive and caller.kind is not None
        return True


def _is_public_page(route: Route) -> bool:
    """Tell whether a route is a page for anyone, about nobody: the site's own tests ask for it."""
    return not route.path.startswith("/api/") and route.access == anyone()


def _operations() -> Iterator[Operation]:
    for path, methods in json.loads(json.dumps(document()["paths"])).items():
        for method, said in methods.items():
            yield Operation(method.upper(), path, said["x-access"])
    for door in DOORS:
        for route in door.routes:
            if not route.path.startswith("/api/") and not _is_public_page(route):
                said = {
                    name: str(value) for name, value in asdict(route.access or anyone()).items() if value is not None
                }
                yield Operation(route.method, re.sub(r"<(\w+)>", r"{\1}", route.path), said)


OPERATIONS = tuple(_operations())
CELLS = [(operation, caller) for operation in OPERATIONS for caller in callers()]


def _id(cell: object) -> str:
    return f"{cell.method} {cell.path}" if isinstance(cell, Operation) else getattr(cell, "name", str(cell))


class House:
    """Every door over one system in memory."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.system = SignInSystem("portal-api")
        self.family = put_family(self.system.memory)
        for door in DOORS:
            for route in door.routes:
                monkeypatch.setattr(f"{_module_of(door)}.system", lambda: self.system, raising=False)
                assert route.access is not None

    def ask(  # noqa: PLR0913 - the parts of one cell
        self,
        operation: Operation,
        caller: Caller,
        *,
        origin: str = ORIGIN,
        purpose: bool = True,
        ids: Mapping[str, str] | None = None,
        holder: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> Answered:
        """Ask a route as a caller, with a body that says nothing; about an object of nobody unless `ids` name one."""
        own = self.family.payee if caller.kind == "person" else OFFICER
        headers = cookie_of(self.system, caller, holder or own)
        if operation.is_write:
            headers["Origin"] = origin
        if purpose and "purpose" in operation.access:
            headers["Purpose"] = operation.access["purpose"]
        named = ids or {}
        path = re.sub(r"{(\w+)}", lambda name: named.get(name[1]) or OTHERS[name[1]](), operation.path)
        return call(_door_of(operation), operation.method, path, (body or {}) if operation.is_write else None, headers)


def _module_of(door: Door) -> str:
    return next(route.use.__module__ for route in door.routes if route.use.__module__.endswith(".api"))


def _door_of(operation: Operation) -> Door:
    template = re.sub(r"{(\w+)}", r"<\1>", operation.path)
    return next(d for d in DOORS if any((r.method, r.path) == (operation.method, template) for r in d.routes))


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    """Return the house with all its doors."""
    return House(monkeypatch)


def test_the_committed_description_is_what_the_doors_state() -> None:
    """Given the document that is published, then it is the one that the cells below are made from."""
    assert json.loads((ROOT / "docs" / "api" / "openapi.json").read_text(encoding="utf-8")) == document()


def test_every_route_of_every_door_is_a_row_and_states_who_may_use_it() -> None:
    routes = {(one.method, one.path) for door in DOORS for one in door.routes if not _is_public_page(one)}
    rows = {(one.method, re.sub(r"{(\w+)}", r"<\1>", one.path)) for one in OPERATIONS}
    assert rows == routes
    assert len(CELLS) == len(OPERATIONS) * len(callers())


def test_every_name_in_a_path_has_an_object_of_somebody_else() -> None:
    named = {name for operation in OPERATIONS for name in operation.names}
    assert named <= set(OTHERS), f"add an object for {sorted(named - set(OTHERS))}"


def test_what_is_for_somebody_signed_in_names_why_and_what_it_is_about() -> None:
    """Given a route of a person or of staff, then it names a purpose; with an id in its path, whose it must be."""
    for operation in OPERATIONS:
        if operation.who in SIGNED_IN - {"anybody signed in"}:
            assert operation.access["purpose"] in set(Purpose), operation
        if operation.path.startswith(("/api/me/", "/api/staff/")):
            assert operation.who in SIGNED_IN, operation


@pytest.mark.parametrize(("operation", "caller"), CELLS, ids=_id)
def test_a_cell(house: House, operation: Operation, caller: Caller) -> None:
    """Given one route and one caller, then only whom the route names gets past the door, and to nobody's object.

    Past the door an object that is not theirs is not found, and a body that says nothing is refused: never 2xx with
    data of somebody, never 5xx.
    """
    answered = house.ask(operation, caller)
    if not operation.lets_in(caller):
        assert answered.status == (403 if caller.kind == "staff" and caller.alive and "staff" in operation.who else 401)
        return
    if operation.who in SIGNED_IN:
        assert answered.status not in REFUSED, answered.body
    if operation.names:
        # A name in the path, a body that says nothing: what is wrong is told, nothing is done.
        assert answered.status in {404, 409, 422}, answered.body
    assert answered.status < 500, answered.body
    for word in (PAYEE_NUMBER, PARTNER_NUMBER, PARTNER_MAIL, "Zoekstraat", "BE68539007547034"):
        assert word not in answered.body


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.who in SIGNED_IN and one.is_write], ids=_id)
@pytest.mark.parametrize("origin", [WRONG_ORIGIN, ""])
def test_a_write_of_another_origin_is_refused_whoever_sends_it(house: House, operation: Operation, origin: str) -> None:
    for caller in callers():
        assert house.ask(operation, caller, origin=origin).status in REFUSED


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.who in SIGNED_IN and one.is_write], ids=_id)
def test_a_page_s_post_without_its_form_token_is_refused(house: House, operation: Operation) -> None:
    for caller in callers():
        if operation.lets_in(caller):
            headers = cookie_of(house.system, caller, OFFICER if caller.kind == "staff" else house.family.payee)
            headers |= {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
            path = re.sub(r"{(\w+)}", lambda name: OTHERS[name[1]](), operation.path)
            assert call(_door_of(operation), operation.method, path, "a=b", headers).status == 403


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if "staff" in one.who], ids=_id)
def test_staff_who_name_no_purpose_or_another_do_nothing(house: House, operation: Operation) -> None:
    for caller in callers():
        if operation.lets_in(caller):
            assert house.ask(operation, caller, purpose=False).status in {403, 404, 422}


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.access.get("act")], ids=_id)
def test_a_step_needs_a_sign_in_that_is_strong_and_fresh(house: House, operation: Operation) -> None:
    """Given a route that names an act, then a weaker level or an older proof is asked to sign in again."""
    (citizen,) = (one for one in callers() if one.kind == "person" and one.alive)
    weak, stale = replace(citizen, level=Assurance.SUBSTANTIAL), replace(citizen, proved_before=timedelta(minutes=11))
    for caller in (weak, stale):
        answered = house.ask(operation, caller)
        assert (answered.status, answered.members["type"]) == (401, "https://kroost.invalid/problems/sign-in-again")
    assert house.ask(operation, citizen).status not in REFUSED


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if "staff" in one.who and one.access.get("thing") == "case"], ids=_id
)
def test_a_case_of_two_others_is_not_there_for_a_third(house: House, operation: Operation) -> None:
    """Given a case that is with two colleagues, then whatever the role and purpose it is not found (AC-6)."""
    case = new_id("cas")
    needs = NeedToKnow(house.system.memory.database, house.system.gates, house.system.system_clock)
    assert needs.may_see(case, new_id("stf"))
    assert needs.may_see(case, new_id("stf"))
    before = len(house.system.memory.database.rows[Table.LEDGER])
    for caller in callers():
        if operation.lets_in(caller):
            assert house.ask(operation, caller, ids={"case": case}).status == 404
    assert len(house.system.memory.database.rows[Table.LEDGER]) == before


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if one.who == "signed-in person" and one.names], ids=_id
)
def test_a_person_s_own_object_is_there_for_that_person_alone(house: House, operation: Operation) -> None:
    """Given an object of the payee, then the payee gets it, and the partner, signed in as well, is told 404."""
    own = {name: OWNED[name](house.system, house.family.payee) for name in operation.names}
    body = RIGHT_BODIES.get(operation.path)
    (citizen,) = (one for one in callers() if one.kind == "person" and one.alive)
    assert house.ask(operation, citizen, ids=own, holder=house.family.partner, body=body).status == 404
    answered = house.ask(operation, citizen, ids=own, body=body)
    assert answered.status not in {401, 403}
    assert answered.status != 404 or operation.path in NOT_THERE_YET


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.names], ids=_id)
def test_an_own_object_is_asked_for_too(operation: Operation) -> None:
    """Given a route with an id in its path, then its own object is asked for here, or by the test that is named."""
    if operation.who == "signed-in person":
        assert set(operation.names) <= set(OWNED)
    else:
        assert (ROOT / OWN_ELSEWHERE[operation.path]).exists()
