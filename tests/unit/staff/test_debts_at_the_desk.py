"""PX-6: case workers open, show, answer and decide debts through the API; two people, and nothing without a purpose."""

import json

import pytest

from functions.payments.decide_shares import FamilyShares
from functions.payments.share_payment import OverpaidPart, OverpaidShares
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from tests.builders.debts import MAY, SOCIAL, DebtWorld, overpaid
from tests.builders.staff_desk import StaffDesk, StaffSystem, make_desk

PURPOSE = "recover_debt"
LIST = "/api/staff/debts"
LOOKED_AT = ["flanders/recovery/good_faith"]


@pytest.fixture
def world() -> DebtWorld:
    """Return a family that was paid too much."""
    return overpaid(months=(MAY,))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, world: DebtWorld) -> StaffDesk:
    """Return a desk over its fund, with a case worker signed in."""
    system = StaffSystem("staff-api", memory=world.memory)
    made = make_desk(monkeypatch, system)
    made.provider.roles = ("case_worker",)
    made.sign_in()
    return made


def opened(desk: StaffDesk, world: DebtWorld) -> str:
    body = {"dossier": world.family.dossier, "correction": world.to_decide[-1], "erred": "family", "why": "late income"}
    answered = desk.ask("POST", LIST, body, Purpose=PURPOSE)
    assert answered.status == 200, answered.body
    return str(answered.members["case"])


def step(desk: StaffDesk, case: str, **members: object) -> tuple[int, dict[str, object]]:
    answered = desk.ask("POST", f"{LIST}/{case}", members, Purpose=PURPOSE)
    return answered.status, answered.members


def seen(desk: StaffDesk, case: str) -> dict[str, object]:
    """Read a case, and return what a decision must name of it."""
    read = desk.ask("GET", f"{LIST}/{case}", Purpose=PURPOSE).members
    return {name: read[name] for name in ("revision", "times_said")}


def test_a_debt_goes_from_the_list_to_a_plan_by_two_people(desk: StaffDesk, world: DebtWorld) -> None:
    """Given a correction on the list, when one person shows and proposes and another decides, then it is a plan."""
    listed = desk.ask("GET", LIST, Purpose=PURPOSE).members
    assert listed["to_open"] == [{"dossier": world.family.dossier, "correction": world.to_decide[-1]}]
    case = opened(desk, world)
    assert desk.ask("GET", LIST, Purpose=PURPOSE).members["to_open"] == []
    assert step(desk, case, step="show")[1]["state"] == "shown"
    assert step(desk, case, step="reply", channel="phone", text="I told you.")[1]["state"] == "replied"
    proposal: dict[str, object] = {"step": "propose", "way": "set_off", "reason": "Too much income.", "monthly": 500}
    assert step(desk, case, **proposal, looked_at=LOOKED_AT)[0] == 422  # nobody says what they saw
    proposal |= seen(desk, case)
    assert step(desk, case, **proposal)[0] == 409  # a share that no text confirms is not named
    assert step(desk, case, **proposal, looked_at=LOOKED_AT)[0] == 200
    decision = {"step": "decide", "way": "set_off"}
    assert step(desk, case, **decision, **seen(desk, case))[0] == 409
    desk.provider.sub = "worker-bea"
    desk.sign_in()
    unseen = {name: proposal[name] for name in ("revision", "times_said")}
    assert step(desk, case, **decision, **unseen)[0] == 409  # the case as it was before the proposal
    status, told = step(desk, case, **decision, **seen(desk, case))
    assert (status, told["state"], told["share"], told["monthly"], told["left"]) == (200, "plan", "1/10", 500, SOCIAL)
    cases = desk.ask("GET", LIST, Purpose=PURPOSE).members["cases"]
    assert isinstance(cases, list)
    (listed_case,) = cases
    assert (listed_case["case"], listed_case["state"], listed_case["late"]) == (case, "plan", False)
    steps = desk.ask("GET", f"{LIST}/{case}", Purpose=PURPOSE).members["steps"]
    assert isinstance(steps, list)
    people = {one["by"] for one in steps}
    assert len(people) == 2


def test_whoever_opens_a_debt_again_is_shown_nothing_of_its_case(desk: StaffDesk, world: DebtWorld) -> None:
    """Given a case that is with two people, when a third opens its correction again, then they get its id alone."""
    body = {"dossier": world.family.dossier, "correction": world.to_decide[-1], "erred": "family", "why": "late income"}
    case = opened(desk, world)
    for sub in ("worker-anna", "worker-bea", "worker-carl"):
        desk.provider.sub = sub
        desk.sign_in()
        status = desk.ask("GET", f"{LIST}/{case}", Purpose=PURPOSE).status
        assert status == (404 if sub == "worker-carl" else 200)
    answered = desk.ask("POST", LIST, body, Purpose=PURPOSE)
    assert (answered.status, answered.members) == (200, {"case": case})


def test_shares_of_which_too_much_was_paid_stand_in_the_list(desk: StaffDesk, world: DebtWorld) -> None:
    """Given a file of which others were paid too much, then its id and region stand in the list, and nothing else."""
    assert desk.ask("GET", LIST, Purpose=PURPOSE).members["shares"] == []
    request = world.memory.request(Purpose.CALCULATE_AND_PAY)
    change = request.change("plan payment")
    part = OverpaidPart(to="institution", whom="x", month="2024-05", child="", cents=1)
    found = FamilyShares(overpaid=OverpaidShares(region="brussels", parts=(part,)), month=MAY)
    found.write_overpaid(change, world.family.dossier)
    change.send()
    listed = desk.ask("GET", LIST, Purpose=PURPOSE).members["shares"]
    assert listed == [{"dossier": world.family.dossier, "region": "brussels"}]


def test_a_debt_is_opened_only_for_its_purpose(desk: StaffDesk, world: DebtWorld) -> None:
    """Given a case worker who names another purpose, or a strange id, then nothing is shown."""
    case = opened(desk, world)
    assert desk.ask("GET", f"{LIST}/{case}", Purpose="find_person").status == 403
    assert desk.ask("GET", f"{LIST}/cas_00000000000000000000000000", Purpose=PURPOSE).status == 404
    assert desk.ask("GET", f"{LIST}/nothing", Purpose=PURPOSE).status == 404


@pytest.mark.parametrize("members", [{"step": "reply"}, {"step": "propose", "way": "waive"}, {"step": "decide"}])
def test_a_step_without_its_members_is_told_which(
    desk: StaffDesk, world: DebtWorld, members: dict[str, object]
) -> None:
    """Given a step whose members are missing, then each is named and nothing is written."""
    case = opened(desk, world)
    before = json.dumps(desk.ask("GET", f"{LIST}/{case}", Purpose=PURPOSE).members)
    status, told = step(desk, case, **members)
    assert status == 422
    assert told["errors"]
    assert json.dumps(desk.ask("GET", f"{LIST}/{case}", Purpose=PURPOSE).members) == before


def test_who_looked_stands_in_the_familys_ledger(desk: StaffDesk, world: DebtWorld) -> None:
    """Given a case worker who opens a debt, then the family's own chain and the case's say so."""
    case = opened(desk, world)
    desk.ask("GET", f"{LIST}/{case}", Purpose=PURPOSE)
    chains = {key.pk for key in world.memory.database.rows[Table.LEDGER]}
    assert {case, world.family.dossier} <= chains
