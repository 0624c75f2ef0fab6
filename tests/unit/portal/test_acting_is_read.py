"""For whom a person may act, read from a file: members, legal parents, and mandates that two people entered (AC-4)."""

from datetime import date, timedelta

import pytest

from functions.dossier.fact import Provenance
from functions.dossier.register_facts import ParentageFact, ParentTie
from functions.dossier.write_family import put_fact
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.staff import api as staff_api
from functions.vault.ids import new_id
from tests.authorisation.callers import Caller, cookie_of
from tests.builders.http_events import call
from tests.builders.portal_browser import PARTNER_NUMBER, PAYEE_NUMBER, Portal, make_portal
from tests.builders.sign_in_system import ORIGIN

ADA, BEA = new_id("stf"), new_id("stf")
TODAY = date(2024, 7, 1)


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    portal = make_portal(monkeypatch)
    monkeypatch.setattr(staff_api, "system", lambda: portal.system)
    return portal


def acts_for(portal: Portal, number: str) -> dict[str, list[str]]:
    """Sign in by a number and return what the session says: person -> what may be done."""
    browser = portal.browser.another()
    portal.is_now(number, f"citizen-{number}")
    portal.follow_time()
    assert browser.sign_in("itsme").status == 200
    files = browser.ask("GET", "/api/session").members["files"]
    assert isinstance(files, list)
    return {one["person"]: one["may"] for file in files for one in file["people"]}


def parents(portal: Portal, *people: str) -> None:
    """Let the register say who the child's legal parents are."""
    request = portal.system.memory.request(Purpose.APPLY_GOVERNMENT_DATA, "government-queue")
    change = request.change("told by the register")
    fact = ParentageFact(
        person=portal.family.child,
        known_at=request.instant(),
        provenance=Provenance(source="government", sender="0244640631", flow="REGISTER_EVENT", attestation="p"),
        parents=tuple(ParentTie(person=person) for person in people),
    )
    put_fact(request, change, portal.family.dossier, fact)
    change.send()


def enter(portal: Portal, staff: str, **changes: object) -> tuple[int, object]:
    """Enter a mandate as a case worker."""
    body = {
        "purpose": "record_mandate",
        "dossier": portal.family.dossier,
        "person": PARTNER_NUMBER,
        "holder": PAYEE_NUMBER,
        "scope": "help",
        "basis": "signed_mandate",
        "valid_from": "2024-07-01",
        "valid_to": "2024-09-01",
        **changes,
    }
    worker = Caller("case worker", "staff", ("case_worker",))
    headers = {**cookie_of(portal.system, worker, staff), "Origin": ORIGIN}
    answered = call(staff_api.handler, "POST", "/api/staff/mandates", body, headers)
    return answered.status, answered.members.get("state")


def test_the_payee_acts_for_the_child_and_the_partner_only_when_a_register_says_so(portal: Portal) -> None:
    family = portal.family
    assert set(acts_for(portal, PAYEE_NUMBER)) == {family.payee, family.child}
    assert set(acts_for(portal, PARTNER_NUMBER)) == {family.partner}
    parents(portal, family.payee, family.partner)
    assert acts_for(portal, PARTNER_NUMBER) == {
        family.partner: ["contact", "look", "mandate", "rights"],
        family.child: ["contact", "look", "rights"],
    }
    assert "account" in acts_for(portal, PAYEE_NUMBER)[family.payee]


def test_a_mandate_holds_once_two_people_entered_the_same_and_ends_on_its_day(portal: Portal) -> None:
    partner = portal.family.partner
    assert enter(portal, ADA) == (202, "asked")
    assert enter(portal, ADA) == (202, "asked")
    assert enter(portal, BEA, valid_to="2024-10-01") == (202, "asked")
    assert partner not in acts_for(portal, PAYEE_NUMBER)
    assert enter(portal, BEA) == (202, "holds")
    assert acts_for(portal, PAYEE_NUMBER)[partner] == ["look", "rights"]
    portal.system.memory.clock.jump(timedelta(days=61))  # 31 August
    assert partner in acts_for(portal, PAYEE_NUMBER)
    portal.system.memory.clock.jump(timedelta(days=1))
    assert partner not in acts_for(portal, PAYEE_NUMBER)


def test_the_end_of_custody_cuts_access_in_the_session_that_stands(portal: Portal) -> None:
    """Given a parent who is signed in, when the end is entered with today's date, then the next page is without it."""
    child = portal.family.child
    parents(portal, portal.family.payee, portal.family.partner)
    number = _number_of_child(portal)
    browser = portal.browser.another()
    portal.is_now(PARTNER_NUMBER, "citizen-2")
    browser.sign_in("itsme")
    assert child in str(browser.ask("GET", "/api/session").members["files"])
    cut = {"person": number, "holder": PARTNER_NUMBER, "scope": "no_authority", "basis": "judgment", "valid_to": None}
    assert enter(portal, ADA, **cut) == (202, "asked")
    assert enter(portal, BEA, **cut) == (202, "holds")
    assert child not in str(browser.ask("GET", "/api/session").members["files"])


def test_an_earlier_end_takes_the_place_of_the_later_one(portal: Portal) -> None:
    for staff in (ADA, BEA):
        enter(portal, staff)
    for staff in (ADA, BEA):
        enter(portal, staff, valid_to="2024-07-02")
    rows = [key for key in portal.system.memory.database.rows[Table.DOSSIERS] if key.sk.startswith("mandate#")]
    assert len(rows) == 1
    portal.system.memory.clock.jump(timedelta(days=1))
    assert portal.family.partner not in acts_for(portal, PAYEE_NUMBER)


def test_what_is_wrong_with_an_entry_is_told_beside_its_member(portal: Portal) -> None:
    assert enter(portal, ADA, valid_to=None)[0] == 422
    assert enter(portal, ADA, valid_to="2024-07-01")[0] == 422
    assert enter(portal, ADA, holder="85670112463")[0] == 422
    assert enter(portal, ADA, holder=PARTNER_NUMBER)[0] == 422
    assert enter(portal, ADA, dossier=new_id("dos"))[0] == 404


def _number_of_child(portal: Portal) -> str:
    """Give the child a number, as the register does."""
    from functions.vault.look_up import LookUpKind  # noqa: PLC0415
    from tests.builders.synthetic_numbers import synthetic_number  # noqa: PLC0415

    number = synthetic_number("2021-02-03")
    request = portal.system.memory.request(Purpose.APPLY_GOVERNMENT_DATA, "government-queue")
    change = request.change("number")
    change.look_up(LookUpKind.NATIONAL_NUMBER, number, portal.family.child)
    change.send()
    return number
