"""The part of the story at the public door: families join, a form is repeated, a visitor chooses about cookies."""

import json
from collections.abc import Sequence
from functools import partial

from tools.local.ask import Asker
from tools.local.scene import Scene, wait_until
from tools.local.screen import Screen
from tools.synthetic.family import Family
from tools.synthetic.tell_form import family_form

_FORM = "/api/forms/families"


def families_join(screen: Screen, scene: Scene, families: Sequence[Family]) -> None:
    """Post every family's form, one of them twice, and wait until each file is open."""
    door = scene.asker()
    first = families[0]
    with screen.step("A family joins") as step:
        body = family_form(first)
        key = {"Idempotency-Key": f"family-form-{first.number:08d}"}
        step.sent(f"POST {_FORM}: {_told(first)}")
        receipt = door.post(_FORM, body, expect=202, headers=key)
        step.came(f"202 {_short(receipt.json()['receipt'])}, signed, after the sealed form was stored")
    with screen.step("The same form arrives again") as step:
        step.sent("the same body under the same Idempotency-Key")
        again = door.post(_FORM, body, expect=202, headers=key)
        if again.body != receipt.body:
            msg = "the second receipt is not the first"
            raise RuntimeError(msg)
        step.came("202 and the same receipt, byte for byte: one submission")
    with screen.step("A form with two faults is refused") as step:
        faulty = json.loads(json.dumps(body))
        faulty["account"]["iban"], faulty["children"][0]["birth_date"] = "BE00 0000 0000 0000", "2024-02-30"
        step.sent("an account whose check fails, a birth on 30 February")
        refused = door.post(_FORM, faulty, expect=422, headers={"Accept-Language": "en"}).json()
        step.came("422 " + "; ".join(f"{error['pointer']}: {error['detail']}" for error in refused["errors"]))
    receipts = [receipt.json()["receipt"]]
    with screen.step(f"{len(families) - 1} more families join") as step:
        forms = (family_form(family) for family in families[1:])
        receipts += [door.post(_FORM, form, expect=202).json()["receipt"] for form in forms]
        step.came(f"{len(receipts)} receipts")
    with screen.step("Their files are opened behind the queue") as step:
        for each in receipts:
            wait_until("a form becomes a file", partial(_processed, door, each))
        step.came(f"{len(receipts)} of {len(receipts)} processed; the queue carried ids only")


def _processed(door: Asker, receipt: str) -> bool | None:
    state = door.get(f"/api/forms/{receipt}").json()
    if state["state"] == "rejected":
        msg = f"a form was rejected: {state.get('reasons')}"
        raise RuntimeError(msg)
    return True if state["state"] == "processed" else None


def anybody_calculates(screen: Screen, scene: Scene, family: Family) -> None:
    """Ask what a family like this one gets, and why; nothing is stored."""
    with screen.step("Anybody may calculate: the same rules, nothing stored") as step:
        euro = sum(family.incomes_cents) // 100
        asked = {
            "month": "2024-06",
            "region": family.home.region.value,
            "partner": family.partner is not None,
            "income": {"amount": f"{euro}.00"},
            "children": [
                {"id": str(place), "born": child.born.isoformat()} for place, child in enumerate(family.children, 1)
            ],
        }
        step.sent(f"POST /api/what-if: {_told(family)}, EUR {euro} a year, June 2024")
        told = scene.asker().post("/api/what-if", asked, expect=200).json()
        for child in told["children"]:
            lines = (f"{line['benefit']} {line['amount']} ({line['because']})" for line in child["lines"])
            step.came(f"child {child['id']}: {', '.join(lines)}")
        step.came(f"total {told['total']}, {told['status']}, payable on {told['payment_date']}")


def visitor_chooses_cookies(screen: Screen, scene: Scene) -> None:
    """Record a refusal, then a choice, and show that both stay."""
    door = scene.asker()
    with screen.step("A visitor refuses all cookies, then allows one kind") as step:
        version = door.get("/api/health").json()["banner_versions"]["banner.en"]
        refusal = {"language": "en", "banner_version": version, "method": "refuse_all"}
        step.sent("POST /api/consents: refuse_all")
        first = door.post("/api/consents", refusal, expect=201).json()
        choices = {"preferences": True, "performance": False, "analytics": False, "interests": False}
        step.sent("POST /api/consents: choose, preferences only")
        chosen = {**refusal, "id": first["id"], "method": "choose", "choices": choices}
        door.post("/api/consents", chosen, expect=201)
        history = door.get(f"/api/consents/{first['id']}").json()["history"]
        step.came(f"{_short(first['id'])}: {len(history)} records kept, no address and no person in them")


def _told(family: Family) -> str:
    adults, children = len(family.adults), len(family.children)
    return (
        f"{adults} adult{'s' * (adults > 1)}, {children} child{'ren' * (children > 1)}, in {family.home.region.title()}"
    )


def _short(name: str) -> str:
    return f"{name[:10]}…"
