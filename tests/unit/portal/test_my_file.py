"""My file: a payee sees money and messages and changes the account; nobody else sees or changes anything of it."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from functions.dossier.account import Account
from functions.payments.payment import NOT_PAID, PLANNED, RETURNED, SUPERSEDED, WITHDRAWN
from functions.portal import api
from functions.register.access import domains_of
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.rights.restrict_person import lend_accounts
from functions.runtime.database import Table
from functions.runtime.problem import Language
from functions.site.page_texts import page_texts
from functions.vault.ledger_entry import Actor
from functions.vault.restrict_subject import restrict_subject
from tests.builders.http_events import Answered, call
from tests.builders.portal_browser import PARTNER_NUMBER, PAYEE_NUMBER, Portal, make_portal

IBAN = "BE62510007547061"


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    made = make_portal(monkeypatch)
    made.browser.doors = {**made.browser.doors, "/api/me": api.handler, "/my-file": api.handler}
    return made


def signed_in(portal: Portal, number: str = PAYEE_NUMBER, act: str | None = None) -> None:
    portal.is_now(number, f"citizen-{number}")
    portal.follow_time()
    assert portal.browser.sign_in("eid").status in {200, 303}
    if act is not None:
        assert portal.browser.sign_in("eid", act=act).status in {200, 303}


def change(portal: Portal, **changes: object) -> Answered:
    body = {"file": portal.family.dossier, "iban": IBAN, "holder": "Noor Peeters", **changes}
    return portal.browser.ask("PUT", "/api/me/account", body)


def accounts(portal: Portal) -> list[str]:
    request = portal.system.memory.request(Purpose.CALCULATE_AND_PAY, "payments-worker")
    rows = request.query(Table.DOSSIERS, portal.family.dossier, "account#")
    return [one.record.iban for one in request.open(rows, Account)]


@pytest.mark.parametrize("path", ["/my-file", "/api/me/money", "/api/me/messages"])
def test_nobody_who_did_not_sign_in_sees_anything(portal: Portal, path: str) -> None:
    assert portal.browser.ask("GET", path).status == 401


def test_a_visitor_of_my_file_is_shown_the_ways_to_sign_in(portal: Portal) -> None:
    page = portal.browser.ask("GET", "/my-file", Accept="text/html", Accept_Language="fr")
    assert page.status == 401
    assert "/api/sign-in/eid?next=/my-file" in page.body
    assert '<html lang="fr"' in page.body


def test_a_payee_sees_the_money_of_the_own_file(portal: Portal) -> None:
    signed_in(portal)
    files = portal.browser.ask("GET", "/api/me/money").members["files"]
    assert isinstance(files, list)
    assert [one["file"] for one in files] == [portal.family.dossier]
    page = portal.browser.ask("GET", "/my-file", Accept="text/html")
    assert page.status == 200
    assert 'name="form_token"' in page.body
    assert page.header("Cache-Control") == "no-store"


def test_the_other_adult_who_is_not_paid_sees_no_money_and_changes_no_account(portal: Portal) -> None:
    signed_in(portal, PARTNER_NUMBER, act="change_account")
    assert portal.browser.ask("GET", "/api/me/money").members["files"] == []
    before = accounts(portal)
    assert change(portal).status == 404
    assert accounts(portal) == before


@pytest.mark.goal("PX-5")
def test_a_new_account_needs_a_strong_sign_in_of_just_now_and_cools(portal: Portal) -> None:
    signed_in(portal, act="change_account")
    told = change(portal)
    assert told.status == 200, told.body
    assert told.members["paid_from"] is not None
    assert IBAN in accounts(portal)
    again = change(portal)
    assert (again.status, again.members) == (200, told.members)
    assert accounts(portal).count(IBAN) == 1


@pytest.mark.goal("PX-5")
def test_an_older_sign_in_changes_nothing(portal: Portal) -> None:
    signed_in(portal, act="change_account")
    portal.system.system_clock.jump(timedelta(minutes=11))
    before = accounts(portal)
    assert change(portal).status in {401, 403}
    assert accounts(portal) == before


@pytest.mark.parametrize(("wrong", "pointer"), [("BE68539007547035", "/iban"), ("XX", "/iban")])
def test_a_wrong_number_is_told_where_it_stands(portal: Portal, wrong: str, pointer: str) -> None:
    signed_in(portal, act="change_account")
    answered = change(portal, iban=wrong)
    assert answered.status == 422
    assert pointer in answered.body
    assert wrong not in answered.body


def test_a_code_that_the_fund_never_made_is_unknown(portal: Portal) -> None:
    assert call(api.handler, "GET", "/api/message-codes/0000-0000-0000-0000").status == 404


def test_the_page_without_script_changes_the_account_with_its_own_token(portal: Portal) -> None:
    signed_in(portal, act="change_account")
    page = portal.browser.ask("GET", "/my-file", Accept="text/html").body
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token is not None
    body = {"file": portal.family.dossier, "iban": IBAN, "holder": "Noor Peeters", "form_token": token[1]}

    def post(members: dict[str, str]) -> Answered:
        kind = "application/x-www-form-urlencoded"
        return portal.browser.ask("POST", "/api/me/account", urlencode(members), Content_Type=kind, Accept="text/html")

    without = post(body | {"form_token": "x"})
    assert without.status == 403
    assert IBAN not in accounts(portal)
    answered = post(body)
    assert (answered.status, answered.header("Location")) == (303, "/my-file#account-1")
    assert 'id="account-1"' in page
    assert IBAN in accounts(portal)


def seal(portal: Portal, person: str) -> None:
    """Restrict somebody, and give the portal the roots that it has in a stage, and no more."""
    memory = portal.system.memory
    rights = memory.vault.request(Purpose.ANSWER_RIGHTS, "rights-queue", Actor.system())
    sealing = rights.change("restrict")
    lend_accounts(rights, sealing, person)
    restrict_subject(rights, sealing, person)
    sealing.send()
    memory.keyring.forbidden = set(Domain) - domains_of("portal-api").opens


@pytest.mark.goal("DS-10")
@pytest.mark.parametrize("path", ["/api/session", "/my-file", "/api/me/money", "/api/me/messages"])
@pytest.mark.parametrize("sealed", ["payee", "partner", "child"])
def test_a_restricted_person_takes_the_portal_from_nobody(portal: Portal, sealed: str, path: str) -> None:
    """Given one restricted person of the family, then the others are served as before, and that one without data."""
    signed_in(portal)
    seal(portal, getattr(portal.family, sealed))
    answered = portal.browser.ask("GET", path, Accept="application/json" if path.startswith("/api") else "text/html")
    assert answered.status == 200, answered.body
    files = answered.members["files"] if path in {"/api/session", "/api/me/money"} else None
    if path == "/api/session":
        assert getattr(portal.family, sealed) not in str(files)
        assert (portal.family.payee in str(files)) == (sealed != "payee")
    if path == "/api/me/money":
        assert (files == []) == (sealed == "payee")


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_state_of_a_payment_has_words(language: str) -> None:
    states = {PLANNED, NOT_PAID, SUPERSEDED, RETURNED, WITHDRAWN}
    texts = page_texts(Language(language))
    assert all(texts[f"payment_{state}"] for state in states)
