"""Checkpoints are made once an hour, whatever happens on the way; each is chained to all that came before."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from functions.cli.checkpoint import proof_of
from functions.cli.main import main
from functions.runtime.database import Table
from functions.vault.checkpoint import HEAD, LostHeadError
from functions.vault.segment import Line, Told, UnreadableSegmentError, lines_of, segment_of
from functions.vault.stream import StreamFormError, write_segment
from functions.vault.verify_checkpoint import check_against
from tests.builders.chain import chain_lines
from tests.builders.checkpoints import LedgerWorld, broken, look, person_of, remove
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_keys import InMemoryKeyring
from tests.fakes.in_memory_objects import InMemoryObjects


def test_late_doubled_and_disordered_batches_give_the_same_root() -> None:
    """Given the same entries in other batches, when checkpoints are made, then their roots agree; a gap waits."""
    world = LedgerWorld()
    person = person_of(world, entries=6)
    records = world.records()
    root = None
    for order in ([[0, 1, 2, 3, 4, 5]], [[3, 4, 5], [0, 1, 2]], [[0, 1], [0, 1, 2], [5], [3, 4], [4]]):
        other = LedgerWorld(world.memory)
        for batch in order:
            other.stream([records[number] for number in batch])
        other.records()
        made = other.checkpoint(hours=0)
        root = root or made.document["root"]
        assert (made.document["root"], made.document["waiting"], made.findings) == (root, 0, [])
    late = LedgerWorld(world.memory)
    late.stream([records[0], records[3]])
    late.records()
    assert late.checkpoint().document["waiting"] == 1
    late.stream([records[1]])
    assert late.checkpoint().document["waiting"] == 1
    late.stream([records[2], records[4], records[5]])
    assert late.checkpoint(hours=0).document["root"] == root
    assert late.proof(person)["end"]["sequence"] == 6  # type: ignore[index]


def test_a_second_entry_of_one_number_is_found() -> None:
    """Given an entry that was removed and put again with other content, then the checkpoint names it."""
    world = LedgerWorld()
    person = person_of(world)
    world.checkpoint()
    kept = world.records()
    assert kept == []
    remove(world, person, 5)
    world.stream()
    look(world, person)
    made = world.checkpoint()
    assert {finding.sequence for finding in made.findings} == {5}
    assert len(made.findings) == 2


def test_checkpoints_are_chained_and_their_history_only_grows(tmp_path: Path) -> None:
    """Given ten checkpoints, then each names the one before, and any earlier one is proved to be in any later one."""
    world = LedgerWorld()
    person = person_of(world)
    documents = []
    for _ in range(10):
        look(world, person)
        documents.append(world.checkpoint().document)
    digests = [bytes.fromhex(each) for each in world.checkpoints.history()]
    keys = world.memory.keyring.public_keys()
    lines = chain_lines(world.memory, person, readable=False)
    hashes = [bytes.fromhex(json.loads(line)["hash"]) for line in lines]
    for number, earlier in enumerate(documents[:-1], start=1):
        assert documents[number]["previous"] == digests[number - 1].hex()
        proof = proof_of(world.checkpoints, person, number)
        assert proof["earlier"] == earlier
        assert check_against(proof, keys, hashes) is None
        forged = {**proof, "earlier": {**earlier, "chains": 7}}
        found = check_against(forged, keys, hashes)
        assert found is not None
        assert found.sequence == 0
        other = documents[number if number < len(documents) - 1 else 0]
        assert check_against({**proof, "earlier": other}, keys, hashes) is not None
    chain, proofs, answer = (tmp_path / name for name in ("chain.jsonl", "proof.jsonl", "keys.json"))
    chain.write_text("\n".join(lines), encoding="utf-8")
    answer.write_text(json.dumps({"keys": keys}), encoding="utf-8")
    proofs.write_text(json.dumps(world.proof(person)), encoding="utf-8")
    arguments = ["--chain", str(chain), "--checkpoint", str(proofs), "--keys", str(answer)]
    assert main(["verify-ledger", *arguments]) == 0
    chain.write_text("\n".join(lines[:-1]), encoding="utf-8")
    assert main(["verify-ledger", *arguments]) == 1
    proofs.write_text("{}", encoding="utf-8")
    assert main(["verify-ledger", *arguments]) == 1 + 1


def test_a_checkpoint_that_was_interrupted_anywhere_is_made_once() -> None:
    """Given a function that dies at any of its calls, when it runs again, then there is one checkpoint a number."""
    whole = LedgerWorld()
    person_of(whole)
    whole.checkpoint(hours=0)
    calls = sum(whole.segments.calls.values()) + sum(whole.locked.calls.values())
    for number in range(1, calls + 1):
        for late in (False, True):
            world = LedgerWorld()
            person = person_of(world)
            world.stream()
            counted = [0]

            def die(_: str, counted: list[int] = counted, number: int = number) -> None:
                counted[0] += 1
                if counted[0] == number:
                    raise KeyboardInterrupt

            for shelf in (world.segments, world.locked):
                shelf.after, shelf.before = (die, shelf.before) if late else (shelf.after, die)
            with suppress(KeyboardInterrupt):
                world.checkpoint()
            for shelf in (world.segments, world.locked):
                shelf.after = shelf.before = lambda _: None
            look(world, person)
            made = world.checkpoint()
            assert made.findings == []
            numbers = [json.loads(body)["checkpoint"] for _, body in sorted(world.locked.bodies.items())]
            assert numbers == list(range(1, len(numbers) + 1))
            assert broken(world, person, world.proof(person)) is None
            assert world.checkpoint().document["previous"] == world.checkpoints.history()[-2]


def test_a_lost_or_altered_head_begins_no_second_chain() -> None:
    world = LedgerWorld()
    person_of(world)
    world.checkpoint()
    head = world.segments.bodies.pop(HEAD)
    world.segments.bodies.pop("intent.json")
    with pytest.raises(LostHeadError):
        world.checkpoint()
    world.segments.bodies[HEAD] = head.replace(b'"digest":"', b'"digest":"00')
    with pytest.raises(LostHeadError):
        world.checkpoint()
    world.segments.bodies[HEAD] = head
    assert world.checkpoint().document["checkpoint"] == 2


def test_ends_that_nobody_needs_any_more_are_deleted_after_eight_days() -> None:
    world = LedgerWorld()
    person = person_of(world)
    for _ in range(12):
        look(world, person)
        world.checkpoint(hours=24)
    ends = [key for key in world.segments.bodies if key.startswith("ends/")]
    assert 2 <= len(ends) <= 10
    assert world.day().findings == []


def test_a_proof_with_another_path_key_or_chain_proves_nothing() -> None:
    world = LedgerWorld()
    person, other = person_of(world), person_of(world, 2)
    world.checkpoint()
    proof, keys = world.proof(person), world.memory.keyring.public_keys()
    lines = chain_lines(world.memory, person, readable=False)
    hashes = [bytes.fromhex(json.loads(line)["hash"]) for line in lines]
    end = proof["end"]
    assert isinstance(end, dict)
    for wrong in (
        {**proof, "end": {**end, "sequence": 4, "hash": hashes[3].hex()}},
        {**proof, "end": {**end, "chain": other}},
        {**proof, "end": {**end, "in_shard": {**end["in_shard"], "size": 9}}},
        {**proof, "checkpoint": {**proof["checkpoint"], "chains": 3}},  # type: ignore[dict-item]
    ):
        found = check_against(wrong, keys, hashes)
        assert found is not None
        assert found.sequence == 0
    stranger = InMemoryKeyring("other").public_keys()
    found = check_against(proof, stranger, hashes)
    assert found is not None
    assert found.reason == "the signature of the checkpoint does not hold"


def test_the_sample_of_an_altered_ledger_is_counted() -> None:
    """Given the stream's own form (events/stream), then an overwritten and a removed entry are two, a new one none."""
    world = LedgerWorld()
    sample = Path(__file__).parents[3] / "events" / "stream" / "ledger_altered.json"
    world.stream(json.loads(sample.read_text(encoding="utf-8"))["Records"])
    assert world.altered == 2
    (body,) = world.segments.bodies.values()
    assert [line.told for line in lines_of(body)] == [Told.ADDED, Told.OVERWRITTEN, Told.REMOVED]


def test_what_is_no_batch_or_no_segment_is_refused() -> None:
    with pytest.raises(StreamFormError):
        write_segment({}, InMemoryDatabase(), InMemoryObjects(), LedgerWorld().memory.clock, date(2024, 7, 1))
    for body in (b"{}", b"no", b'{"told": "new"}'):
        with pytest.raises(UnreadableSegmentError):
            list(lines_of(body))


def test_a_restored_chain_is_signed_as_restored_and_not_taken_for_forged() -> None:
    """Given a ledger that went back to an older entry and on from there, when that was told, then nothing is found."""
    world = LedgerWorld()
    person = person_of(world)
    world.checkpoint()
    for sequence in (4, 5):
        remove(world, person, sequence)
    look(world, person)
    world.records()  # a restored table has a stream of its own, which tells nothing of this
    end = world.memory.database.query(Table.LEDGER, person).items[-1]["hash"]
    assert isinstance(end, bytes)
    now = world.memory.clock.real_now()
    key, body = segment_of([Line(Told.RESTORED, person, 4, digest=end)], "restored", "1", now)
    world.segments.write(key, body, "application/jsonl")
    made = world.checkpoint()
    assert (made.findings, made.document["restored"], made.document["waiting"]) == ([], 1, 0)
    look(world, person)
    assert world.checkpoint().findings == []
    assert broken(world, person, world.proof(person)) is None
