"""Key rights of functions follow from the purposes they serve."""

import pytest

from functions.register.access import domains_of, function_names, places_of, purposes_of
from functions.register.domain import FAMILY_DOMAINS, Domain
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of

# The functions and the purposes that each of them serves.
SERVED = {
    "intake-api": {Purpose.RECEIVE_FORM},
    "intake-queue": {Purpose.OPEN_FAMILY_FILE, Purpose.FOLLOW_UP_INTEREST, Purpose.FOLLOW_UP_APPLICATION},
    "consent-api": {Purpose.RECORD_CONSENT},
    "what-if-api": set(),
    "site": set(),
    "government-queue": {Purpose.APPLY_GOVERNMENT_DATA},
    "payments-start": set(),
    "payments-worker": {Purpose.CALCULATE_AND_PAY},
    "payments-recalculate": {Purpose.CALCULATE_AND_PAY},
    "payments-files": {Purpose.WRITE_PAYMENT_FILE},
    "payments-send": {Purpose.SEND_PAYMENT_FILE},
    "payments-answers": {Purpose.READ_BANK_ANSWER},
    "payments-daily": {Purpose.KEEP_BOOK},
    "staff-api": {
        Purpose.CHANGE_ACCOUNT,
        Purpose.CONFIRM_ACCOUNT,
        Purpose.FIND_PERSON,
        Purpose.HANDLE_RIGHTS_REQUEST,
        Purpose.RECORD_MANDATE,
        Purpose.RECORD_PAYEE,
        Purpose.RECOVER_DEBT,
        Purpose.RELEASE_PAYMENT_FILE,
        Purpose.SETTLE_QUARANTINE,
        Purpose.SIGN_IN_STAFF,
    },
    "portal-api": {
        Purpose.GIVE_PORTAL_ACCESS,
    },
    "sign-in": {
        Purpose.SIGN_IN_PERSON,
        Purpose.SIGN_IN_STAFF,
    },
    "rights-queue": {Purpose.HANDLE_RIGHTS_REQUEST, Purpose.ERASE_PERSON, Purpose.ANSWER_RIGHTS},
    "rights-api": {Purpose.HANDLE_RIGHTS_REQUEST, Purpose.HAND_OVER_PACKAGE},
    "rights-daily": set(),
    "retention-sweep": {Purpose.DESTROY_PAST_TERM},
    "government-watch": set(),
    "messages-queue": {Purpose.TELL_PERSON},
    "messages-outside": {Purpose.TELL_SENDER},
    "messages-events": set(),
    "messages-schedule": set(),
    "ledger-segments": set(),
    "ledger-checkpoint": set(),
    "outbox-stream": set(),
    "outbox-sweep": set(),
    "roots-maker": set(),
}


def test_functions_serve_exactly_the_purposes_of_the_list() -> None:
    """Given the list of functions, when purposes name functions, then both sides say the same."""
    assert {name: purposes_of(name) for name in function_names()} == SERVED
    named = {function for purpose in Purpose for function in rights_of(purpose).functions}
    assert named <= set(function_names())


def test_only_who_shows_it_to_the_person_opens_the_audit_domain() -> None:
    """Given that writing who-did-what needs only public halves, then one function opens *audit*: it makes copies."""
    assert {name for name in function_names() if Domain.AUDIT in domains_of(name).opens} == {"rights-queue"}


def test_the_functions_before_people_open_no_family() -> None:
    """Given the function with which people ask for their rights, then it opens cases and copies, and nothing else."""
    assert domains_of("rights-api").opens == {Domain.CASE, Domain.FILE}


def test_the_public_form_function_opens_intake_alone() -> None:
    """Given the function that anyone can call, then it can unwrap one root only, and no look-up key."""
    access = domains_of("intake-api")
    assert access.opens == {Domain.INTAKE}
    assert not access.look_ups
    assert "look-ups" not in access.secrets


def test_only_two_functions_make_persons() -> None:
    """Given that making a person needs all its roots, then only the two queues hold the eight and *usage*."""
    whole_family = {name for name in function_names() if domains_of(name).opens >= set(FAMILY_DOMAINS)}
    makers = {name for name in whole_family if domains_of(name).makes and name != "rights-queue"}
    assert makers == {"intake-queue", "government-queue"}
    # Erasure opens a whole family to say what it holds, but makes cases only.
    assert whole_family - makers == {"rights-queue"}


def test_recruitment_data_is_opened_by_no_family_function() -> None:
    """Given applicants and prospects, then who reseals their forms and who tells them open them, and no family."""
    for domain in (Domain.APPLICANT, Domain.PROSPECT):
        opened_by = {name for name in function_names() if domain in domains_of(name).opens}
        assert opened_by == {"intake-queue", "messages-outside"}
    assert not domains_of("messages-outside").opens & set(FAMILY_DOMAINS)


@pytest.mark.parametrize("name", function_names())
def test_the_look_up_key_is_held_exactly_by_functions_whose_purposes_look_up(name: str) -> None:
    """Given a purpose that finds a person by a value, then its function holds the look-up key, and nobody else."""
    access = domains_of(name)
    assert access.look_ups == ("look-ups" in access.secrets)


@pytest.mark.parametrize("name", function_names())
def test_a_function_that_opens_keys_can_write_the_ledger_and_see_the_gate(name: str) -> None:
    """Given that nothing opens without a committed entry, then the tables for it are granted, and never to change."""
    tables = places_of(name).tables
    if domains_of(name).opens:
        assert tables["ledger"] >= {"read", "put"}
        assert "read" in tables["subjects"]
        assert "read" in tables["gates"]
    assert "update" not in tables.get("ledger", set())
    if name != "retention-sweep":
        assert "delete" not in tables.get("ledger", set())
    assert "delete" not in tables.get("subjects", set()) or name == "retention-sweep"


def test_an_index_is_granted_with_its_table() -> None:
    """Given a function that queries an index, then it is told the table's name, which it gets with a right on it."""
    missing = {
        (name, table)
        for name in function_names()
        for table in places_of(name).indexes
        if table not in places_of(name).tables
    }
    assert missing == set()
