"""The part of the story in which a person is erased for good, and one whose payment is under way must wait."""

from collections import Counter
from typing import Any

from tools.local.scene import wait_until
from tools.local.screen import Screen
from tools.local.sign_in_staff import Officer
from tools.synthetic.family import Family, Person

_TODAY = "2024-07-01"
_HANDLE = "handle_rights_request"
_TOLD = {
    "erase": "erased",
    "leave_out": "rewritten without the person",
    "hold": "sealed anew and kept",
    "as_is": "kept as it is",
}


def a_person_is_erased(screen: Screen, officer: Officer, family: Family) -> None:
    """Erase the parent who is not the payee, then ask the same for the payee, whose file is not settled."""
    if family.partner is None:
        msg = "the first family of the story has two parents"
        raise RuntimeError(msg)
    with screen.step("A parent who is not the payee asks on paper to be erased") as step:
        step.sent("POST /api/staff/requests: found by one exact value, identity card seen at the counter")
        case = _ask(officer, family.partner)
        closed = wait_until("the erasure is closed", lambda: _in_state(officer, case, "closed"), seconds=90)
        for how, number in sorted(_by_treatment(closed["plan"]).items()):
            step.came(f"{number} record(s) {how}")
        statement = closed["statement"]
        until = max(line["backups_until"] for line in statement["erased"])
        found = statement["search"]["found"]
        step.came(f"a signed statement: searched, {found} found; no backup can bring it back after {until}")
    with screen.step("The payee asks the same, with a payment under way") as step:
        case = _ask(officer, family.applicant)
        waiting = wait_until("the plan", lambda: _in_state(officer, case, "after_settlement"), seconds=60)
        step.came(f"planned for after settlement: {sum(_by_treatment(waiting['plan']).values())} records named")


def nobody_is_found(screen: Screen, officer: Officer, family: Family) -> None:
    """Ask for the erased parent once more: the look-up is gone, so nobody is found."""
    if family.partner is None:
        msg = "the first family of the story has two parents"
        raise RuntimeError(msg)
    with screen.step("The counter looks for the erased parent once more") as step:
        officer.post("/api/staff/requests", _HANDLE, _paper(family.partner), expect=422)
        step.came("422: nobody is found by this number")


def _ask(officer: Officer, person: Person) -> str:
    return str(officer.post("/api/staff/requests", _HANDLE, _paper(person), expect=202).json()["id"])


def _paper(person: Person) -> dict[str, Any]:
    return {
        "kind": "erasure",
        "person": {"national_number": person.national_number},
        "identity": {"method": "identity_card", "seen_on": _TODAY},
        "received_on": _TODAY,
        "language": "nl",
    }


def _in_state(officer: Officer, case: str, state: str) -> Any:  # noqa: ANN401 - the answer's JSON
    told = officer.get(f"/api/staff/requests/{case}", _HANDLE).json()
    return told if told["state"] == state else None


def _by_treatment(plan: dict[str, Any]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in plan["lines"]:
        why = f" until {line['until']} ({line['exception']})" if line["exception"] else ""
        counts[_TOLD.get(line["how"], line["how"]) + why] += line["records"]
    return counts
