"""A fault at any call of the intake: nothing accepted is lost or kept twice, and a repeat gets the same receipt."""

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from functions.intake.form_routes import APPLICATIONS, FAMILIES, INTERESTS, FormRoute
from functions.intake.process_submission import process_submission
from functions.intake.receipt import ReceiptKeys
from functions.intake.submit_form import Posted, submit_form
from functions.runtime.database import Table
from functions.runtime.read_model import read_json, read_model
from functions.units.clock import civil_date
from tests.builders.forms import Form, application_form, family_form, interest_form
from tests.builders.vault import MemoryVault, memory_vault
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.faults.resting_state import resting_state

KEY, NOTICE = "0123456789abcdef", "sha256:" + "0" * 64


def posted(route: FormRoute, form: Form) -> Posted:
    """Return a form as the door hands it on."""
    body = json.dumps(form).encode()
    text, members = read_json(body)
    context = {"today": civil_date(memory_vault().clock.instant()), "synthetic": True}
    model = read_model(route.form, text, members, context=context, rules=route.rules)
    return Posted(route.path, route.submission(model), body, KEY)


@dataclass
class World:
    """A vault, a form on its way, and every receipt that a caller got for it."""

    route: FormRoute
    form: Form
    memory: MemoryVault = field(default_factory=memory_vault)
    receipts: set[str] = field(default_factory=set)

    def submit(self) -> str:
        """Send the form; return the receipt's id."""
        self.memory.clock.jump(timedelta(seconds=1))
        keys = ReceiptKeys(self.memory.keyring)
        receipt = submit_form(self.memory.vault, keys, NOTICE, posted(self.route, self.form)).receipt
        self.receipts.add(json.dumps(receipt))
        return str(receipt["receipt"])

    def rests(self) -> object:
        """Return what rests, without the times and signatures that a retry changes."""
        return resting_state(self.memory.database, self.memory.keyring, scrub=_without_times)


def _without_times(row: str) -> str:
    return re.sub(r'2024-07-01T06:\d\d:\d\dZ|"signature": "[^"]+"', "then", row)


def seams(world: World) -> dict[str, Seam]:
    return {"database": world.memory.database}


ROUTES = [(FAMILIES, family_form()), (INTERESTS, interest_form()), (APPLICATIONS, application_form())]


@pytest.mark.parametrize(("route", "form"), ROUTES, ids=["family", "interest", "application"])
def test_every_fault_of_a_submission_heals_with_one_record_and_one_receipt(route: FormRoute, form: Form) -> None:
    """Given a form sent again until it is accepted, when any call fails in any way, then one record and one receipt."""
    path = Path(
        world=lambda: World(route, form),
        seams=seams,
        run=World.submit,
        state=lambda world: (world.rests(), len(world.receipts)),
    )
    assert_every_fault_heals(path, {"database.get": 4, "database.transact": 1})


def processed(world: World) -> None:
    """Process what was submitted, as the queue asks."""
    (key,) = world.memory.database.rows[Table.SUBMISSIONS]
    process_submission(world.memory.vault, key.pk)


def submitted(route: FormRoute, form: Form) -> World:
    """Return a world in which a form waits for the queue."""
    world = World(route, form)
    world.submit()
    return world


# Two entries before what they open, then the transaction; a family also looks three people up and asks who was erased.
READS = {"database.get_many": 2, "database.query": 3, "database.transact": 3}
REVIEWED = [{"database.get": 9, **READS}, {"database.get": 2, **READS}, {"database.get": 2, **READS}]


@pytest.mark.parametrize(
    ("route", "form", "reviewed"),
    [(*one, reviewed) for one, reviewed in zip(ROUTES, REVIEWED, strict=True)],
    ids=["family", "interest", "application"],
)
def test_every_fault_of_the_queue_heals_with_the_same_rows(
    route: FormRoute, form: Form, reviewed: dict[str, int]
) -> None:
    """Given an accepted form, when any call of its processing fails in any way, then the same rows come out."""
    path = Path(world=lambda: submitted(route, form), seams=seams, run=processed, state=World.rests)
    assert_every_fault_heals(path, reviewed)
