"""Whoever alters, removes or cuts off an entry of the ledger is found: at once, within the hour, and by any auditor."""

import json
from datetime import date, timedelta

import pytest

from functions.register.purpose import Purpose
from functions.retention.destroy_listed import destroy_listed
from functions.retention.store import SweepStore
from functions.runtime.database import Key, Put, Table
from functions.units.clock import civil_date
from functions.vault.chain_ends import DOES_NOT_FOLLOW, OVERWRITTEN, REMOVED, Finding
from functions.vault.end_subject import end_subject
from functions.vault.gate import Gates
from functions.vault.ledger_entry import ChainEnd, empty_chain, next_entry, sequence_text
from functions.vault.note_in_chain import note_in_chain
from functions.vault.signature import holds, signed
from functions.vault.subject import subject_key
from functions.vault.verify_chain import Break, verify_chain
from tests.builders.chain import chain_lines
from tests.builders.checkpoints import LedgerWorld, broken, look, person_of, remove


def overwrite(world: LedgerWorld, person: str, sequence: int) -> None:
    """Put other content in the place of an entry."""
    rows = world.memory.database.rows[Table.LEDGER]
    key = Key(person, sequence_text(sequence))
    rows[key] = {**rows[key], "at": "2024-07-01T00:00:00Z"}


def write_anew(world: LedgerWorld, person: str, sequence: int) -> None:
    """Forge an entry and make every later one follow from it: the chain alone verifies again."""
    rows = world.memory.database.rows[Table.LEDGER]
    subject = world.memory.request(Purpose.ERASE_PERSON).subject(person)
    end = empty_chain(person)
    if sequence > 1:
        end = ChainEnd(sequence - 1, rows[Key(person, sequence_text(sequence - 1))]["hash"])  # type: ignore[arg-type]
    while Key(person, sequence_text(end.sequence + 1)) in rows:
        deed = world.memory.request(Purpose.FIND_PERSON).deed("nothing happened")
        entry = next_entry(person, end, "2024-07-01T06:00:00Z", deed, subject.audit_public)
        rows[Key(person, str(entry.item()["sk"]))] = entry.item()
        end = ChainEnd(entry.sequence, entry.digest)


def test_a_chain_that_went_on_still_holds_against_its_checkpoint() -> None:
    world = LedgerWorld()
    person = person_of(world)
    assert world.checkpoint().findings == []
    proof = world.proof(person)
    assert broken(world, person, proof) is None
    look(world, person, 3)
    assert broken(world, person, proof) is None
    assert world.checkpoint(hours=24).findings == []
    assert broken(world, person, world.proof(person)) is None
    assert world.altered == 0
    proof_of_day = world.day()
    assert (proof_of_day.chains, proof_of_day.findings) == (1, [])


@pytest.mark.goal("AU-3")
@pytest.mark.parametrize("sequence", [1, 3, 5])
def test_an_entry_that_is_overwritten_or_removed_rings_at_once_and_is_named(sequence: int) -> None:
    """Given a privileged role, when it alters or deletes an entry, then stream, checkpoint, day and auditor name it."""
    for attack, reason in ((overwrite, OVERWRITTEN), (remove, REMOVED)):
        world = LedgerWorld()
        person = person_of(world)
        person_of(world, 2)
        world.checkpoint(hours=24)
        proof = world.proof(person)
        attack(world, person, sequence)
        made = world.checkpoint()
        assert world.altered == 1
        assert made.findings == [Finding(person, sequence, reason)]
        assert made.document["findings"] == 1
        found = broken(world, person, proof)
        assert found is not None
        # The verifier names the entry itself, or the first that no longer follows when the entry is missing.
        assert found.sequence == (sequence if attack is overwrite else min(sequence + 1, 5))


@pytest.mark.goal("AU-3")
def test_a_chain_that_was_written_anew_verifies_alone_and_not_against_a_checkpoint() -> None:
    """Given somebody who forges an entry and all after it, then the chain is whole, and the checkpoint names it."""
    for sequence in (1, 3, 5):
        world = LedgerWorld()
        person = person_of(world)
        world.checkpoint(hours=24)
        proof = world.proof(person)
        look(world, person)
        world.checkpoint()
        write_anew(world, person, sequence)
        assert verify_chain(chain_lines(world.memory, person, readable=False)) is None
        found = broken(world, person, proof)
        assert found is not None
        assert found.sequence == 5
        assert [(each.chain, each.reason) for each in world.day().findings] == [(person, OVERWRITTEN)]


@pytest.mark.goal("AU-3")
def test_a_chain_whose_end_was_cut_off_is_found_by_day_and_by_auditor() -> None:
    world = LedgerWorld()
    person = person_of(world)
    world.checkpoint(hours=24)
    proof = world.proof(person)
    for sequence in (4, 5):
        remove(world, person, sequence)
    assert verify_chain(chain_lines(world.memory, person, readable=False)) is None
    assert broken(world, person, proof) == Break(4, "the chain had 5 entries at the checkpoint: this one is missing")
    assert world.day().findings == [Finding(person, 5, REMOVED)]


@pytest.mark.goal("AU-3")
def test_the_day_names_the_first_entry_that_is_wrong_since_yesterday() -> None:
    """Given entries of today, when one is altered behind the stream's back, then the daily look names it."""
    for attack, reason in ((overwrite, DOES_NOT_FOLLOW), (remove, REMOVED)):
        world = LedgerWorld()
        person = person_of(world)
        world.checkpoint(hours=24)
        look(world, person, 4)
        world.checkpoint()
        attack(world, person, 7)
        assert world.day().findings == [Finding(person, 7, reason)]


@pytest.mark.goal("AU-4")
def test_after_shredding_chain_proof_and_old_receipts_still_verify() -> None:
    """Given a person with a checkpoint and a signed receipt, when all keys are destroyed, then everything verifies."""
    world = LedgerWorld()
    person = person_of(world)
    world.checkpoint(hours=24)
    proof = world.proof(person)
    receipt = signed({"receipt": "rcp_x", "body_digest": "sha256:00"}, world.memory.keyring)
    request = world.memory.request(Purpose.ERASE_PERSON)
    change = request.change("end person")
    end_subject(request, change, person)
    change.send()
    assert world.checkpoint().findings == []
    assert world.altered == 0
    assert broken(world, person, proof) is None
    assert broken(world, person, world.proof(person)) is None
    assert world.day().findings == []
    assert holds(receipt, world.memory.keyring.signing_public())


def end(world: LedgerWorld, person: str) -> date:
    """End a person, and return the day on which the tombstone and the chain go."""
    request = world.memory.request(Purpose.ERASE_PERSON)
    change = request.change("end person")
    end_subject(request, change, person)
    change.send()
    (line,) = [key for key in world.memory.database.rows[Table.ERASURES] if key.pk.startswith("due#")]
    return date.fromisoformat(line.pk.removeprefix("due#"))


@pytest.mark.goal("AU-3")
@pytest.mark.parametrize("tombstone", [True, False])
@pytest.mark.parametrize("taken", [(1, 2, 3, 4, 5, 6), (2,), (6,)])
def test_before_its_term_no_chain_goes_whatever_became_of_its_subject(tombstone: bool, taken: tuple[int, ...]) -> None:
    """Given an ended or deleted subject, when its entries are taken away before the log term, then it rings."""
    world = LedgerWorld()
    person = person_of(world)
    term = end(world, person)
    world.checkpoint(hours=24)
    today = civil_date(world.memory.clock.instant())
    world.memory.clock.jump(timedelta(days=(term - today).days - 2))
    world.checkpoint(hours=24)
    if not tombstone:
        del world.memory.database.rows[Table.SUBJECTS][subject_key(person)]
    for sequence in taken:
        remove(world, person, sequence)
    made = world.checkpoint()
    assert world.altered == len(taken)
    assert made.findings == [Finding(person, sequence, REMOVED) for sequence in taken]
    assert (made.document["chains"], made.document["swept"]) == (1, 0)
    assert world.day().findings == ([Finding(person, 6, REMOVED)] if 6 in taken else [])


@pytest.mark.goal("AU-3")
def test_a_part_of_a_chain_is_no_sweep_even_after_its_term() -> None:
    """Given a chain whose term is over, when some entries are taken away, then it stays known, waits, and rings."""
    world = LedgerWorld()
    person = person_of(world)
    term = end(world, person)
    world.checkpoint(hours=24)
    today = civil_date(world.memory.clock.instant())
    world.memory.clock.jump(timedelta(days=(term - today).days))
    world.checkpoint(hours=24)
    for sequence in (5, 6):
        remove(world, person, sequence)
    made = world.checkpoint()
    assert (made.document["chains"], made.document["swept"], made.document["waiting"]) == (1, 0, 2)
    assert world.day().findings == [Finding(person, 6, REMOVED)]
    for sequence in (1, 2, 3, 4):  # the rest of an interrupted sweep
        remove(world, person, sequence)
    made = world.checkpoint()
    assert (made.document["chains"], made.document["swept"], made.document["waiting"]) == (0, 6, 0)


@pytest.mark.goal("AU-3")
def test_a_fresh_entry_of_an_ended_person_is_missed_within_the_day() -> None:
    """Given a look at what is kept of an ended person, when its entry is taken away that day, then the day names it."""
    world = LedgerWorld()
    person = person_of(world)
    end(world, person)
    world.checkpoint(hours=24)
    world.memory.clock.jump(timedelta(days=400))
    look(world, person)
    world.checkpoint(hours=24)
    remove(world, person, 7)
    made = world.checkpoint()
    assert (made.document["chains"], made.document["swept"], made.document["waiting"]) == (1, 0, 1)
    assert world.day().findings == [Finding(person, 7, REMOVED)]


def test_a_chain_that_went_on_after_the_end_waits_for_its_newest_entry() -> None:
    """Given a look at what is kept of an ended person, then the sweep waits until the term of that entry is over."""
    world = LedgerWorld()
    person = person_of(world)
    term = end(world, person)
    world.memory.clock.jump(timedelta(days=40))
    look(world, person)
    database, clock = world.memory.database, world.memory.clock
    gates = Gates(database, clock)
    store = SweepStore(database, gates)
    destroy_listed(database, gates, store, term, term)
    assert len(database.query(Table.LEDGER, person).items) == 7
    (line,) = [key for key in database.rows[Table.ERASURES] if key.pk.startswith("due#")]
    later = date.fromisoformat(line.pk.removeprefix("due#"))
    assert (later - term).days == 40
    assert destroy_listed(database, gates, store, later, later) == (1, 0)
    assert database.query(Table.LEDGER, person).items == []


def test_the_sweep_of_an_ended_subject_is_no_attack() -> None:
    """Given an ended subject whose log term is over, when the sweep deletes its chain, then nothing rings."""
    world = LedgerWorld()
    gone, stays = person_of(world), person_of(world, 2)
    world.checkpoint()
    day = end(world, gone)
    database, clock = world.memory.database, world.memory.clock
    clock.jump(timedelta(days=(day - civil_date(clock.instant())).days - 1))
    world.checkpoint(hours=24)
    gates = Gates(database, clock)
    assert destroy_listed(database, gates, SweepStore(database, gates), day, day) == (1, 0)
    made = world.checkpoint()
    assert (world.altered, made.findings, made.document["swept"], made.document["chains"]) == (0, [], 6, 1)
    proof = world.day()
    assert (proof.findings, proof.swept) == ([], 1)
    assert broken(world, stays, world.proof(stays)) is None


def test_the_locked_bucket_holds_nothing_about_persons() -> None:
    world = LedgerWorld()
    people = [person_of(world, number) for number in range(3)]
    world.checkpoint()
    for body in world.locked.bodies.values():
        assert not any(person.encode() in body or person[4:].encode() in body for person in people)
        assert set(json.loads(body)) == {
            "checkpoint", "system", "stage", "made_at", "chains", "added", "restored", "swept", "findings", "waiting",
            "root", "shards", "book", "previous", "history", "signature",
        }  # fmt: skip


def test_the_account_books_digests_are_taken_in() -> None:
    """Given a day of the book that was closed, then the checkpoint names the end of its chain."""
    world = LedgerWorld()
    assert world.checkpoint().document["book"] is None
    request = world.memory.request(Purpose.CALCULATE_AND_PAY)
    row = Put(Table.BOOK, {"pk": "digest", "sk": "2024-07-01"})
    note_in_chain(request, "book", "close book", [("book/digest/2024-07-01", 1, "ab")], row)
    made = world.checkpoint()
    entry = world.memory.database.query(Table.LEDGER, "book").items[0]
    assert made.document["book"] == [1, entry["hash"].hex()]  # type: ignore[union-attr]
    assert world.checkpoint().document["book"] == made.document["book"]
    assert world.proof("book")["end"]["sequence"] == 1  # type: ignore[index]
