"""PX-1, PX-2: a month of three regions, from the vault to sealed payment files, and the same at every rerun."""

from datetime import date
from hashlib import sha256

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.household import Child, Household, Income, Region
from functions.benefits.parameters import current_parameters
from functions.benefits.replay import replay
from functions.payments.check_file import Expected, check_file
from functions.payments.payment import Payment, payment_place
from functions.payments.report_run import tell_run
from functions.payments.run_limits import CEILINGS
from functions.payments.run_rows import FILES_READY
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.place import SealedItem
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.payment_files import FUND
from tests.builders.payment_run import JUNE, PaymentRun

FAMILIES = [
    FundFamily(1, "flanders", (date(2021, 2, 3), date(2022, 3, 4))),
    FundFamily(2, "flanders", (date(2020, 5, 6),), partner=False, income_cents=6_000_000, holder="Zoë Müßig"),
    FundFamily(3, "brussels", (date(2021, 2, 3),), iban="NL91ABNA0417164300"),
    FundFamily(4, "brussels", (date(2020, 1, 2), date(2023, 1, 2)), partner=False, income_cents=9_900_000),
    FundFamily(5, "wallonia", (date(2021, 2, 3), date(2022, 1, 9), date(2023, 7, 1))),
    FundFamily(6, "wallonia", (date(2024, 1, 9),), income_cents=4_000_000),
]
REGIONS: tuple[Region, ...] = ("flanders", "brussels", "wallonia")


def fund() -> PaymentRun:
    run = PaymentRun()
    for family in FAMILIES:
        put_fund_family(run.memory, family)
    return run


def what_if(family: FundFamily, region: Region) -> int:
    """Return what the law gives for the same family through the what-if door."""
    children = tuple(Child(family.child(place), born) for place, born in enumerate(family.born) if born)
    income = None if family.income_cents is None else Income(family.income_cents)
    return decide_month(Household(JUNE, region, family.partner, income, children), current_parameters()).total


def payment_of(run: PaymentRun, family: FundFamily) -> Payment:
    row = run.memory.database.rows[Table.PAYMENTS][payment_place(family.dossier, JUNE).key]
    request = run.memory.request(Purpose.CALCULATE_AND_PAY)
    return request.open([SealedItem.of(Table.PAYMENTS, row)], Payment)[0].record


def test_every_family_gets_what_the_law_gives_and_the_file_says_so() -> None:
    """Given families of three regions, when each region's month runs, then file and what-if give the same cents."""
    run = fund()
    for region in REGIONS:
        done = run.whole(region)
        families = [family for family in FAMILIES if family.region == region]
        assert (done.state, done.files, done.counters["payments"]) == (FILES_READY, 1, len(families))
        planned = sorted((payment_of(run, family).payment, payment_of(run, family).cents) for family in families)
        assert [cents for _, cents in planned] == [
            what_if(family, region) for _, family in sorted((payment_of(run, f).payment, f) for f in families)
        ]
        assert check_file(run.file(done.run), Expected(FUND.iban, date(2024, 7, 1), CEILINGS, planned)) == []
        assert done.counters["cents"] == sum(cents for _, cents in planned)


def test_each_payment_can_be_computed_again_from_its_trace_alone() -> None:
    """Given a paid month, then the trace kept beside each payment gives the same cents from the amount files alone."""
    run = fund()
    for region in REGIONS:
        run.whole(region)
    for family in FAMILIES:
        payment = payment_of(run, family)
        assert replay(payment.trace, current_parameters()) == []
        assert payment.trace["total"] == payment.cents
        assert payment.facts


@pytest.mark.parametrize("region", REGIONS)
def test_a_rerun_of_any_step_changes_nothing(region: str) -> None:
    """Given a finished run, when each of its steps runs again, then no row, object or byte changes."""
    run = fund()
    done = run.whole(region)
    before = {table: dict(rows) for table, rows in run.memory.database.rows.items()}
    sealed = dict(run.objects.bodies)
    again, shards = run.start(region)
    assert (again, shards) == (done.run, [])
    for shard in ("00", *(str(row["shard"]) for row in before[Table.PAYMENTS].values() if "payment" in row)):
        run.work(done.run, shard)
    assert run.write(done.run) == done
    assert {table: dict(rows) for table, rows in run.memory.database.rows.items()} == before
    assert run.objects.bodies == sealed


def test_the_same_families_give_the_same_bytes_in_another_run() -> None:
    """Given two funds with the same families and keys, then their files are equal byte for byte."""
    digests = []
    for _ in range(2):
        run = fund()
        digests.append([sha256(run.file(run.whole(region).run)).hexdigest() for region in REGIONS])
    assert digests[0] == digests[1]


def test_a_run_splits_its_files_by_size_and_every_payment_stands_in_one() -> None:
    """Given files of at most two payments, then the payments stand in order, once each, in as many files as needed."""
    run = PaymentRun(per_file=2)
    families = [FundFamily(number, "flanders", holder=f"Payee {number}") for number in range(5)]
    for family in families:
        put_fund_family(run.memory, family)
    done = run.whole("flanders")
    assert done.files == 3
    text = b"".join(run.file(done.run, number) for number in (1, 2, 3)).decode()
    ids = [part.split("<")[0] for part in text.split("<EndToEndId>")[1:]]
    assert ids == sorted(payment_of(run, family).payment for family in families)
    assert text.count("<NbOfTxs>2<") == 4
    assert text.count("<NbOfTxs>1<") == 2


def test_a_file_opens_with_the_file_domain_alone() -> None:
    """Given a sealed file, then the file domain's root opens it, and no other root does anything for it."""
    run = fund()
    done = run.whole("flanders")
    run.memory.keyring.forbidden = set(Domain) - {Domain.FILE}
    assert run.file(done.run).startswith(b"<?xml")
    run.memory.keyring.forbidden = {Domain.FILE}
    with pytest.raises(PermissionError):
        run.file(done.run)


def test_nothing_personal_rests_in_clear() -> None:
    """Given three finished runs, then no row, key or object shows a name, an account, a birth date or a benefit."""
    run = fund()
    for region in REGIONS:
        run.whole(region)
    database = run.memory.database
    tables = (Table.PAYMENTS, Table.BOOK, Table.OUTBOX, Table.LEDGER)
    text = "".join(repr(row) for table in tables for row in database.rows[table].values())
    text += "".join(run.objects.bodies) + "".join(map(repr, run.objects.bodies.values()))
    for word in (
        "Noor",
        "Peeters",
        "Müßig",
        "BE68539007547034",
        "NL91ABNA0417164300",
        "2021-02-03",
        "social",
        "Dorpsstraat",
    ):
        assert word not in text, word


def test_the_book_balances_and_names_nobody() -> None:
    """Given finished runs, then the book's entries add up to zero and to the files' totals, per file and shard."""
    run = fund()
    done = [run.whole(region) for region in REGIONS]
    entries = list(run.memory.database.rows[Table.BOOK].values())
    assert sum(int(str(entry["cents"])) for entry in entries) == 0
    granted = sum(int(str(entry["cents"])) for entry in entries if str(entry["pk"]).startswith("benefits#"))
    assert granted == sum(one.counters["cents"] for one in done)
    assert not any("dos_" in repr(entry) or "prs_" in repr(entry) for entry in entries)


def test_a_first_payment_asks_for_a_message_and_the_next_does_not() -> None:
    """Given a first paid month, then the payee must be told; the second month's payment asks for nothing."""
    run = PaymentRun()
    put_fund_family(run.memory, FAMILIES[0])
    run.whole("flanders")
    (event,) = run.memory.database.rows[Table.OUTBOX].values()
    payment = payment_of(run, FAMILIES[0]).payment
    assert (event["kind"], event["ids"]) == ("message_wanted", [FAMILIES[0].dossier, f"pay_{payment}"])
    run.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 1))
    second = run.whole("flanders", JUNE.plus(1))
    assert second.counters["payments"] == 1
    assert len(run.memory.database.rows[Table.OUTBOX]) == 1


def test_another_fund_never_knows_a_payment_id() -> None:
    """Given the same dossier under another key, then its payment has another id: it says nothing without the key."""
    one, other = PaymentRun(), PaymentRun()
    other.memory.keyring._seed = "other"
    ids = set()
    for run in (one, other):
        put_fund_family(run.memory, FAMILIES[0])
        run.whole("flanders")
        ids.add(payment_of(run, FAMILIES[0]).payment)
    assert len(ids) == 2
    assert FAMILIES[0].dossier == fixed_id("dos", "1")


def test_a_run_that_slept_past_its_day_is_debited_on_the_next_and_says_so() -> None:
    """Given a run that was decided in time and written two weeks late, then its file asks for the next day, `late`."""
    run = fund()
    of_run, shards = run.start("flanders")
    for shard in shards:
        run.work(of_run, shard)
    run.memory.clock.jump(date(2024, 7, 20) - date(2024, 7, 1))
    done = run.write(of_run)
    told = tell_run(run.store, done)
    assert (told["state"], told["execution_on"], told["late"]) == (FILES_READY, "2024-07-22", True)


@pytest.mark.parametrize("objects_before_the_crash", [1, 2])
def test_files_that_were_begun_in_time_are_finished_late_without_a_change(objects_before_the_crash: int) -> None:
    """Given a crash at a file and a repeat after the debit day, then all files keep their one day and their bytes."""
    run = fund()
    run.per_file = 1
    of_run, shards = run.start("flanders")
    for shard in shards:
        run.work(of_run, shard)
    whole = PaymentRun(per_file=1)
    for family in FAMILIES:
        put_fund_family(whole.memory, family)
    expected = [whole.file(whole.whole("flanders").run, number) for number in (1, 2)]

    def die(call: str) -> None:
        if call == "write" and len(run.objects.bodies) == objects_before_the_crash:
            raise ConnectionError

    run.objects.after = die
    with pytest.raises(ConnectionError):
        run.write(of_run)
    run.objects.after = lambda _: None
    run.memory.clock.jump(date(2024, 7, 20) - date(2024, 7, 1))
    assert run.write(of_run).files == 2
    assert [run.file(of_run, number) for number in (1, 2)] == expected
