"""Whoever ends a subject finds its look-up rows without opening a value."""

from datetime import date

from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.vault.destroy_by import destroy_by
from functions.vault.look_up import SORT, LookUpKind
from functions.vault.subject import Kind
from tests.builders.vault import memory_vault

NUMBER, MAIL = "85670112345", "noor@example.org"


def test_each_look_up_is_named_on_its_subject_and_dropped_with_it() -> None:
    memory = memory_vault()
    request = memory.request(Purpose.OPEN_FAMILY_FILE)
    change = request.change("open")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.look_up(LookUpKind.NATIONAL_NUMBER, NUMBER, person)
    change.look_up(LookUpKind.EMAIL, MAIL, person)
    change.send()
    keys = set(memory.request(Purpose.OPEN_FAMILY_FILE).subject(person).look_ups)
    assert keys == {key.pk for key in memory.database.rows[Table.LOOK_UPS]}

    first, second = sorted(keys)
    later = memory.request(Purpose.ERASE_PERSON)
    change = later.change("erase")
    change.drop_look_up(Key(first, SORT), person)
    change.send()
    assert later.subject(person).look_ups == (second,)
    assert {key.pk for key in memory.database.rows[Table.LOOK_UPS]} == {second}


def test_a_later_look_up_joins_those_from_birth() -> None:
    memory = memory_vault()
    change = memory.request(Purpose.OPEN_FAMILY_FILE).change("open")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.look_up(LookUpKind.EMAIL, MAIL, person)
    change.send()
    request = memory.request(Purpose.OPEN_FAMILY_FILE)
    change = request.change("complete")
    change.look_up(LookUpKind.NATIONAL_NUMBER, NUMBER, person)
    change.send()
    assert set(request.subject(person).look_ups) == {key.pk for key in memory.database.rows[Table.LOOK_UPS]}


def test_a_date_that_has_passed_is_listed_where_the_sweep_still_looks() -> None:
    listed = destroy_by(date(2024, 7, 1), "cns_1")["destroy_shard"]
    marks = destroy_by(date(2024, 6, 1), "cns_1", today=date(2024, 7, 1))
    assert marks == {"destroy_on": "2024-06-01", "destroy_shard": listed}
