"""Every read, write and search leaves an entry that cannot be taken away unseen, and that only few can read."""

import json
from dataclasses import replace
from typing import Annotated

import pytest

from functions.register.category import Category
from functions.register.check_purpose import PurposeError
from functions.register.domain import Audience
from functions.register.held import Held, HeldRecord
from functions.register.purpose import Purpose
from functions.runtime.database import ConflictError, Item, Key, Table, UnavailableError
from functions.vault.errors import BrokenSealError, TryAgainError
from functions.vault.ledger import MOST_RETRIES
from functions.vault.ledger_entry import Actor, empty_chain, next_entry, open_entry
from functions.vault.merkle import merkle_root
from functions.vault.place import Place, SealedItem
from functions.vault.subject import Kind, State
from functions.vault.verify_chain import UnreadableChainError, verify_chain
from tests.builders.chain import chain_lines
from tests.builders.vault import MemoryVault, memory_vault, private_half


class Contact(HeldRecord):
    """One field of one category."""

    email: Annotated[str, Held(Category.CONTACT)]


PLACE = Place(Table.DOSSIERS, "dos_1", "person#1")


def person_with_contact(memory: MemoryVault, place: Place = PLACE) -> str:
    """Make a person with contact data."""
    change = memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.put(place, person, Contact(email="noor@example.org"))
    change.send()
    return person


def rows(memory: MemoryVault, chain: str) -> list[Item]:
    """Return the ledger rows of a chain, oldest first."""
    return memory.database.query(Table.LEDGER, chain).items


def test_an_entry_says_who_did_what_and_why_and_what_was_stored() -> None:
    """Given a write and a read by staff, when the chain is opened, then it tells both with purpose and digests."""
    memory = memory_vault()
    person = person_with_contact(memory)
    request = memory.request(Purpose.ERASE_PERSON, actor=Actor.staff("stf_1"))
    item = request.fetch(PLACE)
    assert item is not None
    request.open([item], Contact)
    written, read = (json.loads(json.loads(line)["part"]) for line in chain_lines(memory, person))
    assert (written["action"], written["purpose"], written["categories"]) == (
        "open dossier",
        "open_family_file",
        ["contact"],
    )
    assert written["writes"][0][:2] == ["dossiers/dos_1/person#1", 1]
    assert (read["actor"], read["purpose"], read["fields"]) == (
        {"kind": "staff", "id": "stf_1"},
        "erase_person",
        ["email"],
    )


def test_nothing_is_opened_when_the_entry_cannot_be_written() -> None:
    """Given a ledger that does not answer, when a record is to be read, then the caller is told and gets nothing."""
    memory = memory_vault()
    person_with_contact(memory)
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    item = request.fetch(PLACE)
    assert item is not None

    def fail(call: str) -> None:
        if call == "transact":
            raise UnavailableError

    memory.database.before = fail
    with pytest.raises(TryAgainError):
        request.open([item], Contact)


def test_one_request_tells_once_however_often_it_reads() -> None:
    """Given a request, when it reads the same data twice, then one entry is written; another request writes its own."""
    memory = memory_vault()
    person = person_with_contact(memory)
    for expected in (2, 3):
        request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
        item = request.fetch(PLACE)
        assert item is not None
        request.open([item], Contact)
        request.open([item], Contact)
        assert len(rows(memory, person)) == expected


def test_a_chain_verifies_and_each_tampering_is_named() -> None:
    """Given a chain of six entries, when one is altered, removed, moved or rephrased, then it shows."""
    memory = memory_vault()
    person = person_with_contact(memory)
    for _ in range(5):
        memory.request(Purpose.FIND_PERSON).tell([person], "search")
    lines = chain_lines(memory, person)
    assert verify_chain(lines) is None
    assert verify_chain(chain_lines(memory, person, readable=False)) is None

    def altered(number: int, **members: object) -> list[str]:
        return [json.dumps(json.loads(line) | members) if n == number else line for n, line in enumerate(lines)]

    other = memory_vault()
    stranger = chain_lines(other, person_with_contact(other))
    for broken, sequence in (
        (altered(2, instant="2024-07-01T06:00:01Z"), 3),
        (altered(3, commitment="00" * 32), 4),
        (altered(3, part="{}"), 4),
        (altered(3, salt=None), 4),
        (altered(4, hash="11" * 32), 5),
        ([*lines[:2], *lines[3:]], 4),
        ([lines[0], lines[2], lines[1], *lines[3:]], 3),
        (lines[1:], 2),
        ([lines[0], *stranger[1:], stranger[0]], 1),
    ):
        found = verify_chain(broken)
        assert found is not None
        assert found.sequence == sequence
    for unreadable in ([], ["{}"], ["no"], altered(1, sequence="2"), altered(1, hash="xx"), altered(1, chain=4)):
        with pytest.raises(UnreadableChainError):
            verify_chain(unreadable)


def test_destroying_the_audit_key_leaves_a_chain_that_verifies_and_says_nothing() -> None:
    """Given an erased person, when the chain is read, then it verifies and its entries no longer open."""
    memory = memory_vault()
    person = person_with_contact(memory)
    change = memory.request(Purpose.ERASE_PERSON).change("end person")
    change.set_state(person, State.ENDED)
    change.destroy_keys(person)
    change.send()
    assert verify_chain(chain_lines(memory, person, readable=False)) is None
    assert "audit_private" not in memory.database.rows[Table.SUBJECTS][Key(person, "subject")]


def test_an_entry_moved_to_another_chain_does_not_open() -> None:
    """Given an entry, when it is read as another subject's or another sequence, then it does not open."""
    memory = memory_vault()
    person = person_with_contact(memory)
    sealed = rows(memory, person)[0]["sealed"]
    assert isinstance(sealed, bytes)
    for chain, sequence in (("prs_other", 1), (person, 2)):
        with pytest.raises(BrokenSealError):
            open_entry(private_half(memory, person), chain, sequence, sealed)


def test_a_contended_chain_is_tried_again_with_growing_pauses_and_then_given_back() -> None:
    """Given others that are always faster, when an entry is appended, then eight retries later the caller may retry."""
    memory = memory_vault()
    person = person_with_contact(memory)

    def conflict(call: str) -> None:
        if call == "transact":
            raise ConflictError

    memory.database.before = conflict
    with pytest.raises(TryAgainError):
        memory.request(Purpose.FIND_PERSON).tell([person], "search")
    assert len(memory.pauses) == MOST_RETRIES
    for number, pause in enumerate(memory.pauses):
        assert 0.01 * 2**number <= pause <= 0.02 * 2**number


def test_a_commit_that_loses_the_race_for_the_chain_is_sent_again_and_written_once() -> None:
    """Given an entry that slips in before a commit, when the commit is refused, then it follows that entry."""
    memory = memory_vault()
    person = person_with_contact(memory)
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    item = request.fetch(PLACE)
    assert item is not None
    slipped: list[str] = []

    def slip_in(call: str) -> None:
        if call == "transact" and not slipped:
            slipped.append(call)
            subject = request.subject(person)
            deed = request.deed("slipped in")
            end = replace(empty_chain(person), sequence=1, digest=rows(memory, person)[0]["hash"])  # type: ignore[arg-type]
            entry = next_entry(person, end, request.instant(), deed, subject.audit_public)
            memory.database.rows[Table.LEDGER][Key(person, str(entry.item()["sk"]))] = entry.item()

    change = request.change("correct address")
    change.put(PLACE, person, Contact(email="other@example.org"), replaces=item)
    memory.database.before = slip_in
    change.send()
    memory.database.before = lambda _: None
    actions = [json.loads(json.loads(line)["part"])["action"] for line in chain_lines(memory, person)]
    assert actions == ["open dossier", "slipped in", "correct address"]
    assert verify_chain(chain_lines(memory, person)) is None


def test_a_page_of_a_run_covers_its_dossiers_with_one_entry_and_no_other() -> None:
    """Given a page of one dossier, when its rows are opened under it, then no other entry is written; others refuse."""
    memory = memory_vault()
    person = person_with_contact(memory)
    stranger = person_with_contact(memory, Place(Table.DOSSIERS, "dos_2", "person#1"))
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    page = request.page("run_1#00", ["dos_1"])
    mine, other = (request.fetch(Place(Table.DOSSIERS, dossier, "person#1")) for dossier in ("dos_1", "dos_2"))
    assert mine is not None
    assert other is not None
    assert request.open([mine], Contact, under=page)
    with pytest.raises(ValueError, match="does not cover"):
        request.open([other], Contact, under=page)
    [entry] = rows(memory, "run_1#00")
    sealed = entry["sealed"]
    assert isinstance(sealed, bytes)
    _, part = open_entry(memory.keyring.audit_private(), "run_1#00", 1, sealed)
    assert part["page"] == ["dos_1"]
    assert part["page_root"] == merkle_root([b"dos_1"]).hex()
    assert (len(rows(memory, person)), len(rows(memory, stranger))) == (1, 1)


def test_no_repository_reads_without_a_purpose_that_its_function_serves() -> None:
    """Given a purpose served by another function, when this one names it, then nothing is read or written."""
    memory = memory_vault()
    person_with_contact(memory)
    request = memory.vault.request(Purpose.APPLY_GOVERNMENT_DATA, "consent-api", Actor.system())
    item = request.fetch(PLACE)
    assert isinstance(item, SealedItem)
    with pytest.raises(PurposeError):
        request.open([item], Contact)
    change = request.change("write")
    subject = change.new_subject(Kind.PERSON, Audience.FAMILY)
    with pytest.raises(PurposeError):
        change.put(PLACE, subject, Contact(email="noor@example.org"))
