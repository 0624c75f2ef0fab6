"""One human being in two files: a person decides, and until then and after it every child is paid once."""

from datetime import date

from functions.dossier.account import Account
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.work_facts import SchoolEnrolmentFact
from functions.dossier.write_family import put_account
from functions.government.check_notification import Rules
from functions.government.decide_case import Decision, decide_case
from functions.government.settle_case import settle_case
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.subject import State
from tests.builders.drops import DropWorld, Json, attestation, child_number, counts, envelope, number_of
from tests.builders.number_changes import file_of, register, replaced, school

HEAD, CHILD = number_of(1), child_number(1)
NEW_HEAD, NEW_CHILD = number_of(101), child_number(101)


def test_children_of_two_files_wait_for_a_person_and_are_paid_once() -> None:
    """Given one child in two files, then nothing is joined: a case waits, and the new number's file is not paid."""
    world = DropWorld()
    first = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    second = world.family(Cas=(number_of(2), "beneficiary"), Dirk=(NEW_CHILD, "child"))
    receipt = world.receipt_of(register(1, replaced("r1", CHILD, NEW_CHILD)))
    assert receipt["counts"] == counts(accepted=1)
    assert receipt["problems"] == [
        {"attestationId": "r1", "code": "two_people_are_one", "pointer": "/data/notifications/0/ssin"}
    ]
    assert [case["code"] for case in world.cases()] == ["two_people_are_one"]
    old, new = world.person(CHILD), world.person(NEW_CHILD)
    assert old != new
    assert old is not None
    assert new is not None
    assert file_of(world, first).persons[old].record.same_as is None
    assert file_of(world, second).persons[new].record.same_as == old
    again = register(2, replaced("r1", CHILD, NEW_CHILD))
    assert world.receipt_of(again)["counts"] == counts(duplicates=1)


def test_a_person_joins_people_of_two_files() -> None:
    """Given one child in two files, when a person releases the case, then it is one child of the first file alone."""
    world = DropWorld()
    first = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    second = world.family(Cas=(number_of(2), "beneficiary"), Dirk=(NEW_CHILD, "child"))
    world.take(envelope("SCHOOL", 1, [school("s2", NEW_CHILD, "2023-09-01")]))
    world.take(register(1, replaced("r1", CHILD, NEW_CHILD)))
    gone, going_on = world.person(NEW_CHILD), world.person(CHILD)
    (case,) = {key.pk for key in world.memory.database.rows[Table.CASES]}
    deciding = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    decide_case(deciding, case, Decision.RELEASE, None, Rules(date(2024, 7, 1), synthetic_allowed=True))
    for _ in range(2):
        settle_case(world.post, case)
    assert world.person(NEW_CHILD) == world.person(CHILD) == going_on
    assert world.file(first).root.record.persons("child") == (going_on,)
    assert world.file(second).root.record.persons("child") == ()
    (row,) = [row for row in file_of(world, first).persons.values() if row.subject == going_on]
    assert row.record.national_number == NEW_CHILD
    subjects = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).load_subjects([gone or ""])
    assert subjects[gone or ""].state is State.ENDED
    assert {fact.person for fact in world.facts(second, SchoolEnrolmentFact)} == {going_on}


def test_a_payee_of_two_files_is_one_payee_with_both_accounts() -> None:
    """Given one payee under two numbers, when a person joins them, then both files are that one's, with accounts."""
    world = DropWorld()
    first = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    second = world.family(Anna=(NEW_HEAD, "beneficiary"), Cas=(child_number(7), "child"))
    request = world.memory.request(Purpose.OPEN_FAMILY_FILE)
    change = request.change("account")
    put_account(change, second, 1, Account(person=world.person(NEW_HEAD) or "", iban="BE68539007547034", holder="An"))
    change.send()
    paid: Json = {"beginMonth": "2023-05", "endMonth": "2023-09", "category": "BASE", "beneficiaries": [NEW_HEAD]}
    told = {"source": "WALLONIA", "periods": [paid]}
    other: Json = {"ssin": {"value": child_number(7)}, "attestation": attestation("b1")}
    world.take(envelope("BENEFIT_ELSEWHERE", 1, [{**other, "content": {"benefitElsewhere": told}}]))
    world.take(register(1, replaced("r1", HEAD, NEW_HEAD)))
    release(world)
    going_on = world.person(HEAD)
    assert world.person(NEW_HEAD) == going_on
    for dossier in (first, second):
        assert world.file(dossier).root.record.persons("beneficiary") == (going_on,)
        assert len(world.file(dossier).root.record.persons("child")) == 1
    (account,) = file_of(world, second).accounts
    assert (account.subject, account.record.person) == (going_on, going_on)
    (elsewhere,) = world.facts(second, BenefitElsewhereFact)
    assert elsewhere.months[0].payees == (going_on,)


def release(world: DropWorld) -> None:
    """Let a person release the one case."""
    (case,) = {key.pk for key in world.memory.database.rows[Table.CASES]}
    deciding = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    decide_case(deciding, case, Decision.RELEASE, None, Rules(date(2024, 7, 1), synthetic_allowed=True))
    settle_case(world.post, case)


def test_a_person_says_that_they_are_not_one() -> None:
    """Given one case of two people, when it is destroyed, then both are paid, and the same statement asks nobody."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    second = world.family(Cas=(number_of(2), "beneficiary"), Dirk=(NEW_CHILD, "child"))
    world.take(register(1, replaced("r1", CHILD, NEW_CHILD)))
    old, new = world.person(CHILD), world.person(NEW_CHILD) or ""
    assert file_of(world, second).persons[new].record.same_as == old
    (case,) = {key.pk for key in world.memory.database.rows[Table.CASES]}
    deciding = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    decide_case(deciding, case, Decision.DESTROY, None, Rules(date(2024, 7, 1), synthetic_allowed=True))
    for _ in range(2):
        settle_case(world.post, case)
    record = file_of(world, second).persons[new].record
    assert (record.same_as, record.apart_from, record.number_changes) == (None, (old,), None)
    assert world.person(CHILD) == old != world.person(NEW_CHILD)
    said = world.receipt_of(register(2, replaced("r2", CHILD, NEW_CHILD)))
    assert (said["counts"], said["problems"]) == (counts(accepted=1), [])
