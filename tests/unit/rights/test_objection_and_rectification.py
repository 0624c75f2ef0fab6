"""Objection stops uses at once; rectification mends what the family said and sends back what an authority said."""

import pytest
from pydantic import ValidationError

from functions.dossier.fact import AddressFact, Provenance, WorkFact
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.objection import objects_to
from functions.dossier.person import Address, Person
from functions.dossier.places import person_place
from functions.dossier.write_family import put_fact
from functions.register.purpose import Purpose
from functions.rights.ask import Ask
from functions.rights.ask_form import CorrectionForm
from functions.rights.decide_request import DecisionRefusedError, settle_correction
from functions.rights.object_to_use import objectionable
from functions.rights.rectify import CONTESTED, reference_of
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table
from functions.runtime.problem_in_model import OWN_PREFIX
from functions.staff.paper_form import PaperCorrection
from functions.vault.journal_promise import Promised, promises_since
from functions.vault.look_up import LookUpKind
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.request import Request
from tests.builders.erasable_family import PARTNER_MAIL
from tests.builders.rights_desk import RECEIVED, RightsDesk, ask_for, correction

NEW_MAIL = "wouter.nieuw@example.org"


@pytest.fixture
def desk() -> RightsDesk:
    return RightsDesk()


def sharing(desk: RightsDesk) -> Request:
    return desk.memory.request(Purpose.ERASE_PERSON, "rights-queue")


def facts_of(desk: RightsDesk, person: str) -> list[SealedItem]:
    rows = desk.rooms.answering("cas_00000000000000000000000001").query(Table.DOSSIERS, desk.family.dossier, "fact#")
    return [row for row in rows if row.subject == person]


def fact_of_authority(desk: RightsDesk) -> SealedItem:
    request = desk.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    change = request.change("apply")
    origin = Provenance(source="government", sender="NR", flow="REGISTER_EVENT", attestation="A-1", message="m-1")
    address = Address(street="Fout", house_number="1", postal_code="9000", municipality="Gent", country="BE")
    partner = desk.family.partner
    fact = AddressFact(person=partner, known_at=request.instant(), provenance=origin, address=address)
    put_fact(request, change, desk.family.dossier, fact)
    change.send()
    reading = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue")
    rows = facts_of(desk, partner)
    return next(
        row for row in rows if b'"address"' in b"".join(content for _, content in reading.contents(row, "find"))
    )


def test_what_can_be_objected_to_follows_from_the_grounds_in_the_register() -> None:
    assert {Purpose.SHARE_IN_GROUP, Purpose.FIND_RIGHTS_NOT_TAKEN_UP} <= set(objectionable())
    assert not {Purpose.CALCULATE_AND_PAY, Purpose.GIVE_PORTAL_ACCESS, Purpose.ERASE_PERSON} & set(objectionable())


def test_an_objection_stops_the_use_at_once_and_is_journalled(desk: RightsDesk) -> None:
    """Given a person who objects to sharing, when the step ran, then sharing asks and is told to stop."""
    partner = desk.family.partner
    assert not objects_to(sharing(desk), partner, Purpose.SHARE_IN_GROUP)
    case = desk.ask(RequestKind.OBJECTION, ask=ask_for(purposes=("share_in_group",))).case
    assert desk.run(case) is RightsState.CLOSED
    assert objects_to(sharing(desk), partner, Purpose.SHARE_IN_GROUP)
    assert not objects_to(sharing(desk), partner, Purpose.FIND_RIGHTS_NOT_TAKEN_UP)
    assert not objects_to(sharing(desk), desk.family.payee, Purpose.SHARE_IN_GROUP)
    (kept,) = promises_since(desk.memory.database, RECEIVED, RECEIVED)
    assert (kept.what, kept.purposes) == (Promised.OBJECTION, ("share_in_group",))
    again = desk.ask(RequestKind.OBJECTION, ask=ask_for(purposes=("find_rights_not_taken_up",))).case
    desk.run(again)
    assert objects_to(sharing(desk), partner, Purpose.SHARE_IN_GROUP)
    assert objects_to(sharing(desk), partner, Purpose.FIND_RIGHTS_NOT_TAKEN_UP)


def test_an_objection_to_a_duty_by_law_is_refused_with_its_article(desk: RightsDesk) -> None:
    case = desk.ask(RequestKind.OBJECTION, ask=ask_for(purposes=("calculate_and_pay",))).case
    assert desk.run(case) is RightsState.CLOSED
    record = desk.record(case)
    assert (record.outcome, record.reasons) == ("refused", ("not_by_interest",))
    assert not objects_to(sharing(desk), desk.family.partner, Purpose.SHARE_IN_GROUP)


def test_contact_data_are_corrected_at_once_with_the_value_that_finds_the_person(desk: RightsDesk) -> None:
    ask = ask_for(corrections=(correction(target="email", value=NEW_MAIL), correction(target="language", value="fr")))
    assert desk.run(desk.ask(RequestKind.RECTIFICATION, ask=ask).case) is RightsState.CLOSED
    request = sharing(desk)
    row = request.fetch(person_place(desk.family.dossier, desk.family.partner))
    assert row is not None
    person = request.open([row], Person)[0].record
    assert (person.email, person.language, person.given_name) == (NEW_MAIL, "fr", "Wouter")
    assert request.find(LookUpKind.EMAIL, NEW_MAIL) == desk.family.partner
    assert request.find(LookUpKind.EMAIL, PARTNER_MAIL) is None


def test_a_fact_that_the_family_stated_gets_a_next_version_and_its_months_are_decided_again(desk: RightsDesk) -> None:
    partner, reading = desk.family.partner, sharing(desk)
    (work,) = [
        row
        for row in facts_of(desk, partner)
        if b'"status"' in b"".join(content for _, content in reading.contents(row, "find"))
    ]
    ask = ask_for(
        corrections=(correction(target="fact", fact=reference_of(work.place.sk), members={"status": "employed"}),)
    )
    assert desk.run(desk.ask(RequestKind.RECTIFICATION, ask=ask).case) is RightsState.CLOSED
    versions = [
        row for row in facts_of(desk, partner) if row.place.sk.rpartition("#")[0] == work.place.sk.rpartition("#")[0]
    ]
    stated = [one.record.status for one in sharing(desk).open(versions, WorkFact)]
    assert stated == ["incapacity", "employed"]
    asked = [
        row["ids"] for row in desk.memory.database.rows[Table.OUTBOX].values() if row["kind"] == EventKind.FACTS_CHANGED
    ]
    assert asked == [[desk.family.dossier]]


@pytest.mark.parametrize("members", [None, {}, {"known_at": "x"}, {"status": "rich"}, {"unknown": 1}])
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(
    desk: RightsDesk, members: dict[str, object] | None
) -> None:
    rows = facts_of(desk, desk.family.partner)
    reference = reference_of(rows[0].place.sk)
    ask = ask_for(corrections=(correction(target="fact", fact=reference, members=members),))
    case = desk.ask(RequestKind.RECTIFICATION, ask=ask).case
    assert desk.run(case) is RightsState.CLOSED
    assert desk.record(case).outcome == "refused"
    assert facts_of(desk, desk.family.partner) == rows


@pytest.mark.parametrize(("answer", "outcome"), [("changed", "granted"), ("confirmed", "refused")])
def test_a_fact_of_an_authority_is_contested_sent_back_and_its_answer_told(
    desk: RightsDesk, answer: str, outcome: str
) -> None:
    """Given a wrong address of the register, when the person disputes it, then only the authority's answer ends it."""
    row = fact_of_authority(desk)
    ask = ask_for(corrections=(correction(target="fact", fact=reference_of(row.place.sk), says="Ik woon in Leuven."),))
    case = desk.ask(RequestKind.RECTIFICATION, ask=ask).case
    assert desk.run(case) is RightsState.AT_AUTHORITY
    assert desk.run(case) is RightsState.AT_AUTHORITY
    marked = sharing(desk).fetch(row.place)
    assert marked is not None
    assert (marked.clear[CONTESTED], marked.sealed) == (case, row.sealed)
    with pytest.raises(DecisionRefusedError):
        settle_correction(desk.staff(case), case, 1, 5, answer)  # type: ignore[arg-type]
    settle_correction(desk.staff(case), case, 1, 0, answer)  # type: ignore[arg-type]
    assert desk.run(case) is RightsState.CLOSED
    assert desk.record(case).outcome == outcome
    told = [line["message"] for line in desk.memory.database.rows[Table.OUTBOX].values() if "message" in line]
    assert ("rights_answered" if outcome == "granted" else "rights_refused") in told


def test_whoever_received_the_old_value_is_listed(desk: RightsDesk) -> None:
    telling = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue")
    telling.tell([desk.family.partner], "disclose", "other_fund")
    ask = ask_for(corrections=(correction(target="mobile", value="+32470000009"),))
    case = desk.ask(RequestKind.RECTIFICATION, ask=ask).case
    desk.run(case)
    assert desk.record(case).recipients == ("other_fund",)
    assert dossiers_of(telling, desk.family.partner) == [desk.family.dossier]


GOOD_ADDRESS = {"street": "Kerkstraat", "house_number": "2", "postal_code": "3000", "municipality": "Leuven"}
BAD_CORRECTIONS: list[dict[str, object]] = [
    {"target": "email", "value": "een@example.org\r\nBcc: dief@example.org"},
    {"target": "email", "value": "een@example.org\nSubject: x"},
    {"target": "email", "value": "geen adres"},
    {"target": "email"},
    {"target": "mobile", "value": "+32 bel mij"},
    {"target": "language", "value": "es"},
    {"target": "address"},
    {"target": "address", "members": {"street": "Kerkstraat"}},
    {"target": "address", "members": {**GOOD_ADDRESS, "country": "BE", "lines": ["x"]}},
    {"target": "address", "members": {**GOOD_ADDRESS, "country": "BE", "street": "Kerk\nstraat"}},
    {"target": "address", "members": {**GOOD_ADDRESS, "country": "BE", "postal_code": "30"}},
]


@pytest.mark.parametrize("form", [CorrectionForm, PaperCorrection])
@pytest.mark.parametrize("bad", BAD_CORRECTIONS, ids=str)
def test_contact_data_that_cannot_be_are_told_beside_their_member(
    form: type[CorrectionForm | PaperCorrection], bad: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as refused:
        form.model_validate(bad)
    (error,) = refused.value.errors(include_url=False)
    assert error["loc"] == ("members" if bad["target"] == "address" else "value",)
    assert error["type"].startswith(OWN_PREFIX)


def test_contact_data_that_can_be_are_taken_in_their_plain_form() -> None:
    assert CorrectionForm.model_validate({"target": "mobile", "value": "0470 11 22 33"}).value == "+32470112233"
    members = {**GOOD_ADDRESS, "country": "BE"}
    assert PaperCorrection.model_validate({"target": "address", "members": members}).members == members
    assert CorrectionForm.model_validate({"target": "fact", "fact": "0123456789ab.1", "says": "x"}).value is None


@pytest.mark.parametrize("bad", BAD_CORRECTIONS, ids=str)
def test_a_stored_value_that_cannot_be_ends_as_refused_and_the_rest_is_done(bad: dict[str, object]) -> None:
    """Given a case from before the check, when it is carried out, then it closes, and no bad value is anybody's."""
    desk = RightsDesk()
    ask = ask_for(corrections=(correction(target="mobile", value="+32470000009"), correction(**bad)))
    case = desk.ask(RequestKind.RECTIFICATION, ask=ask).case
    assert desk.run(case) is RightsState.CLOSED
    asked = desk.rooms.answering(case)
    (told,) = asked.open(asked.query(Table.CASES, case, "ask#"), Ask)
    assert told.record.outcomes == ("corrected", "refused")
    assert desk.record(case).outcome == "partly"
