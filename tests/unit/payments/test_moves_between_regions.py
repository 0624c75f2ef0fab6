"""CA-11: who moves is paid by one system each month: no gap, no double, and other systems are never guessed."""

from datetime import date
from itertools import permutations, product

import pytest

from functions.benefits.competent_region import Place
from functions.benefits.household import REGIONS
from functions.dossier.fact import AddressFact
from functions.dossier.person import Address
from functions.payments.payment import NotPaid, Payment, not_paid_place, payment_place
from functions.payments.run_rows import run_key
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from tests.builders.paid_families import FundFamily, add_facts, origin, put_fund_family
from tests.builders.payment_run import PaymentRun

PLACES: tuple[Place, ...] = (*REGIONS, "german_speaking_community", "abroad")
CODES = {"flanders": "3000", "brussels": "1030", "wallonia": "5000", "german_speaking_community": "4700"}
MOVE = YearMonth(2024, 3)
MONTHS = [MOVE.plus(step) for step in (-1, 0, 1, 2)]
# The first day, a day in the middle and the last: choice A01 for the first.
DAYS = (date(2024, 3, 1), date(2024, 3, 17), date(2024, 3, 31))
MOVES = list(product(permutations(PLACES, 2), DAYS))


def address(place: Place) -> Address:
    country, code = ("FR", "59000") if place == "abroad" else ("BE", CODES[place])
    return Address(street="Rue", house_number="1", postal_code=code, municipality="X", country=country)


def moving_family(number: int, old: Place, new: Place, day: date, children: int) -> FundFamily:
    """Return a family of which every child moves on the day."""
    family = FundFamily(number, born=(date(2021, 2, 3), date(2023, 2, 3))[:children], income_cents=None)
    facts = tuple(
        AddressFact(
            person=family.child(place),
            valid_from=since,
            known_at="2024-01-01T00:00:00Z",
            provenance=origin(f"register/{where}", "government"),
            address=address(where),
        )
        for place in range(children)
        for where, since in ((old, date(2023, 5, 1)), (new, day))
    )
    return FundFamily(number, born=family.born, income_cents=None, extra=facts)


def paid_by(run: PaymentRun, family: FundFamily, month: YearMonth) -> tuple[str, int] | None:
    """Return the region whose run paid the family's month, and how much; None without a payment."""
    rows = run.memory.database.rows[Table.PAYMENTS]
    found = [key for key in rows if key.pk == family.dossier and key.sk.startswith(f"{month}#")]
    paid = rows.get(payment_place(family.dossier, month).key)
    if paid is None:
        return None
    assert len(found) == 1, "a payment, and nothing beside it"
    (opened,) = run.memory.request(Purpose.CALCULATE_AND_PAY).open([SealedItem.of(Table.PAYMENTS, paid)], Payment)
    region = rows[run_key(str(paid["run"]))]["region"]
    assert opened.record.trace["region"] == region
    return str(region), opened.record.cents


def reason(run: PaymentRun, family: FundFamily, month: YearMonth) -> str:
    row = run.memory.database.rows[Table.PAYMENTS][not_paid_place(family.dossier, month).key]
    (opened,) = run.memory.request(Purpose.CALCULATE_AND_PAY).open([SealedItem.of(Table.PAYMENTS, row)], NotPaid)
    return opened.record.reason


@pytest.mark.goal("CA-11")
@pytest.mark.parametrize("children", [1, 2])
def test_whoever_moves_is_paid_once_each_month_or_routed(children: int) -> None:
    """Given a move between each two of five places, on three days of a month, when all regions run four months.

    Then the old region pays the month of the move and the new one the next, each what its law says, nobody twice; a
    month of the German-speaking Community or of another country is paid by nobody and reported once, as theirs.
    """
    run = PaymentRun()
    families = [
        (moving_family(number, old, new, day, children), old, new, day)
        for number, ((old, new), day) in enumerate(MOVES)
    ]
    standing = {
        region: FundFamily(1000 + at, region=region, born=families_born(children), income_cents=None)
        for at, region in enumerate(REGIONS)
    }
    for family in (*(one[0] for one in families), *standing.values()):
        put_fund_family(run.memory, family)
    for month, region in product(MONTHS, REGIONS):
        run.whole(region, month)
    for family, old, new, day in families:
        for month in MONTHS:
            competent = old if month < MOVE or (month == MOVE and day.day > 1) else new
            paid = paid_by(run, family, month)
            if competent in REGIONS:
                assert paid == paid_by(run, standing[competent], month), (old, new, day, month)
                assert paid is not None
                assert paid[0] == competent
            else:
                assert paid is None, (old, new, day, month)
                assert reason(run, family, month) == "other_system"


def families_born(children: int) -> tuple[date, ...]:
    """Return the birth dates that every family of a size has."""
    return (date(2021, 2, 3), date(2023, 2, 3))[:children]


def test_children_who_live_in_two_regions_are_not_guessed_together() -> None:
    """Given two children of whom one moves, then no region pays on a guess; the case is reported once."""
    both = moving_family(1, "flanders", "wallonia", date(2024, 3, 17), 2)
    left = FundFamily(1, born=both.born, income_cents=None)
    run = PaymentRun()
    put_fund_family(run.memory, left)
    add_facts(run.memory, left.dossier, [fact for fact in both.extra if fact.person == left.child(0)])
    for month, region in product(MONTHS[1:3], REGIONS):
        run.whole(region, month)
    assert paid_by(run, left, MOVE) is not None
    assert paid_by(run, left, MOVE.plus(1)) is None
    assert reason(run, left, MOVE.plus(1)) == "regions_differ"


@pytest.mark.parametrize("first_known", ["stated first", "stated last"])
def test_of_two_addresses_of_one_day_the_later_statement_counts_whichever_came_first(first_known: str) -> None:
    """Given a register that corrects a municipality, then one region pays, whatever the order of arrival."""
    plain = FundFamily(1, born=families_born(1), income_cents=None)
    told: tuple[tuple[str, date, Place], ...] = (
        ("stated first", date(2023, 5, 2), "brussels"),
        ("stated last", date(2023, 5, 9), "wallonia"),
    )
    facts = [
        AddressFact(
            person=plain.child(0),
            valid_from=date(2023, 5, 1),
            known_at=f"2024-01-0{1 + (said != first_known)}T00:00:00Z",
            provenance=origin(f"register/{said}", "government").model_copy(update={"stated_on": stated}),
            address=address(where),
        )
        for said, stated, where in told
    ]
    run = PaymentRun()
    family = FundFamily(1, born=plain.born, income_cents=None, extra=tuple(facts))
    put_fund_family(run.memory, family)
    for region in REGIONS:
        run.whole(region, MOVE)
    paid = paid_by(run, family, MOVE)
    assert paid is not None
    assert paid[0] == "wallonia"
