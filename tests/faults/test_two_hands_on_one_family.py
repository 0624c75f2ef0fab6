"""Two deliveries about one unknown number, and an erasure in the middle of a delivery: at every call of the path."""

from functions.government.take_delivery import take_delivery
from functions.runtime.database import Key, Put, Table
from functions.units.dropped_object import Reference
from functions.vault.keyring import Secret
from functions.vault.look_up import SORT, LookUpKind, look_up_key, suppression_key
from functions.vault.subject import subject_key
from tests.builders.drops import DropWorld, Json, child_number, envelope, household, income, number_of, written
from tests.fakes.in_memory_objects import etag_of
from tests.faults.harness import Path, Seam, interrupted_everywhere
from tests.faults.resting_state import resting_state

HEAD, OTHER_HEAD, SPOUSE, CHILD = number_of(1), number_of(2), number_of(3), child_number(1)
FIRST = envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(SPOUSE, 2)])])
SECOND = envelope("HOUSEHOLD", 2, [household("h2", OTHER_HEAD, [(SPOUSE, 2)])])
SAME_FAMILY = envelope("HOUSEHOLD", 2, [household("h2", HEAD, [(SPOUSE, 2), (CHILD, 3)])])
INCOMES = envelope("INCOME_TAX", 1, [income("i1", HEAD, 100), income("i2", SPOUSE, 200)])


def two_families() -> DropWorld:
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    world.family(Bo=(OTHER_HEAD, "beneficiary"))
    for delivery in (FIRST, SECOND, SAME_FAMILY, INCOMES):
        world.put(delivery)
    return world


def seams(world: DropWorld) -> dict[str, Seam]:
    return {"database": world.memory.database, "drops": world.drops, "receipts": world.receipts}


def take(world: DropWorld, delivery: Json) -> None:
    key, body = written(delivery)
    world.drops.bodies.setdefault(key, body)
    take_delivery(world.post, Reference(key, etag_of(body), len(body)))


def one_after_the_other(*deliveries: Json) -> object:
    world = two_families()
    for delivery in deliveries:
        take(world, delivery)
    return resting_state(world.memory.database, world.memory.keyring)


def path_of(delivery: Json) -> Path[DropWorld]:
    return Path(world=two_families, seams=seams, run=lambda world: take(world, delivery), state=lambda _: None)


def test_two_deliveries_about_one_unknown_number_make_one_person() -> None:
    """Given two files and one unknown spouse, when both deliveries come at once, then one person is made, for both."""
    wanted = one_after_the_other(FIRST, SECOND)
    ends = 0
    for where, world in interrupted_everywhere(path_of(FIRST), lambda world: take(world, SECOND)):
        assert resting_state(world.memory.database, world.memory.keyring) == wanted, where
        ends += 1
    assert ends > 20


def test_two_deliveries_about_one_family_both_count() -> None:
    """Given two statements about one head, when they are taken at the same moment, then nothing of either is lost."""
    # The file is written once or twice, depending on who was first: its revision tells.
    wanted = (one_after_the_other(FIRST, SAME_FAMILY), one_after_the_other(SAME_FAMILY, FIRST))
    for where, world in interrupted_everywhere(path_of(FIRST), lambda world: take(world, SAME_FAMILY)):
        assert resting_state(world.memory.database, world.memory.keyring) in wanted, where


def test_the_same_delivery_by_two_workers_counts_once() -> None:
    """Given one message that is delivered twice at the same moment, then facts and receipt are those of one."""
    wanted = one_after_the_other(FIRST)
    for where, world in interrupted_everywhere(path_of(FIRST), lambda world: take(world, FIRST)):
        assert resting_state(world.memory.database, world.memory.keyring) == wanted, where


def erase_head(world: DropWorld) -> None:
    """Do the first steps of an erasure: the journal's suppression, no way back to the person, no key that may serve."""
    database, secrets = world.memory.database, world.memory.keyring
    person = world.person(HEAD)
    assert person is not None
    key = suppression_key(secrets.secret(Secret.SUPPRESSION), LookUpKind.NATIONAL_NUMBER, HEAD)
    database.write(Put(Table.ERASURES, {"pk": key.pk, "sk": key.sk}))
    database.rows[Table.SUBJECTS][subject_key(person)]["state"] = "ending"
    look_up = look_up_key(secrets.secret(Secret.LOOK_UPS), LookUpKind.NATIONAL_NUMBER, HEAD)
    del database.rows[Table.LOOK_UPS][Key(look_up.pk, SORT)]


def test_nothing_is_written_about_a_person_once_the_erasure_began() -> None:
    """Given an erasure that begins between any calls of a delivery, then no row about the person follows."""
    then: list[set[Key]] = []

    def erase(world: DropWorld) -> None:
        erase_head(world)
        then.append(set(world.memory.database.rows[Table.DOSSIERS]))

    for where, world in interrupted_everywhere(path_of(INCOMES), erase):
        assert set(world.memory.database.rows[Table.DOSSIERS]) == then[-1], where
        assert world.person(HEAD) is None
        assert "0308357159/income_tax/000000000000001.json" not in world.drops.bodies, where
    assert len(then) > 10
