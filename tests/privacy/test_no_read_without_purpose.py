"""Nothing personal is read without a purpose of the register, and the ledger keeps that purpose and no free text.

Every record type of every room is tried under every purpose and every function: what the register does not list is
refused before an entry is written or a key is touched. And by construction: only a request opens, and only the vault
makes a request.
"""

import ast
import importlib
import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from pydantic import ValidationError

from functions.register.access import function_names
from functions.register.check_purpose import PurposeError
from functions.register.domain import Audience, Domain, domain_for
from functions.register.held import HeldRecord
from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from functions.runtime.database import Table
from functions.vault.errors import BrokenSealError
from functions.vault.ledger_entry import Actor
from functions.vault.place import Place, SealedItem
from functions.vault.subject import Kind, make_subject, subject_key
from tests.architecture.modules import modules_of_functions
from tests.builders.chain import chain_lines
from tests.builders.main_path_erasure import main_path_erasure
from tests.builders.vault import MemoryVault, memory_vault

KIND_OF = {
    Audience.FAMILY: Kind.PERSON,
    Audience.INTAKE: Kind.SUBMISSION,
    Audience.PROSPECT: Kind.PERSON,
    Audience.APPLICANT: Kind.PERSON,
    Audience.FILE: Kind.FILE,
    Audience.CASE: Kind.CASE,
}


def record_types() -> list[type[HeldRecord]]:
    """Return every stored record type of the code that ships."""
    for module in modules_of_functions():
        importlib.import_module(module.name)
    found: set[type[HeldRecord]] = set()
    todo = [HeldRecord]
    while todo:
        for one in todo.pop().__subclasses__():
            if one.__module__.startswith("functions."):
                found.add(one)
            todo.append(one)
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def readers() -> Iterator[tuple[Purpose, str]]:
    """Yield every purpose with every function, those that do not serve it included."""
    for purpose in Purpose:
        for function in function_names():
            yield purpose, function


def allowed(purpose: Purpose, function: str, audience: Audience, record: type[HeldRecord]) -> bool:
    """Say what the register says, straight from its lists."""
    rights = rights_of(purpose)
    domains = {domain_for(audience, category) for category in record.categories()}
    return (
        function in rights.functions and domains <= rights.reads and record.all_categories() <= rights.categories_read
    )


def subject_of(memory: MemoryVault, audience: Audience) -> str:
    """Put a subject of an audience into the store; nothing can be sealed under it without a purpose either."""
    made = make_subject(f"{KIND_OF[audience].value}_{len(audience):026d}", audience, memory.keyring)
    memory.database.rows[Table.SUBJECTS][subject_key(made.subject.subject_id)] = made.item
    return made.subject.subject_id


@pytest.mark.goal("AU-2")
@pytest.mark.parametrize("audience", Audience)
def test_every_record_of_every_room_refuses_a_purpose_that_does_not_list_it(audience: Audience) -> None:
    """Given any record type, when it is opened for any purpose by any function, then only the register's pairs pass."""
    memory = memory_vault()
    subject = subject_of(memory, audience)
    row = SealedItem(Place(Table.CASES, subject, "x"), subject, 1, {}, ())
    refused = 0
    for record in record_types():
        if not record.categories():
            continue
        for purpose, function in readers():
            request = memory.vault.request(purpose, function, Actor.system())
            asked_before, entries_before = sum(memory.keyring.asked.values()), len(memory.database.rows[Table.LEDGER])
            if allowed(purpose, function, audience, record):
                # The row holds nothing, so no record comes of it; but the purpose was taken, and the entry written.
                with suppress(ValidationError, BrokenSealError):
                    request.open([row], record)
                assert len(memory.database.rows[Table.LEDGER]) == entries_before + 1
                continue
            with pytest.raises(PurposeError):
                request.open([row], record)
            assert sum(memory.keyring.asked.values()) == asked_before
            assert len(memory.database.rows[Table.LEDGER]) == entries_before
            refused += 1
    assert refused > 1000


def test_what_is_no_purpose_opens_nothing() -> None:
    """Given a text, nothing or a made-up token where a purpose belongs, then nothing is opened and no entry written."""
    erasure = main_path_erasure()
    memory = erasure.memory
    entries = len(memory.database.rows[Table.LEDGER])
    rows = [SealedItem.of(Table.DOSSIERS, row) for row in memory.database.rows[Table.DOSSIERS].values()]
    for token in ("apply_government_data", "because I say so", None, object()):
        request = memory.vault.request(token, "government-queue", Actor.system())  # type: ignore[arg-type]
        for row in rows:
            with pytest.raises((AttributeError, KeyError)):
                request.contents(row, "look")
    assert len(memory.database.rows[Table.LEDGER]) == entries


def test_the_ledger_keeps_the_purpose_of_each_entry_as_a_token_of_the_register() -> None:
    erasure = main_path_erasure()
    for subject in (erasure.family.payee, erasure.family.child, erasure.family.dossier):
        parts = [json.loads(json.loads(line)["part"]) for line in chain_lines(erasure.memory, subject)]
        assert parts
        assert {part["purpose"] for part in parts} <= {purpose.value for purpose in Purpose}


# Names that turn sealed bytes into readable ones, and the only modules that may use each.
OPENS = {
    "open_sealed": {"functions.vault.open_record", "functions.vault.sealed_record", "functions.vault.sealed_object"},
    "Opener": {"functions.vault.open_record", "functions.vault.request"},
    "unwrap": {"functions.vault.subject", "functions.vault.key_wrap"},
    # `token_seal` seals sessions, which hold ids and roles, and opens no record.
    "AESGCM": {f"functions.vault.{one}" for one in ("sealed_record", "key_wrap", "audit_seal", "token_seal")},
    "Request": {"functions.vault.vault"},
}


# The drill's attacker, who tries every key that is left on a restored copy. Never in a package (functions/cli).
ATTACKER = "functions.cli.restoring.independent_reader"


def test_only_the_vault_s_request_opens_and_only_the_vault_makes_requests() -> None:
    """Given all code that ships, then no module but these few even calls what opens a record."""
    for module in modules_of_functions():
        tree = ast.parse(module.path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name: node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            name = node.func.id
            if name == "Request" and imported.get(name) != "functions.vault.request":
                continue  # a request over HTTP, which opens nothing
            if name in OPENS and module.name != ATTACKER:
                assert module.name in OPENS[name], f"{module.name} calls {name}"


def test_no_purpose_that_is_served_opens_everything() -> None:
    for purpose in Purpose:
        if rights_of(purpose).functions:
            assert rights_of(purpose).reads < frozenset(Domain)
