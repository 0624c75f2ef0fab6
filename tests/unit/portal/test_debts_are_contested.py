"""A payee contests a debt on the own page; whoever is not paid by the file reaches no debt of it."""

import pytest

from functions.payments.debts.contest_debt import said_of
from functions.payments.debts.debt_account import ClaimedMonth, DebtAccount, account_place
from functions.payments.debts.debt_case import State, clear_of_account
from functions.portal import api
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.ids import new_id
from tests.builders.http_events import Answered
from tests.builders.portal_browser import PARTNER_NUMBER, PAYEE_NUMBER, Portal, make_portal


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    made = make_portal(monkeypatch)
    made.browser.doors = {**made.browser.doors, "/api/me": api.handler}
    return made


def sign_in(portal: Portal, number: str) -> None:
    portal.is_now(number, f"citizen-{number}")
    portal.follow_time()
    assert portal.browser.sign_in("eid").status in {200, 303}


def debt(portal: Portal, state: State = State.PLAN) -> str:
    """Put the money of a debt in a state."""
    memory, dossier, case = portal.system.memory, portal.family.dossier, new_id("cas")
    request = memory.request(Purpose.RECOVER_DEBT, "staff-api")
    claims = (ClaimedMonth(month="2024-05", cents=7_050, lapses_on="2027-07-01"),)
    change = request.change("open debt")
    today = civil_date(memory.clock.instant())
    record = DebtAccount(region="flanders", reference="010806817183", claims=claims)
    change.put(account_place(dossier, case), dossier, record, clear_of_account(dossier, state, today))
    change.send()
    return case


def contest(portal: Portal, case: str, text: str = "My income fell.") -> Answered:
    return portal.browser.ask("POST", f"/api/me/debts/{case}", {"text": text})


def state_of(portal: Portal, case: str) -> object:
    place = account_place(portal.family.dossier, case)
    return portal.system.memory.database.rows[Table.PAYMENTS][place.key]["state"]


def test_a_payee_contests_a_debt_and_it_rests(portal: Portal) -> None:
    """Given a debt that is being repaid, when its payee says something, then it rests, and the words are kept."""
    case = debt(portal)
    sign_in(portal, PAYEE_NUMBER)
    told = contest(portal, case)
    assert (told.status, told.members["state"]) == (202, "replied")
    assert state_of(portal, case) == State.REPLIED
    request = portal.system.memory.request(Purpose.RECOVER_DEBT, "staff-api")
    assert [one.text for one in said_of(request, portal.family.dossier, case)] == ["My income fell."]


@pytest.mark.parametrize("number", [PARTNER_NUMBER, None])
def test_nobody_else_reaches_it(portal: Portal, number: str | None) -> None:
    """Given the other adult, who is not paid, or nobody signed in, then the debt goes on as it was."""
    case = debt(portal)
    if number is not None:
        sign_in(portal, number)
    assert contest(portal, case).status == (401 if number is None else 404)
    assert state_of(portal, case) == State.PLAN


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.CLOSED, 409)])
def test_a_draft_is_not_there_yet_and_what_is_over_stays_over(portal: Portal, state: State, status: int) -> None:
    """Given a draft that was not shown, or a debt that is over, then nothing is said of it."""
    case = debt(portal, state)
    sign_in(portal, PAYEE_NUMBER)
    assert contest(portal, case).status == status
    assert contest(portal, "cas_00000000000000000000000000").status == 404
    assert contest(portal, case, "").status == 422
