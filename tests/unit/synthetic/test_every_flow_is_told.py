"""The generator tells its families in all nine flows, and what it tells is of the contract's form."""

import json
from itertools import islice

import pytest

from functions.dossier.dossier import Part
from functions.government.check_notification import Rules
from functions.government.drop_key import read_drop_key
from functions.government.flow import Flow
from functions.government.parse_delivery import parse_delivery
from functions.government.read_notification import Reader
from functions.government.take_delivery import take_delivery
from tests.builders.drops import DropWorld
from tools.synthetic.family import Family, Person
from tools.synthetic.make_families import AS_OF, make_families
from tools.synthetic.tell_drops import Delivery, household_deliveries, income_deliveries
from tools.synthetic.tell_other_flows import other_deliveries

FAMILIES = list(islice(make_families(seed=1), 120))
RULES = Rules(AS_OF, synthetic_allowed=True)
TOLD = [*household_deliveries(FAMILIES), *income_deliveries(FAMILIES), *other_deliveries(FAMILIES)]


def test_every_flow_occurs() -> None:
    """Given 120 families, then each flow has a delivery, and those with many notifications are written in lines."""
    flows = {json.loads(one.body.splitlines()[0])["data"]["flow"] for one in TOLD}
    assert flows == {flow.value for flow in Flow}


@pytest.mark.parametrize("delivery", TOLD, ids=lambda one: one.key)
def test_what_is_told_is_read_without_a_fault(delivery: Delivery) -> None:
    """Given a delivery, then its envelope is in order and no notification is wrong or has a member without purpose."""
    key = read_drop_key(delivery.key)
    assert key is not None
    parsed = parse_delivery(key, delivery.body, b"secret")
    reads = [Reader(key.flow, RULES).read(number, raw) for number, raw in parsed.notifications()]
    assert len(reads) == parsed.count
    assert [(one.fault, one.dropped, one.left_out) for one in reads] == [(None, 0, 0)] * parsed.count


def parts_of(family: Family) -> list[tuple[Person, Part]]:
    """Return the people of a family's file."""
    adults = zip(family.adults, ("beneficiary", "partner"), strict=False)
    return [*adults, *((child, "child") for child in family.children)]  # type: ignore[list-item]  # words of a zip


def test_families_take_all_that_is_told_of_them() -> None:
    """Given files of 24 families, when all nine flows come, then nothing is put aside or refused."""
    world = DropWorld()
    families = FAMILIES[:24]
    for family in families:
        world.family(**{f"P{at}": (one.national_number, part) for at, (one, part) in enumerate(parts_of(family))})
    for delivery in (*household_deliveries(families), *income_deliveries(families), *other_deliveries(families)):
        take_delivery(world.post, world.put_bytes(delivery.key, delivery.body))
        receipt = world.receipt(delivery.key)
        assert (receipt["status"], receipt["problems"]) == ("OK", []), delivery.key
