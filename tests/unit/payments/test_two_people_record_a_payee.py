"""PX-9: a document about who is paid becomes a fact when two different people entered the same, and not before."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from functions.dossier.believed_facts import believed_facts
from functions.dossier.payee_facts import PAYEE_FACTS, PayeeFact
from functions.payments.enter_payee_fact import EntryFault, EntryRefusedError, EntryState, PayeeEntry, enter_payee_fact
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.ledger_entry import Actor
from tests.builders.bank_world import OFFICERS
from tests.builders.decided_months import Months
from tests.builders.paid_families import FundFamily
from tests.builders.vault import MemoryVault
from tests.faults.harness import Path, assert_every_fault_heals

FAMILY = FundFamily(1)
HALF = {"parts": [{"payee": FAMILY.other, "numerator": 1, "denominator": 2}], "received_on": date(2024, 3, 10)}


def entry(staff: int, members: Mapping[str, object] = HALF, **changed: str) -> PayeeEntry:
    """Return an entry of a judgment by one of the two officers."""
    told = {"dossier": FAMILY.dossier, "document": "AR/24/123", "kind": "payee_decision", "person": FAMILY.child(0)}
    return PayeeEntry(**{**told, **changed}, members=typed(members), staff=OFFICERS[staff])


def typed(members: Mapping[str, object]) -> Mapping[str, object]:
    """Return members as the form gives them: lists as tuples, as the strict model takes them."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in members.items()}


def enter(memory: MemoryVault, one: PayeeEntry) -> EntryState:
    """Enter it as that officer."""
    request = memory.request(Purpose.RECORD_PAYEE, "staff-api", actor=Actor.staff(one.staff))
    return enter_payee_fact(request, one)


def believed(months: Months) -> list[PayeeFact]:
    """Return what the fund believes about who is paid."""
    return [one.record for one in believed_facts(months.file.facts) if isinstance(one.record, PAYEE_FACTS)]


@pytest.fixture
def months() -> Months:
    return Months(FAMILY, start="2024-03-20T06:00:00Z")


def test_one_person_alone_records_nothing(months: Months) -> None:
    memory = months.run.memory
    assert [enter(memory, entry(0)) for _ in range(3)] == [EntryState.ENTERED] * 3
    assert believed(months) == []
    assert months.run.memory.database.rows[Table.OUTBOX] == {}


def test_a_second_person_who_enters_the_same_makes_it_a_fact(months: Months) -> None:
    memory = months.run.memory
    enter(memory, entry(0))
    memory.clock.jump(timedelta(hours=1))
    assert [enter(memory, entry(1)) for _ in range(2)] == [EntryState.RECORDED] * 2
    assert enter(memory, entry(0)) is EntryState.RECORDED
    (fact,) = believed(months)
    origin = fact.provenance
    assert (origin.source, origin.attestation) == ("staff", "AR/24/123")
    assert (origin.entered_by, origin.confirmed_by) == OFFICERS
    told = [(row["kind"], row.get("message")) for row in memory.database.rows[Table.OUTBOX].values()]
    assert sorted(told, key=str) == [("facts_changed", None), ("message_wanted", "payee_changed")]


def test_a_second_person_who_enters_something_else_records_nothing(months: Months) -> None:
    memory = months.run.memory
    third = {**HALF, "parts": [{"payee": FAMILY.other, "numerator": 1, "denominator": 3}]}
    enter(memory, entry(0))
    assert enter(memory, entry(1, third)) is EntryState.ENTERED
    assert believed(months) == []
    assert enter(memory, entry(0, third)) is EntryState.RECORDED
    assert len(believed(months)) == 1


def test_a_recorded_document_is_ended_by_two_people_again(months: Months) -> None:
    """Given a judgment that ended, then its end needs two people, and until then it stands as it was."""
    memory = months.run.memory
    for staff in (0, 1):
        enter(memory, entry(staff))
    ended = {**HALF, "valid_to": date(2024, 8, 31)}
    assert enter(memory, entry(0, ended)) is EntryState.ENTERED
    assert believed(months)[0].valid_to is None
    assert enter(memory, entry(1, ended)) is EntryState.RECORDED
    (fact,) = believed(months)
    assert (fact.valid_to, fact.provenance.version) == (date(2024, 8, 31), 1)


@pytest.mark.parametrize(
    ("changed", "members", "fault"),
    [
        ({"document": "the judgment about Noor"}, HALF, EntryFault.DOCUMENT),
        ({"person": FAMILY.other}, HALF, EntryFault.NOT_IN_FILE),
        ({"person": FundFamily(2).child(0)}, HALF, EntryFault.NOT_IN_FILE),
        ({"dossier": FundFamily(2).dossier}, HALF, EntryFault.NOT_OPEN),
        ({}, {"parts": []}, EntryFault.SHARES),
        ({}, {"parts": [{"payee": FAMILY.other, "numerator": 4, "denominator": 3}]}, EntryFault.SHARES),
        ({}, {"parts": [{"payee": FAMILY.other, "numerator": -1, "denominator": 3}]}, EntryFault.SHARES),
        ({}, {"parts": [{"payee": FAMILY.other}, {"payee": FAMILY.other}]}, EntryFault.SHARES),
    ],
)
def test_what_cannot_be_carried_out_is_refused(
    months: Months, changed: dict[str, str], members: dict[str, object], fault: EntryFault
) -> None:
    with pytest.raises(EntryRefusedError) as refused:
        enter(months.run.memory, entry(0, members, **changed))
    assert refused.value.fault is fault


def test_a_member_that_the_kind_does_not_have_is_refused(months: Months) -> None:
    with pytest.raises(ValidationError):
        enter(months.run.memory, entry(0, {"iban": "BE68539007547034"}))


def test_every_fault_of_the_two_entries_heals() -> None:
    """Given a crash at any call of the way, then entering again ends in one fact, one question and one message."""

    def both(months: Months) -> None:
        for staff in (0, 1):
            enter(months.run.memory, entry(staff))

    def resting(months: Months) -> object:
        rows = months.run.memory.database.rows
        facts = [(one.provenance.version, one.provenance.confirmed_by) for one in believed(months)]
        return facts, len(rows[Table.DOSSIERS]), sorted(str(row["kind"]) for row in rows[Table.OUTBOX].values())

    path = Path(
        lambda: Months(FAMILY, start="2024-03-20T06:00:00Z"),
        lambda months: {"tables": months.run.memory.database},
        both,
        resting,
    )
    reviewed = {"tables.get": 1, "tables.get_many": 4, "tables.query": 7, "tables.transact": 5}
    assert_every_fault_heals(path, reviewed)
