"""Two populations, one with illness and foster care, one without: nothing in clear tells them apart.

But for the number of items. Every clear attribute of every table but `subjects` is compared as a distribution: names,
kinds and, of neutral states and words, the values themselves.
"""

from collections import Counter

from functions.dossier.account import Account
from functions.dossier.dossier import OPEN, Dossier, Member
from functions.dossier.fact import ConditionFact, Provenance, RelationFact, WorkFact
from functions.dossier.person import Person
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Item, Table
from functions.vault.subject import Kind
from tests.builders.vault import MemoryVault, memory_vault

FAMILIES = 40
# Lengths of ids and digests are constant; what follows an id in a sort key is a digest, so only its form can speak.
IDS = ("pk", "sk", "subject", "person", "run_shard", "hash", "commitment", "at", "ids")


def population(*, sensitive: bool) -> MemoryVault:
    """Write families that differ only in what their sealed facts say."""
    memory = memory_vault()
    for number in range(FAMILIES):
        request = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
        change = request.change("open family file")
        dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
        parent, child = (change.new_subject(Kind.PERSON, Audience.FAMILY) for _ in range(2))
        put_person(change, dossier, parent, Person(given_name="Aa", family_name=f"Bb{number:03d}", language="nl"))
        put_person(change, dossier, child, Person(given_name="Cc", family_name=f"Bb{number:03d}", language="nl"))
        put_account(change, dossier, 1, Account(person=parent, iban="BE68539007547034", holder="Aa Bb"))
        members = (Member(person=parent, part="beneficiary"), Member(person=child, part="child"))
        put_root(change, dossier, Dossier(members=members), OPEN)
        change.send()
        change = request.change("add facts")
        known_at = request.instant()
        origin = Provenance(source="family", attestation=f"a{number}")
        work = WorkFact(
            person=parent, known_at=known_at, provenance=origin, status="incapacity" if sensitive else "employed"
        )
        put_fact(request, change, dossier, work)
        related = RelationFact(
            person=child, known_at=known_at, provenance=origin, relation="foster" if sensitive else "own"
        )
        put_fact(request, change, dossier, related)
        condition = ConditionFact(person=child, known_at=known_at, provenance=origin, reported=sensitive)
        put_fact(request, change, dossier, condition)
        change.send()
    return memory


def clear_view(memory: MemoryVault) -> Counter[object]:
    """Return how often each clear attribute, form and value stands in each table."""
    found: Counter[object] = Counter()
    for table in Table:
        if table is Table.SUBJECTS:
            continue
        for row in memory.database.rows[table].values():
            found[table, "attributes", tuple(sorted(row))] += 1
            for name, value in _clear(row).items():
                found[table, name, _said(name, value)] += 1
            sealed = row.get("sealed")
            blobs = sealed if isinstance(sealed, list) else [sealed]
            found[table, "sealed", tuple(sorted(len(blob) for blob in blobs if isinstance(blob, bytes)))] += 1
    return found


def _clear(row: Item) -> Item:
    return {name: value for name, value in row.items() if name != "sealed"}


def _said(name: str, value: object) -> object:
    if name in IDS:
        return tuple(len(part) for part in str(value).split("#")) if isinstance(value, str) else type(value).__name__
    return len(value) if isinstance(value, bytes) else str(value)


def test_nothing_in_clear_tells_the_populations_apart() -> None:
    """Given two populations of equal numbers, then tables, attributes, forms, states and sizes are the same."""
    healthy, ill = clear_view(population(sensitive=False)), clear_view(population(sensitive=True))
    different = {name: (healthy[name], ill[name]) for name in {*healthy, *ill} if healthy[name] != ill[name]}
    ledger = {name for name in different if isinstance(name, tuple) and name[:2] == (Table.LEDGER, "sealed")}
    assert set(different) - ledger == set(), different


def test_the_comparison_sees_a_clear_word() -> None:
    """Given a row with a word that only one population has, then the comparison finds it: it is not blind."""
    one, other = population(sensitive=False), population(sensitive=True)
    row = next(iter(other.database.rows[Table.DOSSIERS].values()))
    row["marker"] = "care"
    assert clear_view(one) != clear_view(other)
