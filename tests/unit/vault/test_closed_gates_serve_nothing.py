"""A table whose gate is not open is neither read nor written: a restored copy stays shut until it is cleared."""

from datetime import timedelta

import pytest

from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Delete, Put, Table
from functions.vault.errors import GateClosedError
from functions.vault.gate import gate_key
from functions.vault.place import Place
from functions.vault.subject import Kind
from tests.builders.vault import memory_vault


@pytest.mark.parametrize("state", [None, "closed"])
def test_a_table_without_an_open_gate_is_neither_read_nor_written(state: str | None) -> None:
    """Given a gate that is absent or closed, when a row is read or written, then the vault refuses."""
    memory = memory_vault()
    for table in (Table.SUBJECTS, Table.DOSSIERS):
        key = gate_key(memory.database.deployed_name(table))
        memory.database.write(Delete(Table.GATES, key))
        if state is not None:
            memory.database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": state}))
    request = memory.request(Purpose.OPEN_FAMILY_FILE)
    with pytest.raises(GateClosedError):
        request.fetch(Place(Table.DOSSIERS, "dos_1", "root"))
    with pytest.raises(GateClosedError):
        request.query(Table.DOSSIERS, "dos_1")
    change = request.change("open dossier")
    change.new_subject(Kind.PERSON, Audience.FAMILY)
    with pytest.raises(GateClosedError):
        change.send()
    assert not memory.database.rows[Table.SUBJECTS]


def test_a_gate_that_closes_is_seen_within_a_minute() -> None:
    """Given an open gate that was just read, when it closes, then a minute later nothing is served."""
    memory = memory_vault()
    request = memory.request(Purpose.OPEN_FAMILY_FILE)
    place = Place(Table.DOSSIERS, "dos_1", "root")
    assert request.fetch(place) is None
    memory.database.write(Delete(Table.GATES, gate_key(memory.database.deployed_name(Table.DOSSIERS))))
    assert request.fetch(place) is None
    memory.clock.jump(timedelta(seconds=60))
    with pytest.raises(GateClosedError):
        request.fetch(place)
