"""A sealed record opens where it was put, for whoever may, and nowhere else."""

from hashlib import sha256
from typing import Annotated

import pytest

from functions.register.category import Category
from functions.register.check_purpose import PurposeError
from functions.register.domain import Audience, Domain
from functions.register.held import Held, HeldRecord
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.vault.errors import AlreadyThereError, BrokenSealError, StaleError, SubjectNotLiveError
from functions.vault.ledger_entry import open_entry
from functions.vault.place import Place, SealedItem
from functions.vault.subject import Kind, State
from tests.builders.vault import MemoryVault, memory_vault, open_gates, private_half
from tests.fakes.in_memory_database import InMemoryDatabase


class Contact(HeldRecord):
    """A record with fields of two categories."""

    name: Annotated[str, Held(Category.IDENTIFICATION)]
    email: Annotated[str | None, Held(Category.CONTACT)] = None


class Name(HeldRecord):
    """A reader that needs the name only."""

    name: Annotated[str, Held(Category.IDENTIFICATION)]


PLACE = Place(Table.DOSSIERS, "dos_1", "person#1")


def stored(memory: MemoryVault) -> str:
    """Put one record for a new person; return the person's id."""
    change = memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.put(PLACE, person, Contact(name="Noor", email="noor@example.org"), {"state": "open"})
    change.send()
    return person


def read(memory: MemoryVault) -> SealedItem:
    """Read the row as it rests."""
    item = memory.request(Purpose.OPEN_FAMILY_FILE).fetch(PLACE)
    assert item is not None
    return item


def test_what_was_put_opens_again_for_a_purpose_that_lists_it() -> None:
    """Given a stored record, when a purpose that lists its categories opens it, then it is equal."""
    memory = memory_vault()
    stored(memory)
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    [opened] = request.open([read(memory)], Contact)
    assert opened.record == Contact(name="Noor", email="noor@example.org")
    assert opened.clear == {"state": "open"}
    assert opened.revision == 1


def test_a_purpose_that_does_not_list_a_category_cannot_read_it() -> None:
    """Given contact data, when payment asks for it, then it is refused; the name alone is not."""
    memory = memory_vault()
    stored(memory)
    request = memory.request(Purpose.CALCULATE_AND_PAY)
    with pytest.raises(PurposeError, match="contact"):
        request.open([read(memory)], Contact)
    assert request.open([read(memory)], Name)[0].record.name == "Noor"


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("pk", "dos_2"), ("sk", "person#2"), ("subject", "other"), ("revision", 2)],
)
def test_a_record_that_was_moved_does_not_open(attribute: str, value: object) -> None:
    """Given a row, when it is put at another place, subject or revision, then it does not open."""
    memory = memory_vault()
    stored(memory)
    other = memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
    stranger = other.new_subject(Kind.PERSON, Audience.FAMILY)
    other.send()
    row = dict(memory.database.rows[Table.DOSSIERS][PLACE.key])
    row[attribute] = stranger if value == "other" else value  # type: ignore[assignment]
    with pytest.raises(BrokenSealError):
        memory.request(Purpose.APPLY_GOVERNMENT_DATA).open([SealedItem.of(Table.DOSSIERS, row)], Contact)


def test_a_record_put_into_another_table_does_not_open_but_one_in_a_renamed_table_does() -> None:
    """Given a row, when it stands in another logical table, then it does not open; deployed names do not matter."""
    memory = memory_vault()
    stored(memory)
    row = memory.database.rows[Table.DOSSIERS][PLACE.key]
    with pytest.raises(BrokenSealError):
        memory.request(Purpose.APPLY_GOVERNMENT_DATA).open([SealedItem.of(Table.PEOPLE, row)], Contact)
    restored = InMemoryDatabase(names="restored-{table}-2")
    restored.rows = memory.database.rows
    open_gates(restored)
    copy = memory_vault(database=restored)
    assert copy.request(Purpose.APPLY_GOVERNMENT_DATA).open([SealedItem.of(Table.DOSSIERS, row)], Contact)


def test_an_altered_record_does_not_open() -> None:
    """Given a row, when one bit of its blob changes, or its version, then it does not open."""
    memory = memory_vault()
    stored(memory)
    item = read(memory)
    for position in (0, len(item.sealed[0]) - 1):
        blob = bytearray(item.sealed[0])
        blob[position] ^= 1
        altered = SealedItem(item.place, item.subject, item.revision, item.clear, (bytes(blob), *item.sealed[1:]))
        with pytest.raises(BrokenSealError):
            memory.request(Purpose.APPLY_GOVERNMENT_DATA).open([altered], Contact)


def test_nothing_in_the_row_tells_what_is_sealed() -> None:
    """Given a stored record, when its row is read, then no value or category stands in the clear."""
    memory = memory_vault()
    stored(memory)
    text = repr(memory.database.rows[Table.DOSSIERS][PLACE.key])
    for word in ("Noor", "noor@example.org", "contact", "identification"):
        assert word not in text


def test_a_row_is_never_written_over_a_newer_one() -> None:
    """Given two readers of one revision, when both write, then the second is told to read again."""
    memory = memory_vault()
    person = stored(memory)
    request = memory.request(Purpose.OPEN_FAMILY_FILE)
    item = read(memory)
    for attempt in range(2):
        change = request.change("correct name")
        change.put(PLACE, person, Contact(name=f"Noor {attempt}"), replaces=item)
        if attempt:
            with pytest.raises(StaleError):
                change.send()
        else:
            change.send()
    [opened] = memory.request(Purpose.APPLY_GOVERNMENT_DATA).open([read(memory)], Contact)
    assert (opened.record.name, opened.revision) == ("Noor 0", 2)


def test_of_two_marks_of_one_row_the_second_is_refused() -> None:
    """Given two requests that read a row as open, when both mark it, then the second is told to read again."""
    memory = memory_vault()
    stored(memory)
    item = read(memory)
    for state in ("closed", "opening"):
        change = memory.request(Purpose.OPEN_FAMILY_FILE).change("mark")
        change.mark(item, {"state": state})
        if state == "closed":
            change.send()
        else:
            with pytest.raises(StaleError):
                change.send()
    assert read(memory).clear["state"] == "closed"


def test_a_new_row_never_replaces_one_that_is_there() -> None:
    """Given a row, when it is put as new once more, then the row that stands is handed back."""
    memory = memory_vault()
    person = stored(memory)
    change = memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
    change.put(PLACE, person, Contact(name="Emma"))
    with pytest.raises(AlreadyThereError) as caught:
        change.send()
    assert caught.value.item is not None
    assert caught.value.item["state"] == "open"


def test_a_late_writer_cannot_bring_an_ended_person_back() -> None:
    """Given a writer paused between read and commit, when the person is ended meanwhile, then its commit refuses."""
    memory = memory_vault()
    person = stored(memory)
    late = memory.request(Purpose.OPEN_FAMILY_FILE)
    change = late.change("correct name")
    change.put(PLACE, person, Contact(name="Late"), replaces=read(memory))
    ending = memory.request(Purpose.ERASE_PERSON).change("end person")
    ending.set_state(person, State.ENDED)
    ending.destroy_keys(person)
    ending.send()
    with pytest.raises(SubjectNotLiveError):
        change.send()
    with pytest.raises(SubjectNotLiveError):
        memory.request(Purpose.APPLY_GOVERNMENT_DATA).open([read(memory)], Contact)
    keys = [name for name in memory.database.rows[Table.SUBJECTS][Key(person, "subject")] if name.startswith("key_")]
    assert keys == ["key_version"]


def test_a_whole_old_row_put_back_is_found_by_the_digest_of_the_last_entry() -> None:
    """Given a row that was replaced, when the old row is put back whole, then it opens, and the ledger disagrees."""
    memory = memory_vault()
    person = stored(memory)
    old = dict(memory.database.rows[Table.DOSSIERS][PLACE.key])
    change = memory.request(Purpose.APPLY_GOVERNMENT_DATA).change("correct name")
    change.put(PLACE, person, Contact(name="Emma", email="noor@example.org"), replaces=read(memory))
    change.send()
    assert last_digest(memory, person) == digest_of(read(memory))
    memory.database.rows[Table.DOSSIERS][PLACE.key] = old
    [opened] = memory.request(Purpose.APPLY_GOVERNMENT_DATA).open([read(memory)], Contact)
    assert opened.record.name == "Noor"
    assert last_digest(memory, person) != digest_of(read(memory))


@pytest.mark.goal("EN-2")
def test_a_record_is_bound_to_its_place_and_opens_from_a_restored_copy() -> None:
    """Given all that can be moved, when it is moved, then it does not open or is found; a renamed copy opens."""
    for attribute, value in (("pk", "dos_2"), ("sk", "person#2"), ("subject", "other"), ("revision", 2)):
        test_a_record_that_was_moved_does_not_open(attribute, value)
    test_a_record_put_into_another_table_does_not_open_but_one_in_a_renamed_table_does()
    test_a_whole_old_row_put_back_is_found_by_the_digest_of_the_last_entry()


class Whole(HeldRecord):
    """A record with contact, money and health beside a name."""

    name: Annotated[str, Held(Category.IDENTIFICATION)]
    email: Annotated[str | None, Held(Category.CONTACT)] = None
    iban: Annotated[str | None, Held(Category.FINANCIAL)] = None
    condition: Annotated[bool | None, Held(Category.MEDICAL_PSYCHOSOCIAL)] = None


@pytest.mark.goal("EN-3")
@pytest.mark.parametrize(
    ("domain", "member"),
    [(Domain.CONTACT, "email"), (Domain.FINANCIAL, "iban"), (Domain.MEDICAL_PSYCHOSOCIAL, "condition")],
)
def test_erasing_one_category_leaves_the_others_readable(domain: Domain, member: str) -> None:
    """Given a person with contact, money and health, when one key is destroyed, then that is gone and the rest opens.

    The row itself is not touched: a copy taken before says no more. The key is per person and category: another
    person's stays.
    """
    memory = memory_vault()
    whole = Whole(name="Noor", email="noor@example.org", iban="BE68539007547034", condition=True)
    people = []
    for place in (PLACE, Place(Table.DOSSIERS, "dos_2", "person#2")):
        change = memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
        people.append(change.new_subject(Kind.PERSON, Audience.FAMILY))
        change.put(place, people[-1], whole)
        change.send()
    copies = [
        row
        for dossier in ("dos_1", "dos_2")
        for row in memory.request(Purpose.ERASE_PERSON).query(Table.DOSSIERS, dossier)
    ]
    erasure = memory.request(Purpose.ERASE_PERSON).change("erase a category")
    erasure.destroy_key(people[0], domain)
    erasure.send()
    mine, other = (row.record for row in memory.request(Purpose.APPLY_GOVERNMENT_DATA).open(copies, Whole))
    assert mine == whole.model_copy(update={member: None})
    assert other == whole


def digest_of(item: SealedItem) -> str:
    """Return the digest of a row's ciphertext, as the ledger states it."""
    return sha256(b"".join(item.sealed)).hexdigest()


def last_digest(memory: MemoryVault, subject: str) -> str:
    """Return the digest that the newest entry about this row states."""
    private = private_half(memory, subject)
    written = ""
    for row in memory.database.query(Table.LEDGER, subject).items:
        sealed = row["sealed"]
        assert isinstance(sealed, bytes)
        _, part = open_entry(private, subject, int(str(row["sk"])), sealed)
        writes = part["writes"]
        assert isinstance(writes, list)
        for place, _, digest in writes:
            if place == f"{PLACE.table}/{PLACE.pk}/{PLACE.sk}":
                written = digest
    return written
