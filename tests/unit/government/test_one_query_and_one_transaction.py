"""What a delivery costs the store: one Query and one transaction per dossier and window, whatever it says of one."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

import pytest

from functions.government.read_windows import WINDOW
from functions.runtime.database import Action, Page, Put, Table
from functions.vault.item_size import item_bytes
from tests.builders.drops import DropWorld, child_number, envelope, household, income, number_of

FAMILIES = 5
# As many of one family as one transaction holds.
OF_A_WINDOW = 12 * FAMILIES


class Counted:
    """Counts by dossier what is asked of the table of dossiers."""

    def __init__(self, world: DropWorld, monkeypatch: pytest.MonkeyPatch) -> None:
        """Listen to the store."""
        self.queries: Counter[str] = Counter()
        self.transactions: Counter[str] = Counter()
        database = world.memory.database
        query, transact = database.query, database.transact

        def counted_query(table: Table, partition: str, **more: object) -> Page:
            if table is Table.DOSSIERS and more.get("index") is None:
                self.queries[partition] += 1
            return query(table, partition, **more)  # type: ignore[arg-type]

        def counted_transact(actions: Sequence[Action]) -> None:
            written = [one for one in actions if one.table is Table.DOSSIERS]
            self.transactions.update({str(one.item["pk"]) if isinstance(one, Put) else one.key.pk for one in written})
            transact(actions)

        monkeypatch.setattr(database, "query", counted_query)
        monkeypatch.setattr(database, "transact", counted_transact)


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    for family in range(FAMILIES):
        world.family(An=(number_of(family), "beneficiary"), Bo=(number_of(family + 50), "partner"))
    return world


def test_one_query_and_one_transaction_per_dossier_and_window(
    world: DropWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given two windows that name five families again and again, then each costs one of both per window."""
    known = [income(f"i{n}", number_of(n % FAMILIES + 50 * (n % 2)), n) for n in range(2 * OF_A_WINDOW)]
    strangers = [income(f"s{n}", number_of(900 - n), n) for n in range(2 * (WINDOW - OF_A_WINDOW))]
    windows = [
        [*known[n * OF_A_WINDOW :][:OF_A_WINDOW], *strangers[n * (WINDOW - OF_A_WINDOW) :][: WINDOW - OF_A_WINDOW]]
        for n in range(2)
    ]
    counted = Counted(world, monkeypatch)
    world.take(envelope("INCOME_TAX", 1, windows[0] + windows[1]))
    assert len(counted.queries) == len(counted.transactions) == FAMILIES
    assert set(counted.queries.values()) == set(counted.transactions.values()) == {2}


def test_households_that_bring_children_cost_no_more(world: DropWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given households that bring a child each into the files, then people and facts go in one transaction."""
    counted = Counted(world, monkeypatch)
    notifications = [
        household(f"h{n}", number_of(n), [(number_of(n + 50), 2), (child_number(n), 3)]) for n in range(FAMILIES)
    ]
    world.take(envelope("HOUSEHOLD", 1, notifications))
    assert set(counted.queries.values()) == set(counted.transactions.values()) == {1}
    assert len(counted.transactions) == FAMILIES


def test_a_notification_stays_within_its_budget_of_writes(world: DropWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a first statement about one person, then fact, notification, request, check and ledger cost 2 + 8 units.

    A unit is a kilobyte written; in a transaction it counts twice. What a delivery costs as a whole is not in it.
    """
    database, spent = world.memory.database, Counter[Table]()
    transact = database.transact

    def measured(actions: Sequence[Action]) -> None:
        for one in actions:
            spent[one.table] += 2 * (ceil(item_bytes(one.item) / 1024) if isinstance(one, Put) else 1)
        transact(actions)

    monkeypatch.setattr(database, "transact", measured)
    world.take(envelope("INCOME_TAX", 1, [income("i1", number_of(1), 2_512_345)]))
    assert sum(units for table, units in spent.items() if table is not Table.DELIVERIES) <= 2 + 8
    assert spent[Table.DOSSIERS] == 4  # the fact, and the notification beside it
