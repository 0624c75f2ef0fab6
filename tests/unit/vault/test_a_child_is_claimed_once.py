"""A child has one file: of two changes that claim it at one moment, one is refused and nothing of it is written."""

import pytest

from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.vault.errors import StaleError
from functions.vault.subject import Kind
from tests.builders.vault import memory_vault


def test_of_two_claims_at_one_moment_one_is_refused() -> None:
    """Given two requests that read the child as free, when both claim it, then the second is told to look again."""
    memory = memory_vault()
    birth = memory.request(Purpose.OPEN_FAMILY_FILE).change("make child")
    child = birth.new_subject(Kind.PERSON, Audience.FAMILY)
    birth.send()
    first, second = (memory.request(Purpose.OPEN_FAMILY_FILE) for _ in range(2))
    assert first.subject(child).child_of is second.subject(child).child_of is None
    for request, dossier in ((first, "dos_1"), (second, "dos_2")):
        change = request.change("open family file")
        change.claim_child(child, dossier)
        if dossier == "dos_1":
            change.send()
        else:
            with pytest.raises(StaleError):
                change.send()
    assert memory.database.rows[Table.SUBJECTS][Key(child, "subject")]["child_of"] == "dos_1"


def test_the_same_claim_again_changes_nothing() -> None:
    """Given a child of a file, when the file claims it again, then its subject stays as it is."""
    memory = memory_vault()
    birth = memory.request(Purpose.OPEN_FAMILY_FILE).change("make child")
    child = birth.new_subject(Kind.PERSON, Audience.FAMILY)
    birth.claim_child(child, "dos_1")
    birth.send()
    before = dict(memory.database.rows[Table.SUBJECTS][Key(child, "subject")])
    again = memory.request(Purpose.OPEN_FAMILY_FILE).change("open family file")
    again.claim_child(child, "dos_1")
    again.send()
    assert memory.database.rows[Table.SUBJECTS][Key(child, "subject")] == before
