"""Every right of the law is reached from a family's dated facts, to the same cents as through the what-if door."""

from datetime import date
from typing import Any

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.household import Child, Household, Income
from functions.benefits.parameters import current_parameters
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, PaidMonths, Picture2019Fact
from functions.dossier.fact import Fact, JoiningFact
from functions.dossier.family_file import read_family_file
from functions.dossier.health_facts import DisabilityFact
from functions.dossier.person import PersonForPayment
from functions.dossier.register_facts import (
    DeathFact,
    ParentageFact,
    ParentTie,
    PlacementFact,
)
from functions.dossier.work_facts import EmploymentFact, SchoolEnrolmentFact, UnemploymentFact
from functions.payments.entitlement import Entitlement, entitlement
from functions.payments.stop import FamilyStopError
from functions.register.purpose import Purpose
from functions.units.year_month import YearMonth
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.rights_of_facts import (
    BABY,
    JUNE,
    RIGHTS,
    SCORES,
    SINGLE,
    STUDENT,
    UNIVERSITY,
    Right,
    fact,
    family_of,
)
from tests.builders.vault import memory_vault


def decided(family: FundFamily, month: YearMonth = JUNE) -> Entitlement:
    memory = memory_vault(start="2024-07-01T06:00:00Z")
    put_fund_family(memory, family)
    request = memory.request(Purpose.CALCULATE_AND_PAY)
    file = read_family_file(request, family.dossier, person=PersonForPayment)
    return entitlement(file, month, family.region, current_parameters())  # type: ignore[arg-type]


def open_rights(found: Entitlement) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((one.benefit, one.missing) for one in found.undecided)


@pytest.mark.parametrize("name", RIGHTS)
def test_facts_give_what_the_law_gives_to_the_same_household(name: str) -> None:
    """Given a right's facts as authorities state them, then nothing is open and the amounts are those of the law."""
    right = RIGHTS[name]
    family = family_of(right)
    found = decided(family, right.month)
    assert open_rights(found) == []
    assert found.decision is not None
    told = {"income": None if right.income is None else Income(right.income)} | right.household
    asked = Household(
        right.month,
        right.region,
        SINGLE,
        told.pop("income"),
        (Child(family.child(0), right.born, **right.child),),
        **told,
    )
    expected = decide_month(asked, current_parameters())
    assert found.decision == expected
    assert found.due_cents > 0
    if right.benefits:
        assert tuple(line.benefit for line in found.decision.children[0].lines) == right.benefits


OPEN = {
    "a request under way": (
        Right("flanders", BABY, [(DisabilityFact, {"authority": "KindEnGezin", "pending": True})]),
        ("care", ("disability",)),
    ),
    "withheld scores": (
        Right("flanders", BABY, [(DisabilityFact, {"authority": "KindEnGezin", "withheld": ("pillars",), **SCORES})]),
        ("care", ("disability",)),
    ),
    "a student without a school": (
        Right("brussels", STUDENT, [(Picture2019Fact, {"right_open": False})]),
        ("base", ("study",)),
    ),
    "a study of unknown size": (
        Right(
            "brussels",
            STUDENT,
            [(SchoolEnrolmentFact, UNIVERSITY | {"credits": None}), (Picture2019Fact, {"right_open": False})],
        ),
        ("base", ("study_size",)),
    ),
    "a student who may work too much": (
        Right(
            "brussels",
            STUDENT,
            [
                (SchoolEnrolmentFact, UNIVERSITY),
                (Picture2019Fact, {"right_open": False}),
                (EmploymentFact, {"declaration": "dmfa", "worked_hours": 241}),
            ],
        ),
        ("base", ("work",)),
    ),
    "a student with a benefit of unemployment": (
        Right(
            "brussels",
            STUDENT,
            [
                (SchoolEnrolmentFact, UNIVERSITY),
                (Picture2019Fact, {"right_open": False}),
                (UnemploymentFact, {"benefit": "full"}),
            ],
        ),
        ("base", ("work",)),
    ),
    "a parent who died on no day": (
        Right("flanders", BABY, [(ParentageFact, {"parents": (ParentTie(person="payee"), ParentTie(deceased=True))})]),
        ("orphan", ("date_of_death",)),
    ),
    "a surviving parent whom nobody names": (
        Right("flanders", BABY, [(ParentageFact, {"parents": (ParentTie(), ParentTie(died_on=date(2023, 3, 3)))})]),
        ("orphan", ("survivor_with_partner",)),
    ),
    "a child that died in no month": (
        Right("flanders", BABY, [(DeathFact, {"stated": "2024-00-00"})]),
        ("base", ("date_of_death",)),
    ),
    "an old child without its picture": (
        Right("flanders", date(2015, 2, 3)),
        ("base", ("right_open_2018", "group_2018")),
    ),
    "a share of an institution": (
        Right("flanders", BABY, [(PlacementFact, {"placement": "institution", "valid_from": date(2024, 1, 1)})]),
        ("institution", ("institution",)),
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_no_fact_says_is_named_and_never_guessed(name: str) -> None:
    """Given a fact that is missing, withheld or unclear, then the right that needs it is open, with the fact's name."""
    right, expected = OPEN[name]
    assert expected in open_rights(decided(family_of(right)))


@pytest.mark.parametrize(("hours", "free"), [(240, True), (241, False)])
def test_harmless_hours_are_no_obstacle(hours: int, free: bool) -> None:
    """Given a student's quarter at the harmless hours and one above, then only the latter is for a case worker."""
    right = Right(
        "brussels",
        STUDENT,
        [
            (SchoolEnrolmentFact, UNIVERSITY),
            (Picture2019Fact, {"right_open": False}),
            (EmploymentFact, {"declaration": "dmfa", "worked_hours": hours}),
        ],
    )
    assert (open_rights(decided(family_of(right))) == []) is free


@pytest.mark.parametrize(("credits_taken", "paid"), [(27, True), (26, False)])
def test_the_least_credits_are_a_study_and_one_less_is_none(credits_taken: int, paid: bool) -> None:
    """Given 27 credits and 26, then the child is paid with the first and not with the second."""
    facts: list[tuple[type[Fact], dict[str, Any]]] = [
        (SchoolEnrolmentFact, UNIVERSITY | {"credits": credits_taken}),
        (Picture2019Fact, {"right_open": False}),
    ]
    assert (decided(family_of(Right("brussels", STUDENT, facts))).due_cents > 0) is paid


@pytest.mark.parametrize(("returns", "study"), [(date(2024, 9, 23), True), (date(2024, 12, 1), False)])
def test_whoever_goes_on_after_the_summer_has_studied_in_it(returns: date, study: bool) -> None:
    """Given a year that ended in June, then July is a month of study when the next one begins after the summer."""
    years = [
        (SchoolEnrolmentFact, UNIVERSITY | {"valid_from": date(2023, 9, 18), "valid_to": date(2024, 6, 30)}),
        (SchoolEnrolmentFact, UNIVERSITY | {"valid_from": returns, "valid_to": date(2025, 6, 30)}),
        (Picture2019Fact, {"right_open": False}),
    ]
    found = decided(family_of(Right("brussels", STUDENT, years)), YearMonth(2024, 7))  # type: ignore[arg-type]
    assert found.decision is not None
    (line, *_) = found.decision.children[0].lines
    assert (line.amount_id == "brussels/base/reduced/18_24_higher_education") is study


def test_a_child_that_another_fund_pays_is_not_paid_twice_and_counts_in_the_household() -> None:
    """Given two children, one of them paid by another fund to May, then June is ours and May is not, for that one."""
    plain = FundFamily(1, "flanders", (BABY, date(2022, 3, 4)))
    months = (PaidMonths(category="base", first="2022-03", last="2024-05"),)
    answer = fact(BenefitElsewhereFact, plain.child(1), source="flanders", months=months)
    family = FundFamily(1, "flanders", plain.born, extra=(answer,))
    whole = decided(plain).due_cents
    assert decided(family).due_cents == whole
    may = decided(family, YearMonth(2024, 5))
    assert may.decision is not None
    assert [child.entitled for child in may.decision.children] == [True, False]
    assert may.decision.children[1].reason == "elsewhere"
    assert may.due_cents * 2 == whole


def test_a_family_of_another_fund_without_its_answer_is_ours_from_the_next_period() -> None:
    """Given a family that asked in May and named its earlier fund, then June is still that fund's and July is ours."""
    plain = FundFamily(1, "flanders", (BABY,))
    family = FundFamily(1, "flanders", (BABY,), extra=(fact(JoiningFact, plain.payee, earlier_fund="another fund"),))
    assert decided(family, JUNE).due_cents == 0
    assert decided(family, YearMonth(2024, 7)).due_cents > 0


def test_a_payee_who_died_is_not_paid() -> None:
    """Given a death of the payee, then the family stops with that reason: who is paid now is for a case worker."""
    right = Right("flanders", BABY, of_payee=[(DeathFact, {"died_on": date(2024, 6, 2)})])
    with pytest.raises(FamilyStopError, match="payee_deceased"):
        decided(family_of(right))
