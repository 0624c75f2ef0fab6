"""What is missing is named and never guessed; what is wrong with one file keeps no other family from its money."""

from datetime import date, timedelta

import pytest

from functions.benefits.household import REGIONS
from functions.dossier.account import Account
from functions.dossier.fact import AddressFact, HouseholdFact, HouseholdMember
from functions.dossier.person import Address
from functions.dossier.places import ACCOUNT
from functions.dossier.write_family import put_account
from functions.payments.payment import NotPaid, Payment, not_paid_place, payment_place
from functions.payments.run_rows import FILES_READY, Run, not_paid_list
from functions.register.purpose import Purpose
from functions.runtime.database import Item, Table
from functions.vault.place import SealedItem
from functions.vault.subject import subject_key
from tests.builders.paid_families import FundFamily, add_facts, origin, put_fund_family
from tests.builders.payment_run import JUNE, PaymentRun

NEIGHBOUR = FundFamily(99, "flanders", (date(2021, 2, 3),))
BASE, SOCIAL = 17_666, 7_050


def run_of(*families: FundFamily, region: str = "flanders") -> tuple[PaymentRun, Run]:
    run = PaymentRun()
    for family in (*families, NEIGHBOUR):
        put_fund_family(run.memory, family)
    return run, run.whole(region)


def stored(run: PaymentRun, family: FundFamily) -> Payment | NotPaid | None:
    rows = run.memory.database.rows[Table.PAYMENTS]
    request = run.memory.request(Purpose.CALCULATE_AND_PAY)
    paid = rows.get(payment_place(family.dossier, JUNE).key)
    if paid is not None:
        return request.open([SealedItem.of(Table.PAYMENTS, paid)], Payment)[0].record
    unpaid = rows.get(not_paid_place(family.dossier, JUNE).key)
    return None if unpaid is None else request.open([SealedItem.of(Table.PAYMENTS, unpaid)], NotPaid)[0].record


def reason(run: PaymentRun, family: FundFamily) -> str:
    outcome = stored(run, family)
    assert isinstance(outcome, NotPaid)
    return outcome.reason


def undecided(outcome: Payment | NotPaid | None) -> list[tuple[str, tuple[str, ...]]]:
    assert outcome is not None
    assert outcome.trace is not None
    named = outcome.trace["undecided"]
    assert isinstance(named, list)
    return sorted((str(one["benefit"]), tuple(one["missing"])) for one in named if isinstance(one, dict))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("family", "why"),
    [
        (FundFamily(1, iban=None), "account_missing"),
        (FundFamily(1, iban="BE41539007547035"), "account_not_payable"),
        (FundFamily(1, iban="be68539007547034"), "account_not_payable"),
        (FundFamily(1, holder="Ирина"), "name_not_sendable"),
        (FundFamily(1, born=()), "no_child"),
        (FundFamily(1, born=(date(1990, 1, 1),), region="wallonia"), "nothing_due"),
        (FundFamily(1, region="german_speaking", income_cents=None), "other_system"),
        (FundFamily(1, postal_codes=("0999",)), "address_unknown"),
        (FundFamily(1, born=(date(2021, 1, 1), date(2022, 1, 1)), postal_codes=("3000", "1030")), "regions_differ"),
        (FundFamily(1, born=(None,)), "nothing_decided"),
        (FundFamily(1, born=(date(2015, 1, 1),)), "nothing_decided"),
    ],
)
def test_a_family_stops_alone_with_its_reason(family: FundFamily, why: str) -> None:
    """Given a file that cannot be paid, then it stands in the run's list, its reason sealed, and others are paid."""
    region = "wallonia" if family.region == "wallonia" else "flanders"
    run, done = run_of(family, region=region)
    assert reason(run, family) == why
    assert done.counters["not_paid"] == 1
    assert list(run.store.listed(not_paid_list(done.run))) == [family.dossier]
    assert done.state == FILES_READY
    if region == "flanders":
        assert isinstance(stored(run, NEIGHBOUR), Payment)
        assert done.counters["payments"] == 1


def test_a_broken_row_stops_its_family_alone() -> None:
    """Given a sealed row that was altered, then the family stops and the neighbour is paid."""
    run = PaymentRun()
    broken = FundFamily(1)
    for family in (broken, NEIGHBOUR):
        put_fund_family(run.memory, family)
    row: Item = next(
        row for key, row in run.memory.database.rows[Table.DOSSIERS].items()
        if key.pk == broken.dossier and key.sk.startswith(ACCOUNT)
    )  # fmt: skip
    blob = row["sealed"][0]  # type: ignore[index]
    assert isinstance(blob, bytes)
    row["sealed"] = [blob[:-1] + bytes([blob[-1] ^ 1])]
    done = run.whole("flanders")
    assert reason(run, broken) == "calculation_failed"
    assert (done.counters["payments"], done.counters["not_paid"]) == (1, 1)


@pytest.mark.parametrize(
    ("family", "missing", "cents"),
    [
        (FundFamily(1, income_cents=None), [("social", ("income",))], BASE),
        (FundFamily(1, condition=True, income_cents=9_900_000), [("care", ("disability",))], BASE),
        (FundFamily(1, relation="foster", income_cents=9_900_000), [("foster", ("placement",))], BASE),
        (
            FundFamily(1, born=(date(2015, 1, 1), date(2021, 1, 1))),
            [("base", ("right_open_2018", "group_2018"))],
            BASE + SOCIAL,
        ),
    ],
)
def test_what_can_be_decided_is_paid_and_the_rest_is_named(
    family: FundFamily, missing: list[tuple[str, tuple[str, ...]]], cents: int
) -> None:
    """Given a file that lacks a fact, then the rights that need it are undecided, by name, and the others are paid."""
    run, done = run_of(family)
    outcome = stored(run, family)
    assert isinstance(outcome, Payment)
    assert outcome.cents == cents
    assert undecided(outcome) == missing
    assert done.counters["undecided"] == 1


def test_the_picture_of_2019_is_asked_in_brussels() -> None:
    """Given a child that may be in the picture of December 2019, then the base is paid and the guarantee undecided."""
    family = FundFamily(1, "brussels", (date(2018, 5, 5),))
    run, _ = run_of(family, region="brussels")
    outcome = stored(run, family)
    assert isinstance(outcome, Payment)
    assert ("guarantee", ("right_open_2019",)) in undecided(outcome)


def test_a_child_whose_data_is_closed_is_named_and_not_left_out() -> None:
    """Given a child whose erasure began, then its base is undecided by name and the other child is paid."""
    family = FundFamily(1, born=(date(2021, 1, 1), date(2022, 1, 1)))
    run = PaymentRun()
    put_fund_family(run.memory, family)
    run.memory.database.rows[Table.SUBJECTS][subject_key(family.child(1))]["state"] = "ending"
    run.whole("flanders")
    outcome = stored(run, family)
    assert isinstance(outcome, Payment)
    assert outcome.cents == BASE
    assert undecided(outcome) == [("base", ("person",)), ("social", ("household_size",))]


def test_no_clear_attribute_tells_a_reported_condition_or_a_foster_child() -> None:
    """Given two funds that differ in illness and foster care only, then their rows show the same in clear."""
    shown = []
    for family in (FundFamily(1), FundFamily(1, condition=True), FundFamily(1, relation="foster")):
        run = PaymentRun()
        put_fund_family(run.memory, family)
        run.whole("flanders")
        rows = run.memory.database.rows[Table.PAYMENTS].items()
        shown.append({(key.sk, *sorted(row)) for key, row in rows} | {str(row.get("state")) for _, row in rows})
    assert shown[0] == shown[1] == shown[2]


def test_an_erased_partners_income_is_never_left_out_silently() -> None:
    """Given a partner who is no member of the file any more, then no supplement is paid on half of the income."""
    family = FundFamily(1, partner=False, income_cents=1_000_000)
    run = PaymentRun()
    put_fund_family(run.memory, family)
    members = (
        HouseholdMember(person=family.payee, relationship=1),
        HouseholdMember(person=family.other, relationship=2),
        HouseholdMember(person=family.child(0), relationship=3),
    )
    told = HouseholdFact(
        person=family.payee, known_at="2024-06-02T00:00:00Z", provenance=origin("bis", "government"), members=members
    )
    add_facts(run.memory, family.dossier, [told])
    run.whole("flanders")
    outcome = stored(run, family)
    assert isinstance(outcome, Payment)
    assert outcome.cents == BASE
    assert undecided(outcome) == [("social", ("income",))]


def test_an_adult_whose_tie_is_unknown_leaves_the_supplement_open() -> None:
    """Given an adult without family tie in the household, then nobody guesses whether that is a partner."""
    family = FundFamily(1, partner=False, income_cents=1_000_000)
    run = PaymentRun()
    put_fund_family(run.memory, family)
    members = (
        HouseholdMember(person=family.payee, relationship=1),
        HouseholdMember(person=family.other, relationship=12),
        HouseholdMember(person=family.child(0), relationship=3),
    )
    told = HouseholdFact(
        person=family.payee, known_at="2024-06-02T00:00:00Z", provenance=origin("bis", "government"), members=members
    )
    add_facts(run.memory, family.dossier, [told])
    run.whole("flanders")
    assert undecided(stored(run, family)) == [("social", ("partner",))]


@pytest.mark.parametrize(("day", "june", "july"), [(7, "brussels", "flanders"), (1, "flanders", "flanders")])
def test_the_month_of_a_move_belongs_to_the_region_of_its_first_day(day: int, june: str, july: str) -> None:
    """Given a child that moves to Flanders in June, then one region pays each month: no gap, no double."""
    family = FundFamily(1, "brussels")
    run = PaymentRun()
    put_fund_family(run.memory, family)
    moved = AddressFact(
        person=family.child(0),
        known_at="2024-06-09T00:00:00Z",
        valid_from=date(2024, 6, day),
        provenance=origin("move", "government"),
        address=Address(street="S", house_number="1", postal_code="9000", municipality="Gent", country="BE"),
    )
    add_facts(run.memory, family.dossier, [moved])
    paid = {region: run.whole(region).counters["payments"] for region in REGIONS}
    assert paid == {region: int(region == june) for region in REGIONS}
    run.memory.clock.jump(timedelta(days=31))
    paid = {region: run.whole(region, JUNE.plus(1)).counters["payments"] for region in REGIONS}
    assert paid == {region: int(region == july) for region in REGIONS}


@pytest.mark.parametrize(
    ("postal_codes", "reported_by"),
    [(("1030", "5000"), "brussels"), (("4700", "4700"), "flanders"), (("3000", "4700"), "flanders")],
)
def test_a_family_of_no_single_region_is_reported_once(postal_codes: tuple[str, ...], reported_by: str) -> None:
    """Given children in two systems, or in another one, then exactly one region's run reports the family."""
    family = FundFamily(1, born=(date(2021, 1, 1), date(2022, 1, 1)), postal_codes=postal_codes)
    run = PaymentRun()
    put_fund_family(run.memory, family)
    told = {region: run.whole(region).counters["not_paid"] for region in REGIONS}
    assert told == {region: int(region == reported_by) for region in REGIONS}


def test_the_newest_account_is_paid_and_only_by_the_next_decision() -> None:
    """Given a new account after a month was decided, then that month keeps its payment and the next uses it."""
    family = FundFamily(1)
    run, done = run_of(family)
    request = run.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    change = request.change("new account")
    put_account(change, family.dossier, 2, Account(person=family.payee, iban="BE43068999999501", holder="Noor P"))
    change.send()
    run.work(done.run, str(run.memory.database.rows[Table.PAYMENTS][payment_place(family.dossier, JUNE).key]["shard"]))
    first = stored(run, family)
    assert isinstance(first, Payment)
    assert first.account == "account#0001"
    run.memory.clock.jump(timedelta(days=31))
    july = run.whole("flanders", JUNE.plus(1))
    assert b"BE43068999999501" in run.file(july.run)
