"""CA-3, CA-4: what was believed when, and that late facts end in the same cents as if they had been known at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import current_parameters
from functions.dossier.fact import AddressFact, Fact, HouseholdFact, HouseholdMember, IncomeItem, YearlyIncomeFact
from functions.dossier.family_file import FamilyFile
from functions.dossier.person import Address
from functions.payments.entitlement import Entitlement, Standstill, entitlement, entitlement_range
from functions.payments.stop import FamilyStopError, OtherRegionError
from functions.units.clock import parse_instant
from functions.units.year_month import YearMonth
from tests.builders.decided_months import Months
from tests.builders.paid_families import POSTAL, FundFamily, origin

FIRST, LAST = YearMonth(2023, 12), YearMonth(2024, 5)
FAMILY = FundFamily(1, "flanders", (date(2021, 2, 3), date(2022, 3, 4)), partner=False, income_cents=2_500_000)
MONTHS = [FIRST.plus(step) for step in range(LAST.months_since(FIRST) + 1)]


CODES = ["flanders", "brussels", "wallonia", "german_speaking"]
INCOMES = [0, 2_000_000, 3_400_000, 4_500_000, 9_000_000]


@dataclass(frozen=True)
class Chance:
    """Draws facts: any kind, any day of theirs, a first or a later version, now and then a cancellation."""

    random: Random

    def history(self) -> list[list[Fact]]:
        """Return what becomes known before each of the months; nothing in some of them."""
        return [[self._fact() for _ in range(self.random.choice([0, 1, 1, 2]))] for _ in MONTHS]

    def _fact(self) -> Fact:
        return self.random.choice([self._address, self._income, self._income, self._household])()

    def _day(self) -> date:
        return date(2023, 11, 15) + timedelta(days=self.random.randrange(200))

    def _origin(self, name: str) -> dict[str, object]:
        provenance = origin(f"{name}/{self.random.randrange(2)}", "government")
        return {"known_at": "", "provenance": provenance.model_copy(update={"version": self.random.randrange(3)})}

    def _address(self) -> Fact:
        person = FAMILY.child(self.random.randrange(2)) if self.random.random() < 0.3 else FAMILY.child(0)
        code = POSTAL[self.random.choice(CODES)]
        address = Address(street="D", house_number="1", postal_code=code, municipality="X", country="BE")
        void = self.random.random() < 0.2
        return AddressFact.model_validate(
            {"person": person, "valid_from": self._day(), "address": None if void else address, "void": void}
            | self._origin(f"move/{person}")
        )

    def _income(self) -> Fact:
        year, void = self.random.choice([2021, 2022]), self.random.random() < 0.2
        item = IncomeItem(code="TOTAL_TAXABLE", cents=self.random.choice(INCOMES))
        return YearlyIncomeFact.model_validate(
            {"person": FAMILY.payee, "income_year": year, "items": () if void else (item,), "void": void}
            | {"valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31)}
            | self._origin(f"tax/{year}")
        )

    def _household(self) -> Fact:
        children = [HouseholdMember(person=FAMILY.child(place), relationship=3) for place in range(len(FAMILY.born))]
        members = (HouseholdMember(person=FAMILY.payee, relationship=1), *children)
        others = self.random.choice([(), (), (12,), (3,)])
        return HouseholdFact.model_validate(
            {"person": FAMILY.payee, "valid_from": self._day(), "members": members, "others": others}
            | self._origin("house")
        )


def history_of(seed: int) -> list[list[Fact]]:
    """Return the history that a number determines."""
    return Chance(Random(seed)).history()  # noqa: S311 - a seeded story, no secret


def answer(file: FamilyFile, month: YearMonth, region: Region, known_at: str | None = None) -> Entitlement | str:
    at = None if known_at is None else parse_instant(known_at)
    try:
        return entitlement(file, month, region, current_parameters(), at)
    except FamilyStopError as stop:
        return stop.reason
    except OtherRegionError:
        return "other region"


@pytest.mark.goal("CA-3")
@pytest.mark.parametrize("seed", range(40))
def test_belief_at_an_instant_is_what_a_file_said_that_had_no_later_fact(seed: int) -> None:
    """Given any history, then each month at each instant is answered as by the file that ended there, from one read."""
    months = Months(FAMILY, start="2023-12-01T06:00:00Z")
    seen: list[tuple[str, dict[tuple[Region, YearMonth], Entitlement | str]]] = []
    for facts in history_of(seed):
        months.learn(*months.unseen(facts))
        file = months.file
        answers = {(region, month): answer(file, month, region) for region in REGIONS for month in MONTHS}
        seen.append((months.now, answers))
    file = months.file
    for known_at, answers in seen:
        for (region, month), answered in answers.items():
            assert answer(file, month, region, known_at) == answered


@pytest.mark.goal("CA-3")
@pytest.mark.parametrize("seed", range(60))
def test_a_range_answers_as_each_of_its_months(seed: int) -> None:
    """Given any facts, then the months decided together equal the months decided one by one, exactly."""
    months = Months(FAMILY, start="2023-12-01T06:00:00Z")
    for facts in history_of(seed):
        months.learn(*months.unseen(facts))
    file = months.file
    for region in REGIONS:
        together = entitlement_range(file, FIRST, LAST, region, current_parameters())
        for month in MONTHS:
            alone, found = answer(file, month, region), together[month]
            if isinstance(found, Standstill):
                assert alone == (found.reason or "other region")
            else:
                assert found == alone


@pytest.mark.goal("CA-3")
@pytest.mark.goal("CA-4")
@pytest.mark.parametrize("seed", range(40))
def test_month_by_month_with_late_facts_comes_to_the_same_cents_as_from_scratch(seed: int) -> None:
    """Given facts that come late, in any order, then paid plus differences is what all facts together give.

    A right that is only open keeps what was granted for it; such months, and months that nobody can decide, are left
    out of the comparison: nothing may be claimed back for them.
    """
    months = Months(FAMILY, start="2023-12-01T06:00:00Z")
    for month, facts in zip(MONTHS, history_of(seed), strict=True):
        months.learn(*months.unseen(facts))
        for region in REGIONS:
            months.decide(month, region)
    after = LAST.plus(1)
    for region in REGIONS:
        months.decide(after, region)
    standing = months.granted()
    file = months.file
    for region in REGIONS:
        for month in MONTHS:
            due = answer(file, month, region)
            if isinstance(due, Entitlement) and not due.undecided:
                assert standing.get((region, month), 0) == due.due_cents
            elif due == "other region":
                assert standing.get((region, month), 0) == 0
    paid = sum(payment.cents for payment in months.payments.values())
    too_much = sum(correction.paid_too_much for correction in months.corrections)
    dropped = sum(month.dropped for correction in months.corrections for month in correction.months)
    assert paid - too_much + dropped == sum(standing.values())
