"""What a person decides on quarantine is carried out once: released, corrected or destroyed; else it stays."""

import json
from datetime import date

import pytest

from functions.dossier.fact import YearlyIncomeFact
from functions.government.check_notification import Rules
from functions.government.decide_case import (
    CaseFault,
    CaseRefusedError,
    Decision,
    decide_case,
    list_quarantine,
    open_case,
)
from functions.government.quarantine import CaseState, PutAside
from functions.government.settle_case import settle_case
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.errors import BrokenSealError
from functions.vault.gate import Gates
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from tests.builders.drops import TAX, DropWorld, Json, counts, envelope, income, number_of

HEAD, STRANGER = number_of(1), number_of(60)
WORKER = "stf_00000000000000000000000001"
RULES = Rules(date(2024, 7, 1), synthetic_allowed=True)


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    return world


def desk(world: DropWorld, case: str) -> Request:
    """Return the request of a case worker about a case."""
    vault = world.memory.vault
    return vault.request(Purpose.SETTLE_QUARANTINE, "staff-api", Actor.staff(WORKER), case=case)


def listed(world: DropWorld) -> list[tuple[str, str, str]]:
    found = list_quarantine(world.memory.database, Gates(world.memory.database, world.memory.clock))
    return [(one.case, one.state, one.cause) for one in found]


def decided(world: DropWorld, case: str, decision: Decision, text: str | None = None) -> CaseState | None:
    """Decide as staff, then carry it out as the queue does when its message comes."""
    decide_case(desk(world, case), case, decision, text, RULES)
    events = [row for row in world.memory.database.rows[Table.OUTBOX].values() if row["kind"] == "quarantine_decided"]
    assert [case] in [row["ids"] for row in events]
    return settle_case(world.post, case)


def wrong_number(name: str) -> Json:
    """Return an income about a number whose check digits are wrong by one."""
    wrong = f"{HEAD[:9]}{(int(HEAD[9:]) + 1) % 97:02d}"
    return income(name, wrong, 7)


def put_aside(world: DropWorld, *notifications: Json) -> str:
    """Take a delivery of these; return the case of the one that goes to quarantine."""
    world.take(envelope("INCOME_TAX", 1, notifications))
    ((case, state, _),) = listed(world)
    assert state == "open"
    return case


def incomes(world: DropWorld) -> list[YearlyIncomeFact]:
    person = world.person(HEAD)
    assert person is not None
    dossier = next(key.pk for key in world.memory.database.rows[Table.DOSSIERS] if key.pk.startswith("dos_"))
    return world.facts(dossier, YearlyIncomeFact)


def test_the_list_names_groups_of_causes_and_opens_nothing(world: DropWorld) -> None:
    """Given a message in quarantine, then the list shows whose turn it is, and no ledger has a new entry."""
    case = put_aside(world, wrong_number("i1"))
    before = len(world.memory.database.rows[Table.LEDGER])
    assert listed(world) == [(case, "open", "sender")]
    assert len(world.memory.database.rows[Table.LEDGER]) == before


def test_opening_is_written_in_the_ledger_of_the_case(world: DropWorld) -> None:
    """Given a case worker who opens a case, then they see what was sent, and the case's ledger grew by one."""
    case = put_aside(world, wrong_number("i1"))
    before = len([key for key in world.memory.database.rows[Table.LEDGER] if key.pk == case])
    _, kept = open_case(desk(world, case), case)
    assert json.loads(kept.content) == wrong_number("i1")
    assert (kept.sender, kept.flow, kept.sequence, kept.line) == (TAX, "INCOME_TAX", 1, 1)
    assert len([key for key in world.memory.database.rows[Table.LEDGER] if key.pk == case]) == before + 1


def test_a_corrected_notification_becomes_a_fact_that_says_so(world: DropWorld) -> None:
    """Given a wrong number that a case worker mends, then the fact stands once, marked, and the content is gone."""
    case = put_aside(world, wrong_number("i1"))
    assert decided(world, case, Decision.CORRECT, json.dumps(income("i1", HEAD, 7))) is CaseState.RELEASED
    (fact,) = incomes(world)
    assert (fact.items[0].cents, fact.provenance.corrected) == (7, True)
    assert (fact.provenance.sequence, fact.provenance.line, fact.provenance.attestation) == (1, 1, "i1")
    assert listed(world) == []
    assert settle_case(world.post, case) is None  # the message comes again: nothing more to do
    assert len(incomes(world)) == 1
    row = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).subject(case)
    assert not row.wrapped
    with pytest.raises(CaseRefusedError):
        open_case(desk(world, case), case)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (json.dumps(income("i2", HEAD, 7)), CaseFault.OTHER_ATTESTATION),
        (json.dumps(income("i1", HEAD, 7, version=1)), CaseFault.OTHER_ATTESTATION),
        (json.dumps(wrong_number("i1")), CaseFault.NOT_IN_ORDER),
        ("no notification", CaseFault.NOT_IN_ORDER),
    ],
)
def test_a_correction_is_checked_before_it_is_taken(world: DropWorld, text: str, reason: CaseFault) -> None:
    """Given a correction about something else, or that is wrong itself, then it is refused and the case stays open."""
    case = put_aside(world, wrong_number("i1"))
    with pytest.raises(CaseRefusedError) as refused:
        decide_case(desk(world, case), case, Decision.CORRECT, text, RULES)
    assert refused.value.reason is reason
    assert listed(world) == [(case, "open", "sender")]


def test_a_release_that_does_not_help_leaves_it_in_quarantine(world: DropWorld) -> None:
    """Given a notification that is still wrong, when it is released, then it is open again with its cause."""
    case = put_aside(world, wrong_number("i1"))
    assert decided(world, case, Decision.RELEASE) is CaseState.OPEN
    assert listed(world) == [(case, "open", "sender")]
    assert incomes(world) == []


def test_a_destroyed_message_cannot_be_opened_by_anybody(world: DropWorld) -> None:
    """Given a message that is destroyed, then its key is gone at once, and the ledger still says who decided."""
    case = put_aside(world, wrong_number("i1"))
    rows = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).query(Table.CASES, case)
    assert decided(world, case, Decision.DESTROY) is CaseState.DESTROYED
    with pytest.raises(BrokenSealError):
        world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).open(rows, PutAside)
    assert listed(world) == []
    assert any(key.pk == case for key in world.memory.database.rows[Table.LEDGER])


def test_nobody_decides_twice(world: DropWorld) -> None:
    """Given a decision, when another comes before or after it was carried out, then it is refused."""
    case = put_aside(world, wrong_number("i1"))
    decide_case(desk(world, case), case, Decision.DESTROY, None, RULES)
    for _ in range(2):
        with pytest.raises(CaseRefusedError):
            decide_case(desk(world, case), case, Decision.RELEASE, None, RULES)
        settle_case(world.post, case)


def test_a_held_delivery_is_released_as_a_whole(world: DropWorld) -> None:
    """Given a delivery that was held, when it is released, then the good ones count, the bad ones wait one by one."""
    delivery = envelope("INCOME_TAX", 1, [income("i1", HEAD, 5), income("i2", STRANGER, 5), *({} for _ in range(9))])
    assert world.receipt_of(delivery)["status"] == "NOK"
    ((case, _, cause),) = listed(world)
    assert cause == "sender"
    assert open_case(desk(world, case), case)[1].code == "too_many_bad_notifications"
    assert decided(world, case, Decision.RELEASE) is CaseState.RELEASED
    (key,) = {name.removesuffix(".receipt.json") for name in world.receipts.bodies}
    receipt = world.receipt(key)
    assert receipt["counts"] == counts(accepted=1, unknownPersons=1, quarantined=9)
    assert receipt["receivedAt"] == "2024-07-01T06:00:00Z"
    assert [one.items[0].cents for one in incomes(world)] == [5]
    assert len(listed(world)) == 9


def test_a_held_delivery_that_was_sent_again_is_not_released(world: DropWorld) -> None:
    """Given a held delivery that its sender replaced, when the old one is released, then it stays put aside."""
    world.take(envelope("INCOME_TAX", 1, [{}] * 9))
    ((case, _, _),) = listed(world)
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    assert decided(world, case, Decision.RELEASE) is CaseState.OPEN
    assert listed(world) == [(case, "open", "sender")]
    assert open_case(desk(world, case), case)[1].code == "sequence_number_reused"
    assert len(incomes(world)) == 1


def test_a_whole_delivery_cannot_be_corrected(world: DropWorld) -> None:
    """Given a held delivery, then it can be released or destroyed, and not corrected."""
    world.take(envelope("INCOME_TAX", 1, [{}] * 9))
    ((case, _, _),) = listed(world)
    with pytest.raises(CaseRefusedError) as refused:
        decide_case(desk(world, case), case, Decision.CORRECT, "{}", RULES)
    assert refused.value.reason is CaseFault.WHOLE_DELIVERY
