"""A part is erased with the key that sealed it; an erasure without haste waits seven sealed days, and can be undone."""

import copy
from datetime import timedelta

import pytest

from functions.dossier.person import Person
from functions.dossier.places import person_place
from functions.register.access import domains_of
from functions.register.check_purpose import PurposeError
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.rights.ask import Ask
from functions.rights.hand_over import HandedOver, hand_over
from functions.rights.holdings import RightsHolding
from functions.rights.make_package import plan_package, start_package
from functions.rights.replay_parts import replay_parts
from functions.rights.replay_promises import replay_promises
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.watch_clock import watch_clock
from functions.rights.work import ALSO_ENDING, Work, read_case
from functions.runtime.database import Key, Table
from functions.units.clock import civil_date
from functions.vault.errors import BrokenSealError, SubjectNotLiveError
from functions.vault.gate import Gates
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind
from functions.vault.place import SealedItem
from functions.vault.sealed_record import key_id_of
from functions.vault.subject import State, Subject
from tests.builders.erasable_family import PARTNER_MAIL
from tests.builders.opened_rows import opened_text
from tests.builders.rights_desk import RightsDesk, ask_for, correction
from tests.unit.rights.test_restriction import READERS

MOBILE = "+32470998877"
AT = "2024-07-01T06:00:00Z"
TABLES = tuple(table for table in Table if table is not Table.LEDGER)


@pytest.fixture
def desk() -> RightsDesk:
    return RightsDesk()


def readable(desk: RightsDesk) -> str:
    return opened_text(desk.memory.database, desk.memory.keyring, TABLES)


def person_of(desk: RightsDesk) -> Person:
    request = desk.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    row = request.fetch(person_place(desk.family.dossier, desk.family.partner))
    assert row is not None
    return request.open([row], Person)[0].record


@pytest.mark.goal("EN-3")
def test_a_deleted_mobile_number_does_not_open_in_a_copy_from_before(desk: RightsDesk) -> None:
    """Given a copy of all rows, when the number alone is erased, then the copy's row opens with no key that is left."""
    before = copy.deepcopy(desk.memory.database.rows[Table.DOSSIERS])
    assert MOBILE in readable(desk)
    case = desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, parts=("mobile",))).case
    assert desk.run(case) is RightsState.CLOSED
    assert MOBILE not in readable(desk)
    person = person_of(desk)
    assert (person.mobile, person.email, person.given_name) == (None, PARTNER_MAIL, "Wouter")

    place = person_place(desk.family.dossier, desk.family.partner)
    old = SealedItem.of(Table.DOSSIERS, before[place.key])
    subject = Subject.of(desk.memory.database.rows[Table.SUBJECTS][Key(desk.family.partner, "subject")])
    lost = [blob for blob in old.sealed if subject.domain_of(key_id_of(blob)) is None]
    assert len(lost) == 1, "the blob of the contact data, and no other"
    now = desk.memory.database.rows[Table.DOSSIERS]
    desk.memory.database.rows[Table.DOSSIERS] = before
    assert MOBILE not in readable(desk)
    assert "Wouter" in readable(desk)
    desk.memory.database.rows[Table.DOSSIERS] = now


NEW_MAIL, NEW_STREET, WORDS = "nieuw@example.org", "Nieuwstraat", "Ik ben verhuisd"


def correct_contact(desk: RightsDesk) -> str:
    moved = {"street": NEW_STREET, "house_number": "1", "postal_code": "1000", "municipality": "Brussel"}
    corrections = (
        correction(target="email", value=NEW_MAIL),
        correction(target="address", members={**moved, "country": "BE"}, says=WORDS),
    )
    return desk.ask(RequestKind.RECTIFICATION, ask=ask_for(corrections=corrections, says=WORDS)).case


def cases_say(desk: RightsDesk) -> list[str]:
    text = opened_text(desk.memory.database, desk.memory.keyring, [Table.CASES])
    return [value for value in (NEW_MAIL, NEW_STREET, WORDS) if value in text]


def test_a_case_that_is_answered_forgets_what_it_was_told(desk: RightsDesk) -> None:
    """Given a rectification, when it is closed, then its values and words are in no case, and its outcomes are."""
    case = correct_contact(desk)
    assert len(cases_say(desk)) == 3
    assert desk.run(case) is RightsState.CLOSED
    assert cases_say(desk) == []
    request = desk.rooms.answering(case)
    (asked,) = request.open(request.query(Table.CASES, case, "ask#"), Ask)
    assert asked.record.outcomes == ("corrected", "corrected")
    assert [one.target for one in asked.record.corrections] == ["email", "address"]


def test_an_erasure_lets_cases_that_stand_open_forget_too(desk: RightsDesk) -> None:
    correct_contact(desk)
    assert len(cases_say(desk)) == 3
    assert desk.run(desk.ask(RequestKind.ERASURE).case) is RightsState.CLOSED
    assert cases_say(desk) == []


def subject_state(desk: RightsDesk, subject: str) -> State:
    return desk.memory.request(Purpose.ERASE_PERSON, "rights-queue", states=frozenset(State)).subject(subject).state


def test_a_copy_that_waits_goes_with_the_part_that_stands_in_it(desk: RightsDesk) -> None:
    """Given a copy that nobody fetched, when the number alone is erased, then the copy opens for nobody any more."""
    desk.holdings = (*desk.holdings, RightsHolding())
    copied = desk.ask(RequestKind.ACCESS).case
    assert desk.run(copied) is RightsState.CLOSED
    package = str(desk.record(copied).package)
    assert subject_state(desk, package) is State.LIVE
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, parts=("mobile",))).case) is RightsState.CLOSED
    assert subject_state(desk, package) is State.ENDED
    assert desk.run(desk.ask(RequestKind.ACCESS).case) is RightsState.CLOSED


def test_a_copy_that_is_being_written_is_written_again_without_the_part(desk: RightsDesk) -> None:
    desk.holdings = (*desk.holdings, RightsHolding())
    copied = desk.ask(RequestKind.ACCESS).case
    for step in (plan_package, start_package):
        request = desk.rooms.answering(copied)
        standing = read_case(request, copied)
        assert standing is not None
        step(Work(desk.rooms, request, standing))
    begun = str(desk.record(copied).package)
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, parts=("mobile",))).case) is RightsState.CLOSED
    assert desk.run(copied) is RightsState.CLOSED
    package = str(desk.record(copied).package)
    assert (subject_state(desk, begun), subject_state(desk, package)) == (State.ENDED, State.LIVE)
    handed = hand_over(desk.memory.vault, desk.packages, desk.proof(desk.family.partner), copied, desk.record(copied))
    assert handed is not None
    assert PARTNER_MAIL in handed.json_text
    assert MOBILE not in handed.json_text


def test_an_erased_address_of_mail_finds_nobody_any_more(desk: RightsDesk) -> None:
    finding = desk.memory.request(Purpose.FIND_PERSON)
    assert finding.find(LookUpKind.EMAIL, PARTNER_MAIL) == desk.family.partner
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, parts=("email",))).case) is RightsState.CLOSED
    assert desk.memory.request(Purpose.FIND_PERSON).find(LookUpKind.EMAIL, PARTNER_MAIL) is None
    assert PARTNER_MAIL not in readable(desk)
    assert person_of(desk).mobile == MOBILE


def test_a_restored_copy_with_its_keys_loses_the_part_again(desk: RightsDesk) -> None:
    """Given a copy with subjects, when the journal is replayed on it, then the number is gone there too."""
    memory = desk.memory
    before = copy.deepcopy(memory.database.rows)
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, parts=("mobile",))).case) is RightsState.CLOSED
    for table in Table:
        if table not in {Table.ERASURES, Table.GATES}:
            memory.database.rows[table] = before[table]
    assert MOBILE in readable(desk)
    today = civil_date(memory.clock.instant())
    secret, subjects = memory.keyring.secret(Secret.SUPPRESSION), list(memory.database.rows[Table.SUBJECTS].values())
    assert replay_parts(memory.vault, memory.database, desk.holdings, subjects, secret, (today, today)) == 1
    assert MOBILE not in readable(desk)
    assert person_of(desk).email == PARTNER_MAIL


def test_a_restored_copy_of_a_restricted_person_loses_the_part_again_and_stays_restricted(desk: RightsDesk) -> None:
    """Given a copy of the days of a restriction, when parts and promises are replayed, then the number is gone."""
    memory, person = desk.memory, desk.family.partner
    assert desk.run(desk.ask(RequestKind.RESTRICTION).case) is RightsState.IN_FORCE
    before = copy.deepcopy(memory.database.rows)
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, parts=("mobile",))).case) is RightsState.CLOSED
    assert MOBILE not in readable(desk)
    for table in Table:
        if table not in {Table.ERASURES, Table.GATES}:
            memory.database.rows[table] = before[table]
    assert MOBILE in readable(desk)
    today = civil_date(memory.clock.instant())
    days = (today, today)
    secret, subjects = memory.keyring.secret(Secret.SUPPRESSION), list(memory.database.rows[Table.SUBJECTS].values())
    assert replay_parts(memory.vault, memory.database, desk.holdings, subjects, secret, days) == 1
    replay_promises(memory.vault, memory.database, subjects, secret, days)
    assert MOBILE not in readable(desk)
    assert PARTNER_MAIL in readable(desk)
    assert subject_state(desk, person) is State.RESTRICTED
    subject = Subject.of(memory.database.rows[Table.SUBJECTS][Key(person, "subject")])
    assert {wrapped[:1] for wrapped in subject.wrapped.values()} == {b"\x02"}


@pytest.mark.goal("DS-11")
def test_seven_sealed_days_are_readable_for_nobody_and_then_final(desk: RightsDesk) -> None:
    """Given an erasure with grace, then nobody reads meanwhile, nothing is gone on day six, and all is after seven."""
    case = desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, grace=True)).case
    assert desk.run(case) is RightsState.IN_GRACE
    with pytest.raises(SubjectNotLiveError, match="restricted"):
        person_of(desk)
    desk.memory.clock.jump(timedelta(days=6))
    assert desk.run(case) is RightsState.IN_GRACE
    assert "Gezocht" in readable(desk)
    desk.memory.clock.jump(timedelta(days=1))
    assert desk.run(case) is RightsState.CLOSED
    assert "Gezocht" not in readable(desk)
    subject = desk.memory.request(Purpose.ERASE_PERSON, states=ALSO_ENDING).subject(desk.family.partner)
    assert subject.state is State.ENDED
    assert desk.run(case) is RightsState.CLOSED


@pytest.mark.goal("DS-11")
@pytest.mark.parametrize(("purpose", "function"), READERS, ids=[f"{one.value}-{name}" for one, name in READERS])
def test_no_function_reads_anybody_in_the_days_of_grace(purpose: Purpose, function: str) -> None:
    """Given the sealed days, when any function reads for any of its purposes, then code and key service refuse."""
    desk = RightsDesk()
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, grace=True)).case) is RightsState.IN_GRACE
    row = desk.rooms.answering("cas_00000000000000000000000001").fetch(
        person_place(desk.family.dossier, desk.family.partner)
    )
    assert row is not None
    with pytest.raises((SubjectNotLiveError, PurposeError)):
        desk.memory.vault.request(purpose, function, Actor.system()).open([row], Person)
    if Domain.RESTRICTED not in domains_of(function).opens:
        desk.memory.keyring.forbidden = set(Domain) - domains_of(function).opens
        bold = desk.memory.vault.request(purpose, function, Actor.system(), states=frozenset(State))
        with pytest.raises((PermissionError, PurposeError, BrokenSealError)):
            bold.contents(row, "bold read")


@pytest.mark.goal("DS-11")
@pytest.mark.parametrize("undone", [True, False])
@pytest.mark.parametrize("kind", [RequestKind.ACCESS, RequestKind.PORTABILITY])
def test_a_copy_is_neither_made_nor_handed_over_in_the_days_of_grace(kind: RequestKind, *, undone: bool) -> None:
    """Given a copy from before and one that is asked for meanwhile, then nobody gets either before the days end."""
    desk = RightsDesk()
    desk.holdings = (*desk.holdings, RightsHolding())
    before = desk.ask(kind).case
    assert desk.run(before) is RightsState.CLOSED
    erasure = desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, grace=True)).case
    assert desk.run(erasure) is RightsState.IN_GRACE
    meanwhile = desk.ask(kind).case
    assert desk.run(meanwhile) is RightsState.RECEIVED
    assert desk.record(meanwhile).package is None
    assert _fetch(desk, before) is None
    if undone:
        desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, undo=True))
        assert desk.run(erasure) is RightsState.CLOSED
        assert desk.run(meanwhile) is RightsState.CLOSED
        assert all(_fetch(desk, case) is not None for case in (before, meanwhile))
    else:
        desk.memory.clock.jump(timedelta(days=7))
        assert desk.run(erasure) is RightsState.CLOSED
        assert desk.run(meanwhile) is RightsState.CLOSED
        assert all(_fetch(desk, case) is None for case in (before, meanwhile))


def test_a_held_request_is_woken_every_day(desk: RightsDesk) -> None:
    assert desk.run(desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, grace=True)).case) is RightsState.IN_GRACE
    desk.run(desk.ask(RequestKind.ACCESS).case)
    memory = desk.memory
    watched = watch_clock(memory.database, Gates(memory.database, memory.clock), memory.clock, memory.clock)
    assert watched.woken == 2


def _fetch(desk: RightsDesk, case: str) -> HandedOver | None:
    return hand_over(desk.memory.vault, desk.packages, desk.proof(desk.family.partner), case, desk.record(case))


@pytest.mark.goal("DS-11")
def test_an_erasure_that_is_taken_back_in_its_days_leaves_everything(desk: RightsDesk) -> None:
    """Given an erasure with grace, when it is taken back, then the person is as before and the case is closed."""
    case = desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, grace=True)).case
    assert desk.run(case) is RightsState.IN_GRACE
    assert desk.ask(RequestKind.ERASURE, ask=Ask(at=AT, undo=True)).repeated
    assert desk.run(case) is RightsState.CLOSED
    assert person_of(desk).family_name == "Gezocht"
    assert not [key for key in desk.memory.database.rows[Table.ERASURES] if key.pk.startswith("journal#")]


def test_without_asking_for_grace_nobody_waits(desk: RightsDesk) -> None:
    assert desk.run(desk.ask(RequestKind.ERASURE).case) is RightsState.CLOSED
