"""Every field that is stored is known to the register, and every stored record has a term (RT-1).

Importing a module with an unannotated stored field raises already (tests/unit/register/test_held.py); here every module
that ships is imported, and each stored record found is held against the retention rules and the purposes.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from typing import get_args

import pytest
from pydantic import BaseModel

from functions.register.access import function_names, places_of
from functions.register.category import Category
from functions.register.held import Clear, Held, HeldRecord
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from tests.architecture.modules import modules_of_functions
from tools.compile_register import load_register

RULES = load_register().retention


@cache
def stored_records() -> tuple[type[HeldRecord], ...]:
    """Import everything that ships and return every stored record, by name."""
    for module in modules_of_functions():
        import_module(module.name)
    shipped = {record for record in _below(HeldRecord) if record.__module__.startswith("functions.")}
    return tuple(sorted(shipped, key=name_of))


def _below(base: type[HeldRecord]) -> Iterator[type[HeldRecord]]:
    for record in base.__subclasses__():
        yield record
        yield from _below(record)


def name_of(record: type[HeldRecord]) -> str:
    """Return `module.Class` of a stored record."""
    return f"{record.__module__}.{record.__qualname__}"


def test_stored_records_are_found() -> None:
    """Given everything that ships, then the rooms' records are among what was found: the tests below see them."""
    rooms = {name_of(record).split(".")[1] for record in stored_records()}
    assert {"intake", "dossier", "payments", "rights", "government"} <= rooms


def test_every_stored_record_has_a_retention_rule() -> None:
    """Given each stored record, then at least one rule of retention.yaml covers it."""
    patterns = [pattern for rule in RULES.values() for pattern in rule.covers]
    without = [
        name for name in map(name_of, stored_records()) if not any(fnmatchcase(name, pattern) for pattern in patterns)
    ]
    assert without == [], "add the record under `covers:` of its rule in functions/register/data/retention.yaml"


def test_no_rule_covers_a_record_that_is_gone() -> None:
    """Given the patterns of all rules, then each still matches a stored record."""
    names = [name_of(record) for record in stored_records()]
    dead = [
        pattern
        for rule in RULES.values()
        for pattern in rule.covers
        if not any(fnmatchcase(name, pattern) for name in names)
    ]
    assert dead == []


def test_every_stored_category_is_written_for_a_purpose_that_somebody_serves() -> None:
    """Given each stored record, then a purpose that a function of its room serves may write its categories.

    The file of a family is written by the rooms above it, so any served purpose counts there.
    """
    unknown = []
    for record in stored_records():
        room = name_of(record).split(".")[1]
        extra = record.all_categories() - _written_by(room)
        unknown += [f"{name_of(record)} stores {category}" for category in extra]
    assert unknown == []


def _written_by(room: str) -> frozenset[Category]:
    serving = {name for name in function_names() if places_of(name).handler.startswith(f"functions.{room}.")}
    if room in {"dossier", "rights"}:
        # A right is opened by staff and carried out by its own queue.
        serving = set(function_names())
    written: set[Category] = set()
    for purpose in Purpose:
        rights = rights_of(purpose)
        if rights.functions & serving:
            written |= rights.categories_written
    return frozenset(written)


@pytest.mark.parametrize("record", stored_records(), ids=name_of)
def test_every_field_is_held_or_clear_and_says_why(record: type[HeldRecord]) -> None:
    """Given each field, then it has one mark; a clear one gives a reason and holds no parts of its own."""
    for name, field in record.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Held | Clear)]
        assert len(marks) == 1, name
        if isinstance(marks[0], Clear):
            assert len(marks[0].because.split()) >= 2, f"{name}: a reason is more than a word"
            assert list(_models_in(field.annotation)) == [], f"{name}: parts with fields of their own are not clear"


@pytest.mark.parametrize("record", stored_records(), ids=name_of)
def test_no_part_of_a_familys_file_hides_another_category(record: type[HeldRecord]) -> None:
    """Given a record sealed per category, then a part in a field holds that field's category and no other.

    Forms are sealed whole under one key, so their parts may hold several; the purposes list them all.
    """
    if name_of(record).split(".")[1] in {"dossier", "payments"}:
        assert record.all_categories() == record.categories()


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
