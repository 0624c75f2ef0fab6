"""CA-13: no sensitive or proxy attribute can reach the code that decides or recovers, proved over the field map.

The map is made of the records themselves: every field that a family's file holds. Decision code is what the monthly
run, its drafts and the debts import. What it may read is a closed list: a field that is not on it (nationality, origin,
a name, a national number, a residence status) fails this test as soon as decision code reads it, however it is called.
"""

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import NamedTuple, get_args, get_type_hints

import pytest
from pydantic import BaseModel

from functions.benefits.household import Child, Household
from functions.dossier.fact_kinds import FACT_KINDS
from functions.payments.debts.debt_account import DebtAccount
from functions.payments.debts.debt_case import DebtCase, DebtReasons
from functions.register.held import Held
from tests.architecture.modules import Module, modules_of_functions

MODULES = {module.name: module for module in modules_of_functions()}
ROOTS = ("functions.payments.decide_page", "functions.payments.recalculate")

# What the law looks at, and nothing else: a new member must be named here, with the article that asks for it in its
# rule's own docstring.
LAW_SEES = {
    "Household": {"month", "region", "partner", "income", "children", "incapacity", "guarantee_2019"},
    "Income": {"cents", "cadastral_cents", "preferential"},
    "Child": {
        "id", "born", "right_open_2018", "group_2018", "rank_2018", "elsewhere", "right_open_2019", "right_ended",
        "study", "obstacle", "school_leaver_since", "parents_deceased", "only_parent", "survivor_with_partner",
        "disability", "placement", "housing", "adopted_on", "first_child",
    },
    "Disability": {"points", "pillar1", "pillar2", "pillar3"},
    "Guarantee2019": {"social", "single_parent", "switched_on"},
    "YearMonth": {"year", "month"},
}  # fmt: skip

# Fields of a family's file that decision code may read: dates, ties, amounts, scores, periods, provenance.
MAY_READ = {
    "address", "adopted_on", "applies", "attestation", "authority", "benefit", "birth_date", "born_on",
    "cadastral_built_cents", "category", "cents", "code", "corrected", "country", "creditor", "credits", "deceased",
    "decided_on", "degree_percent", "denominator", "died_on", "earlier_fund", "expected_on", "first",
    "first_of_parent", "group", "holder", "housing", "iban", "income_year", "items", "kind", "known_at", "last",
    "left_on", "level", "line", "lines", "members", "message", "monthly_cents", "months", "named", "new", "number",
    "numerator", "once", "others", "parents", "part", "parts", "payee", "payees", "person", "persons", "pillar1",
    "pillar2", "pillar3", "placement", "points", "postal_code", "provenance", "rank", "received_on", "relation",
    "relationship", "reported", "rest_to", "right_open", "risk", "role", "same_as", "sender", "serves", "since",
    "single_parent", "social", "source", "standing", "stated", "stated_on", "status", "sufficient_size",
    "switched_on", "valid_from", "valid_to", "value", "version", "void", "weekly_hours", "withheld", "worked_hours",
    "case",
}  # fmt: skip
# Never on the list above, whatever a reviewer thinks: they are, or stand for, where somebody comes from.
NEVER = {
    "nationality", "origin", "country_of_birth", "birth_place", "place_of_birth", "ethnicity", "religion", "language",
    "given_name", "family_name", "national_number", "number_changes", "gender", "sex", "residence", "residence_status",
    "email", "mobile", "street", "municipality", "house_number",
}  # fmt: skip
# Records that no decision opens by name: what is in them stands for where somebody comes from.
NEVER_NAMED = {"ResidenceStatusFact", "NameFact", "NumberChangeFact"}
BY_NAME = {"getattr", "vars", "eval", "exec", "model_dump", "model_dump_json", "__dict__"}
# Reading by name without naming: the law's own tables, a signature over a whole document, a placement's fact.
READS_WHOLE = {
    ("functions.benefits.month_law", "vars"),
    ("functions.payments.signed_trace", "model_dump"),
    ("functions.payments.decide_shares", "getattr"),
}


class Read(NamedTuple):
    """A place that reads an attribute: module, function, and the attribute."""

    module: str
    function: str
    attribute: str


# The one use of a language: the neutral words of the transfer.
SPEAKS = {Read("functions.payments.decide_family", "language_of", "language")}


@cache
def field_map() -> Mapping[str, frozenset[str]]:
    """Return every field of a family's file with the records that have it."""
    for module in MODULES.values():
        if module.room == "dossier":
            import_module(module.name)
    found: dict[str, set[str]] = {}
    for record in _below(BaseModel):
        if record.__module__.startswith("functions.dossier."):
            for name in record.model_fields:
                found.setdefault(name, set()).add(record.__name__)
    return {name: frozenset(records) for name, records in found.items()}


def _below(base: type[BaseModel]) -> set[type[BaseModel]]:
    return {one for child in base.__subclasses__() for one in (child, *_below(child))}


@cache
def decision_modules() -> tuple[Module, ...]:
    """Return everything that the run, its drafts and the debts are made of, in the rooms that decide."""
    seen: set[str] = set()
    waiting = [*ROOTS, *(name for name in MODULES if name.startswith("functions.payments.debts."))]
    while waiting:
        name = waiting.pop()
        if name in MODULES and name not in seen and MODULES[name].room in {"payments", "benefits"}:
            seen.add(name)
            waiting += MODULES[name].imports
    return tuple(MODULES[name] for name in sorted(seen))


def reads(module: str, source: str, fields: Iterable[str]) -> set[Read]:
    """Return what a source reads: fields by attribute, whole records by name, and the records it names."""
    known = set(fields)
    found: set[Read] = set()

    def visit(node: ast.AST, function: str) -> None:
        inner = node.name if isinstance(node, ast.FunctionDef) else function
        if isinstance(node, ast.Attribute) and (node.attr in known or node.attr in BY_NAME):
            found.add(Read(module, function, node.attr))
        if isinstance(node, ast.Name) and (node.id in BY_NAME or node.id in NEVER_NAMED):
            found.add(Read(module, function, node.id))
        for child in ast.iter_child_nodes(node):
            visit(child, inner)

    visit(ast.parse(source), "")
    return found


def not_allowed(found: Iterable[Read]) -> list[Read]:
    """Return what decision code may not read."""
    return sorted(
        read
        for read in found
        if read.attribute not in MAY_READ and read not in SPEAKS and (read.module, read.attribute) not in READS_WHOLE
    )


def members_of(record: type) -> dict[str, set[str]]:
    """Return the members of a type that the law looks at, and of the types inside it."""
    found = {record.__name__: set(get_type_hints(record))}
    for hint in get_type_hints(record).values():
        for inner in _types_in(hint):
            if issubclass(inner, tuple) and hasattr(inner, "_fields") and inner.__name__ not in found:
                found |= members_of(inner)
    return found


def law_sees_only_the_list(record: type) -> bool:
    """Tell whether a household has no member, at any depth, that the list does not name."""
    return all(members <= LAW_SEES.get(name, set()) for name, members in members_of(record).items())


def _types_in(hint: object) -> list[type]:
    inner = [one for argument in get_args(hint) for one in _types_in(argument)]
    return [hint, *inner] if isinstance(hint, type) else inner


def test_the_map_and_the_modules_are_found() -> None:
    """Given the rooms, then names and numbers are in the map, and rules, run and debts are decision code."""
    assert {"given_name", "national_number", "language", "birth_date"} <= set(field_map())
    names = {module.name for module in decision_modules()}
    assert {
        "functions.payments.build_household",
        "functions.payments.debts.decide_debt",
        "functions.benefits.flanders.decide",
        "functions.payments.debts.keep_of_payment",
    } <= names


def test_the_two_lists_have_nothing_in_common() -> None:
    """Given what may be read and what never may, then no reviewer can put one on the other by mistake."""
    assert not MAY_READ & NEVER


@pytest.mark.goal("CA-13")
def test_decision_and_debt_code_read_nothing_that_is_not_on_the_list() -> None:
    """Given the field map and the source of everything that decides, then each field it reads is on the closed list."""
    found = {
        read
        for module in decision_modules()
        for read in reads(module.name, module.path.read_text(encoding="utf-8"), field_map())
    }
    assert not_allowed(found) == []


@pytest.mark.goal("CA-13")
def test_the_law_looks_at_nothing_that_is_not_on_the_list() -> None:
    """Given the type that the rules take, then its members, and those inside it, are the closed list."""
    assert members_of(Household) == LAW_SEES
    assert law_sees_only_the_list(Household)


def test_a_debt_holds_nothing_of_a_person() -> None:
    """Given what is stored of a debt, then no field of it is a sensitive one, and its money names nobody."""
    for record in (DebtCase, DebtReasons, DebtAccount):
        assert not set(record.model_fields) & NEVER
        assert all(isinstance(mark, Held) for field in record.model_fields.values() for mark in field.metadata)


@pytest.mark.parametrize(
    "planted",
    [
        "def decide(person):\n    return 0 if person.nationality else 1\n",
        "def keep(debt, person):\n    return person.given_name\n",
        "def share(person):\n    return person.national_number[2:4]\n",
        "def share(person):\n    return person.language\n",
        "def share(person):\n    return getattr(person, 'na' + 'tionality')\n",
        "def share(person):\n    return person.model_dump()['nationality']\n",
        "def share(fact):\n    return isinstance(fact, ResidenceStatusFact)\n",
    ],
)
def test_a_planted_attribute_is_found(planted: str) -> None:
    """Given an attribute that is planted in decision code and in the map, then the test above fails."""
    fields = {*field_map(), "nationality"}
    assert not_allowed(reads("functions.payments.debts.planted", planted, fields))


def test_a_planted_member_of_the_household_is_found() -> None:
    """Given a household, or a child in it, with where somebody was born, then it is not what the list says any more."""
    child = NamedTuple("Child", [*get_type_hints(Child).items(), ("country_of_birth", str)])  # type: ignore[misc]
    whole = NamedTuple("Household", [*get_type_hints(Household).items(), ("nationality", str)])  # type: ignore[misc]
    for planted in (child, whole):
        assert not law_sees_only_the_list(planted)


def test_facts_are_read_by_kind_from_a_closed_list() -> None:
    """Given the kinds of facts, then those that stand for where somebody comes from exist, and are named by no rule."""
    names = {record.__name__ for record in FACT_KINDS.values()}
    assert NEVER_NAMED & names
