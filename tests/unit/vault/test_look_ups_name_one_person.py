"""One exact value leads to one subject, is stored nowhere, and never makes two persons."""

import threading
from collections.abc import Callable

import pytest

from functions.register.check_purpose import PurposeError
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Put, Table
from functions.vault.errors import LookUpTakenError, SuppressedError
from functions.vault.keyring import Secret
from functions.vault.look_up import LookUpKind, suppression_key
from functions.vault.subject import Kind
from tests.builders.vault import MemoryVault, memory_vault

NUMBER = "85.61.01-123.45"


def make_person(memory: MemoryVault, value: str = NUMBER) -> str:
    """Find the person of a number or make one; the winner of a race is used."""
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    found = request.find(LookUpKind.NATIONAL_NUMBER, value)
    if found is not None:
        return found
    change = request.change("make person")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.look_up(LookUpKind.NATIONAL_NUMBER, value, person, unless_suppressed=True)
    try:
        change.send()
    except LookUpTakenError as taken:
        return taken.subject
    return person


def test_every_spelling_of_a_number_finds_the_same_person() -> None:
    """Given a person, when the number is written with or without separators, then the person is found."""
    memory = memory_vault()
    person = make_person(memory)
    for spelling in (NUMBER, "85610112345", " 85 61 01 123 45 "):
        assert memory.request(Purpose.FIND_PERSON).find(LookUpKind.NATIONAL_NUMBER, spelling) == person
    assert memory.request(Purpose.FIND_PERSON).find(LookUpKind.NATIONAL_NUMBER, "85610112346") is None
    assert memory.request(Purpose.FIND_PERSON).find(LookUpKind.IBAN, NUMBER) is None


def test_a_look_up_row_is_a_full_length_keyed_value() -> None:
    """Given a look-up, when its row is read, then it holds a 256-bit keyed value and not the number."""
    memory = memory_vault()
    make_person(memory)
    [row] = memory.database.rows[Table.LOOK_UPS].values()
    kind, version, digest = str(row["pk"]).split("#")
    assert (kind, version, len(digest)) == ("national_number", "1", 64)
    assert "85610112345" not in repr(row)


def test_two_deliveries_about_one_unknown_number_make_one_person() -> None:
    """Given twenty threads that meet an unknown number at once, when each makes the person, then one is made."""
    memory = memory_vault()
    barrier = threading.Barrier(20)
    found: set[str] = set()

    def run(task: Callable[[], str]) -> None:
        barrier.wait()
        found.add(task())

    threads = [threading.Thread(target=run, args=(lambda: make_person(memory),)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1
    assert len(memory.database.rows[Table.SUBJECTS]) == 1


def test_an_erased_person_is_not_made_again_from_a_drop() -> None:
    """Given a suppressed number, when a drop would make the person, then it is refused and nothing is written."""
    memory = memory_vault()
    key = suppression_key(memory.keyring.secret(Secret.SUPPRESSION), LookUpKind.NATIONAL_NUMBER, NUMBER)
    memory.database.write(Put(Table.ERASURES, {"pk": key.pk, "sk": key.sk}))
    with pytest.raises(SuppressedError):
        make_person(memory)
    assert not memory.database.rows[Table.SUBJECTS]
    assert not memory.database.rows[Table.LOOK_UPS]


def test_only_a_purpose_that_may_look_up_can() -> None:
    """Given a purpose without look-ups, when it searches by number, then it is refused."""
    with pytest.raises(PurposeError, match="may not find"):
        memory_vault().request(Purpose.CALCULATE_AND_PAY).find(LookUpKind.NATIONAL_NUMBER, NUMBER)
