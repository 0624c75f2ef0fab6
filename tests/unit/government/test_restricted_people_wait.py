"""While somebody is restricted, messages that would open the person wait sealed; their neighbours are taken."""

from datetime import date

from functions.dossier.places import run_shard
from functions.government.replay_day import replay_day
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.subject import State
from tests.builders.drops import DropWorld, child_number, counts, envelope, household, income, number_of
from tests.builders.statements import event, statement

HEAD, PARTNER, CHILD, NEW = number_of(1), number_of(2), child_number(1), child_number(2)


def restricted() -> tuple[DropWorld, str]:
    """Return a family whose partner is restricted after a household came."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(PARTNER, "partner"), Cas=(CHILD, "child"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 2), (CHILD, 3)])]))
    world.take(envelope("INCOME_TAX", 1, [income("i0", PARTNER, 5)]))
    change = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).change("restrict")
    change.set_state(world.person(PARTNER) or "", State.RESTRICTED)
    change.send()
    return world, dossier


def test_a_statement_about_a_restricted_person_waits() -> None:
    """Given incomes of a restricted person and of the head, then the one waits sealed and the other is taken."""
    world, _ = restricted()
    receipt = world.receipt_of(envelope("INCOME_TAX", 2, [income("i1", PARTNER, 1), income("i2", HEAD, 2)]))
    assert receipt["counts"] == counts(accepted=1, quarantined=1)
    assert [case["code"] for case in world.cases()] == ["person_restricted"]


def test_a_changed_number_in_the_family_of_somebody_restricted_waits() -> None:
    """Given a child's new number while its parent is restricted, then it waits, and the delivery is not stopped."""
    world, _ = restricted()
    replaced = statement("r1", CHILD, event("SSIN_REPLACED", eventDate="2024-03-01"), replacedBy=NEW)
    moved = statement("r2", HEAD, event("DEATH", eventDate="2024-03-01"))
    assert world.receipt_of(envelope("REGISTER_EVENT", 1, [replaced, moved]))["counts"] == counts(
        accepted=1, quarantined=1
    )
    assert world.person(NEW) is None


def test_a_replay_leaves_restricted_people_alone() -> None:
    """Given a restricted partner, when the day is replayed, then nothing of theirs is opened or written."""
    world, dossier = restricted()
    before = {table: dict(world.memory.database.rows[table]) for table in Table if table is not Table.LEDGER}
    found = replay_day(world.memory.vault, date(2024, 7, 1), run_shard(dossier))
    assert (found.notifications, found.restored) == (1, 0)
    assert {table: world.memory.database.rows[table] for table in before} == before
