"""The generator tells its families in all nine flows, and what it tells is of the contract's form."""

import json
from itertools import islice

import pytest

from functions.government.check_notification import Rules
from functions.government.drop_key import read_drop_key
from functions.government.flow import Flow
from functions.government.parse_delivery import parse_delivery
from functions.government.read_notification import Reader
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
