"""Whoever was erased stays erased under every number, whatever comes again and in whatever order."""

import pytest

from functions.rights.rights_state import RightsState
from functions.runtime.database import Table
from functions.vault.journal import journal_digest
from functions.vault.keyring import Secret
from tests.builders.drops import (
    DropWorld,
    Json,
    attestation,
    child_number,
    counts,
    envelope,
    household,
    income,
    number_of,
)
from tests.builders.erasable_family import Family
from tests.builders.erasure import Erasure

PAYEE_NUMBER, PARTNER_NUMBER, CHILD_NUMBER = number_of(1), number_of(2), child_number(1)
OTHER = number_of(301)
THIRD = number_of(302)


def replaced(old: str, new: str, name: str = "r1") -> Json:
    """Return the register's event: a number was replaced."""
    ssin: Json = {"value": old, "replacedBy": new}
    return {
        "ssin": ssin,
        "attestation": attestation(name),
        "content": {"registerEvent": {"eventType": "SSIN_REPLACED"}},
    }


def register(sequence: int, *events: Json) -> Json:
    """Return a delivery of the register."""
    return envelope("REGISTER_EVENT", sequence, events)


def naming(number: str, sequence: int) -> Json:
    """Return a household in which the payee lives with a partner of this number."""
    return envelope("HOUSEHOLD", sequence, [household(f"h{sequence}", PAYEE_NUMBER, [(number, 2)])])


def begun() -> tuple[Erasure, DropWorld]:
    """Return a family of which the partner will be erased, and where authorities drop messages about it."""
    world = DropWorld()
    dossier = world.family(
        An=(PAYEE_NUMBER, "beneficiary"), Bo=(PARTNER_NUMBER, "partner"), Cas=(CHILD_NUMBER, "child")
    )
    people = [world.person(number) or "" for number in (PAYEE_NUMBER, PARTNER_NUMBER, CHILD_NUMBER)]
    return Erasure(world.memory, Family(dossier, *people)), world


def erase(erasure: Erasure, number: str = PARTNER_NUMBER) -> None:
    """Erase the person of a number."""
    assert erasure.run(erasure.ask(number)) is RightsState.CLOSED


def known(world: DropWorld) -> set[str]:
    """Return which of the numbers lead to somebody."""
    return {number for number in (PARTNER_NUMBER, OTHER, THIRD) if world.person(number) is not None}


@pytest.mark.parametrize("asked_by", [PARTNER_NUMBER, OTHER])
def test_both_numbers_are_suppressed(asked_by: str) -> None:
    """Given a person with two numbers, when erased by either, then no drop brings the person back by any."""
    erasure, world = begun()
    told = register(1, replaced(PARTNER_NUMBER, OTHER))
    world.take(told)
    assert known(world) == {PARTNER_NUMBER, OTHER}
    erase(erasure, asked_by)
    replay = [told, naming(PARTNER_NUMBER, 1), naming(OTHER, 2), register(2, replaced(PARTNER_NUMBER, OTHER, "r2"))]
    for delivery in (*replay, *replay):
        world.take(delivery)
    assert known(world) == set()
    members = world.file(erasure.family.dossier).root.record.members
    assert {member.person for member in members} == {erasure.family.payee, erasure.family.child}


@pytest.mark.parametrize(("old", "new"), [(PARTNER_NUMBER, OTHER), (OTHER, PARTNER_NUMBER)])
def test_a_number_that_comes_after_the_erasure_is_suppressed_too(old: str, new: str) -> None:
    """Given an erased person, when another number of that person is told, then it brings nobody back."""
    erasure, world = begun()
    erase(erasure)
    assert world.receipt_of(register(1, replaced(old, new)))["counts"] == counts(unknownPersons=1)
    world.take(register(2, replaced(OTHER, THIRD)))
    world.take(naming(OTHER, 1))
    world.take(naming(THIRD, 2))
    assert known(world) == set()


def test_strangers_are_suppressed_by_nobody() -> None:
    """Given a replaced number of somebody who never was ours, then nothing at all is kept of it."""
    _, world = begun()
    before = {table: dict(world.memory.database.rows[table]) for table in Table if table is not Table.DELIVERIES}
    world.take(register(1, replaced(OTHER, THIRD)))
    assert {table: world.memory.database.rows[table] for table in before} == before


def test_the_number_of_an_erased_person_leads_to_nobody_else() -> None:
    """Given a person whose new number was that of somebody erased, then a person decides and nothing is linked."""
    erasure, world = begun()
    erase(erasure)
    receipt = world.receipt_of(register(1, replaced(PAYEE_NUMBER, PARTNER_NUMBER)))
    assert receipt["counts"] == counts(quarantined=1)
    assert "number_of_erased_person" in [case.get("code") for case in world.cases()]
    assert known(world) == set()
    assert world.receipt_of(envelope("INCOME_TAX", 1, [income("i1", PAYEE_NUMBER, 1)]))["counts"] == counts(accepted=1)


def test_the_journal_names_those_who_went_on_in_the_person() -> None:
    """Given two persons who became one, when that one is erased, then both are erased again in an older copy."""
    erasure, world = begun()
    world.take(naming(OTHER, 1))
    gone = world.person(OTHER)
    assert gone is not None
    world.take(register(1, replaced(PARTNER_NUMBER, OTHER)))
    assert world.person(OTHER) == erasure.family.partner
    erase(erasure)
    secret = erasure.memory.keyring.secret(Secret.SUPPRESSION)
    named = {key.sk for key in erasure.memory.database.rows[Table.ERASURES] if key.pk.startswith("journal#")}
    assert named == {journal_digest(secret, person) for person in (gone, erasure.family.partner)}
    assert {path.rsplit("/", 1)[1] for path in erasure.journal.bodies} == {f"{digest}.json" for digest in named}
