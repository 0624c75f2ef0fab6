"""Of all nine flows, the person sees of each stored field who sent it, in which message, when, and from when on."""

import pytest

from functions.government.flow import Flow
from functions.rights.package import Package, PackageRecord
from functions.rights.rights_state import RequestKind, RightsState
from tests.builders.drops import DropWorld, child_number, envelope, household, number_of
from tests.builders.rights_desk import RightsDesk
from tests.builders.statements import statement
from tests.unit.government.test_each_flow_becomes_facts import CASES
from tests.unit.rights.test_packages import fetch

HEAD, PARTNER, CHILD = number_of(1), number_of(2), child_number(1)
ARRIVED = "2024-07-01T06:00:00Z"


def copy_of(world: DropWorld, number: str) -> tuple[Package, str]:
    desk = RightsDesk.__new__(RightsDesk)
    fresh = RightsDesk()
    desk.memory, desk.journal, desk.packages, desk.holdings = (
        world.memory,
        fresh.journal,
        fresh.packages,
        fresh.holdings,
    )
    person = world.person(number)
    assert person is not None
    case = desk.ask(RequestKind.ACCESS, person).case
    assert desk.run(case) is RightsState.CLOSED
    handed = fetch(desk, case)
    assert handed is not None
    return Package.model_validate_json(handed.json_text), handed.html


@pytest.mark.goal("GD-5")
def test_the_person_sees_the_origin_of_every_field_of_all_nine_flows() -> None:
    """Given a statement of each kind of all nine flows, when people ask for a copy, then every field has an origin."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"), Bo=(PARTNER, "partner"), Di=(CHILD, "child"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 2), (CHILD, 3)])]))
    for number, (flow, content, *_) in enumerate(CASES):
        world.take(envelope(flow, number + 2, [statement(f"a{number}", CHILD, content, version=2)]))
    shown: list[PackageRecord] = []
    pages = ""
    for person in (HEAD, CHILD):
        package, page = copy_of(world, person)
        shown += [one for one in package.records if one.origin.source == "government" and one.origin.attestation]
        pages += page
    assert {one.origin.flow for one in shown} == {flow.value for flow in Flow}
    assert len(shown) == len(CASES) + 1
    first_days = {f"a{number}": case[4] for number, case in enumerate(CASES)}
    for one in shown:
        origin = one.origin
        assert None not in {origin.authority, origin.message, origin.version, origin.stated_on, one.received_at}
        assert one.received_at == ARRIVED
        if origin.attestation in first_days:
            assert one.valid_from == first_days[origin.attestation]
        assert f"{origin.attestation} ({origin.version})" in pages
        assert str(origin.message) in pages
        assert str(origin.authority) in pages
    assert str(world.person(PARTNER)) not in pages
