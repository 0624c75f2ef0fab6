"""PX-8: every euro stands in balanced entries that are never changed; each day proves and chains them."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from functions.payments.book import (
    BANK,
    BENEFITS,
    PAYABLE,
    BookDiffersError,
    Entry,
    UnbalancedError,
    moved,
    post,
)
from functions.payments.prove_book import Balance
from functions.payments.prove_families import prove_families
from functions.register.category import Category
from functions.runtime.database import Item, Key, Table
from functions.units.year_month import YearMonth
from functions.vault.ledger_entry import open_entry
from tests.builders.bank_world import BankWorld
from tests.builders.decided_months import income
from tests.builders.paid_families import FundFamily, add_facts
from tools.synthetic.bank_answers import debit, given_back, notice, paid_in, status_report

AT, AUGUST = "2024-07-01T06:00:00Z", "2024-08-01T06:00:00Z"
FAMILIES = [FundFamily(number) for number in range(1, 5)]


@pytest.fixture
def world() -> BankWorld:
    """Return a fund of two regions: a month was paid, one payment came back, one movement is unexplained."""
    made = BankWorld(per_file=2).with_families(*FAMILIES, FundFamily(5, "wallonia"))
    run = made.month_sent().run
    made.month_sent("wallonia")
    first, second = made.seen(run, 1), made.seen(run, 2)
    made.answer(status_report(first, {first.payments[0].payment: "AC04"}))
    made.answer(notice(debit(first, first.cents - first.payments[0].cents) + debit(second), first.own))
    made.answer(notice(given_back(second, second.payments[1], "RC01") + paid_in(5_000, "R"), first.own, number=2))
    return made


def book(world: BankWorld) -> dict[Key, Item]:
    return world.memory.database.rows[Table.BOOK]


def entries(world: BankWorld) -> list[Item]:
    return [row for key, row in book(world).items() if key.pk != "digest"]


@pytest.mark.goal("PX-8")
def test_each_day_proves_every_euro_and_chains_its_digest(world: BankWorld) -> None:
    """Given a month with all that happens to money, then entitlement = paid + due - recovered, and days are chained."""
    postings: Counter[tuple[object, object]] = Counter()
    for row in entries(world):
        postings[row["sk"], row["shard"]] += int(str(row["cents"]))
    assert postings
    assert not any(postings.values())
    closed = [world.close()]
    for _ in range(2):
        world.memory.clock.jump(timedelta(days=1))
        closed.append(world.close())
    assert all(one.holds for one in closed)
    total = closed[-1].proof.total
    assert total.entitlement == total.paid + total.due - total.recovered
    assert 0 < total.due < total.entitlement
    assert total.unexplained == 5_000
    regions = closed[-1].proof.regions
    assert set(regions) == {"flanders", "wallonia"}
    for name in ("entitlement", "paid", "due", "recovered"):
        assert getattr(total, name) == sum(getattr(one, name) for one in regions.values())
    # The chain `book` holds the digest of each day, in order, sealed to the audit root; rows hold each the last.
    rows = [book(world)[key] for key in sorted(book(world), key=str) if key.pk == "digest"]
    assert [row["previous"] for row in rows] == ["", *(row["digest"] for row in rows[:-1])]
    chain = sorted(
        (row for key, row in world.memory.database.rows[Table.LEDGER].items() if key.pk == "book"),
        key=lambda row: str(row["sk"]),
    )
    opened = [
        open_entry(world.memory.keyring.audit_private(), "book", number, bytes(row["sealed"]))[1]  # type: ignore[arg-type]
        for number, row in enumerate(chain, 1)
    ]
    assert [one["writes"] for one in opened] == [[[f"book/digest/{row['sk']!s}", 1, row["digest"]]] for row in rows]
    # Per family, from the payment items themselves.
    per_file: dict[str, Counter[str]] = defaultdict(Counter)
    families = 0
    for run in world.store.runs():
        for shard in world.store.shards(run.run):
            sums = prove_families(world.memory.vault, world.store, run.run, shard.shard)
            assert sums.differing == 0
            families += sums.families
            per_file[run.run].update(sums.granted)
    assert families == 5
    for run in world.store.runs():
        assert {str(file["sk"]): file["cents"] for file in world.store.files(run.run)} == dict(per_file[run.run])


def test_an_entry_names_no_person_and_no_dossier(world: BankWorld) -> None:
    """Given all entries, then they hold ids of runs and cases, regions, months and amounts: nothing of a family."""
    text = json.dumps(entries(world))
    assert not any(word in text for word in ("prs_", "dos_", "pay_", "BE68", "Noor", *Category))
    payments = [str(row["payment"]) for row in world.memory.database.rows[Table.PAYMENTS].values() if "payment" in row]
    assert payments
    assert not any(payment in text for payment in payments)


def test_closing_a_day_again_writes_nothing(world: BankWorld) -> None:
    first = world.close()
    before = {table: dict(rows) for table, rows in world.memory.database.rows.items()}
    again = world.close()
    assert again.digest == first.digest
    assert before == world.memory.database.rows


def _cents(row: Item) -> None:
    row["cents"] = int(str(row["cents"])) + 1


CHANGES: dict[str, Callable[[BankWorld, Key], object]] = {
    "an amount": lambda world, key: _cents(book(world)[key]),
    "a date": lambda world, key: book(world)[key].update(posted_at="2024-06-01T00:00:00Z"),
    "an entry less": lambda world, key: book(world).pop(key),
    "an entry more": lambda world, key: book(world).setdefault(
        Key(key.pk, f"{key.sk}#x"), {**book(world)[key], "sk": f"{key.sk}#x"}
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_closed_cannot_be_changed_unseen(world: BankWorld, name: str) -> None:
    """Given a closed day, when an entry of it is changed, taken away or added, then the next day says which run."""
    world.memory.clock.jump(timedelta(days=1))
    assert world.close().holds
    key = next(key for key in sorted(book(world), key=str) if key.pk.startswith("payable#"))
    run = str(book(world)[key]["run"])
    CHANGES[name](world, key)
    world.memory.clock.jump(timedelta(days=1))
    closed = world.close()
    assert not closed.holds
    assert closed.altered == (run,)


@pytest.mark.parametrize("name", ["cents", "booked_cents", "rejected_cents", "returned_cents"])
def test_each_sum_is_held_against_what_something_else_wrote(world: BankWorld, name: str) -> None:
    """Given a file's row that says a cent more than the book, then the proof names file and sum."""
    rows = world.memory.database.rows[Table.PAYMENTS]
    key = next(key for key in rows if key.sk.startswith("file#") and rows[key].get(name))
    rows[key][name] = int(str(rows[key][name])) + 1
    proof = world.prove()
    assert not proof.holds
    assert any(key.sk in difference for difference in proof.differences)


def test_two_amounts_of_one_place_are_never_both_believed(world: BankWorld) -> None:
    """Given an entry that stands, then the same is found, another amount is refused, and nothing is overwritten."""
    run = world.store.runs()[0]
    pair = moved(BENEFITS, PAYABLE, run, 9, "00", 100)
    post(world.store, pair, AT)
    post(world.store, pair, "2024-07-02T06:00:00Z")
    assert book(world)[pair[0].key]["posted_at"] == AT
    with pytest.raises(BookDiffersError):
        post(world.store, moved(BENEFITS, PAYABLE, run, 9, "00", 101), AT)
    assert book(world)[pair[0].key]["cents"] == 100


def test_a_posting_that_does_not_add_up_is_not_written(world: BankWorld) -> None:
    run = world.store.runs()[0]
    lone = Entry(BANK, run.region, YearMonth(2024, 6), "00", "x", 1, run.run, 1)
    with pytest.raises(UnbalancedError):
        post(world.store, [lone], AT)
    assert lone.key not in book(world)


def test_what_is_claimed_back_lowers_what_is_due() -> None:
    """Given 300 paid and an entitlement that fell to 200, then 100 is due to us, and none once it was recovered."""
    claimed = Balance.of({BENEFITS: 200, BANK: -300, "owed_back": 100})
    assert (claimed.paid, claimed.due, claimed.recovered, claimed.holds) == (300, -100, 0, True)
    recovered = Balance.of({BENEFITS: 200, BANK: -300, "recovered": 100})
    assert (recovered.paid, recovered.due, recovered.recovered, recovered.holds) == (300, 0, 100, True)
    assert not Balance.of({BENEFITS: 200, BANK: -300}).holds


def test_arrears_and_what_came_back_add_up_family_by_family() -> None:
    """Given a late income and a payment that came back, then both add up; a payment of a cent more is found."""
    family = FundFamily(1, partner=False, income_cents=None)
    world = BankWorld().with_families(family)
    june = world.month_sent().run
    file = world.seen(june)
    world.answer(status_report(file, {file.payments[0].payment: "RC01"}))
    world.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 1))
    add_facts(world.memory, family.dossier, [income(family, 2_000_000).model_copy(update={"known_at": AUGUST})])
    july = world.month_sent(month=YearMonth(2024, 7)).run
    assert sorted(str(row["sk"]) for row in world.payments_of(family)) == [
        "#returned#2024-06#01",
        "2024-06#01",
        "2024-06#02",
        "2024-07#01",
        "2024-07#02",
        "2024-07#c1",
    ]
    (shard,) = [one.shard for one in world.store.shards(july) if one.counters["payments"]]
    sums = prove_families(world.memory.vault, world.store, july, shard)
    assert (sums.families, sums.differing) == (1, 0)
    assert sums.granted["file#0001"] + sums.again["file#0001"] == world.file_row(july)["cents"]
    assert sums.again["file#0001"] == file.cents
    assert world.prove().holds
    correction = Key(family.dossier, "2024-07#c1")
    del world.memory.database.rows[Table.PAYMENTS][correction]
    assert prove_families(world.memory.vault, world.store, july, shard).differing == 1
