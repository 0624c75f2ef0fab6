"""CA-4: a late fact gives per-month differences with their cause, both signs; the next run pays what is owed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import current_parameters
from functions.benefits.prescription import Claim, lapses_on
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, PaidMonths
from functions.dossier.fact import AddressFact, HouseholdFact, HouseholdMember, JoiningFact
from functions.dossier.person import Address
from functions.payments.correct_months import Question, correct_months
from functions.payments.correction import is_correction
from functions.payments.payment import WITHDRAWN, fact_reference, payment_place
from functions.payments.plan_payment import TO_DECIDE
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from tests.builders.decided_months import Months, income
from tests.builders.paid_families import FundFamily, add_facts, origin

APRIL, MAY, JUNE, JULY = YearMonth(2024, 4), YearMonth(2024, 5), YearMonth(2024, 6), YearMonth(2024, 7)
SOCIAL = 7_050  # flanders/social/low_small, tariff of September 2023


def test_a_late_income_pays_the_months_before_with_the_next_run() -> None:
    """Given two months without a known income, when it comes, then the next run pays the supplement of all three."""
    months = Months(FundFamily(1, partner=False, income_cents=None))
    months.decide(MAY)
    months.decide(JUNE)
    months.learn(income(months.family, 2_000_000))
    months.decide(JULY)
    (correction,) = months.corrections
    assert [(one.month, one.cents) for one in correction.months] == [("2024-05", SOCIAL), ("2024-06", SOCIAL)]
    for month in correction.months:
        (amount,) = month.amounts
        assert (amount.benefit, amount.before, amount.after) == ("social", 0, SOCIAL)
        assert amount.ground_after == "income_within_lower_limit"
    assert len(correction.causes) == 1
    assert [(one.first, one.last) for one in correction.traces] == [("2024-05", "2024-06")]
    arrears = months.payments[payment_place(months.family.dossier, JULY, 2).sk]
    assert arrears.cents == 2 * SOCIAL
    assert sum(one.cents for one in months.payments.values()) == months.due(MAY, JUNE, JULY)


def test_what_was_paid_too_much_is_stated_and_nothing_is_set_off() -> None:
    """Given a supplement on a low income, when a high one comes, then nothing is paid less and a person must decide."""
    months = Months(FundFamily(1, partner=False, income_cents=2_000_000))
    months.decide(MAY)
    months.decide(JUNE)
    months.learn(
        income(months.family, 9_000_000, attestation=f"tax/{months.family.payee}").model_copy(
            update={"provenance": origin(f"tax/{months.family.payee}", "government").model_copy(update={"version": 1})}
        )
    )
    months.decide(JULY)
    (correction,) = months.corrections
    assert (correction.owed_to_family, correction.paid_too_much) == (0, 2 * SOCIAL)
    assert sorted(months.payments) == ["2024-05#01", "2024-06#01", "2024-07#01"]
    assert months.payments["2024-07#01"].cents == months.due(JULY)
    (row,) = [row for row in months.rows if is_correction(row.place.sk)]
    assert row.clear["work_list"] == TO_DECIDE
    (report,) = months.reports(str(row.clear["run"]), str(row.clear["shard"]))
    assert report.corrected == [
        {"month": "2024-05", "granted": "247.16", "due": "176.66"},
        {"month": "2024-06", "granted": "247.16", "due": "176.66"},
    ]
    paid = sum(one.cents for one in months.payments.values())
    assert paid + sum(one.cents for one in correction.months) == months.due(MAY, JUNE, JULY)


def test_a_right_that_is_only_open_takes_nothing_back() -> None:
    """Given a paid supplement, when an adult of unknown tie appears, then it is open, and nothing is taken back."""
    months = Months(FundFamily(1, partner=False, income_cents=2_000_000))
    months.decide(MAY)
    child = months.family.child(0)
    members = (
        HouseholdMember(person=months.family.payee, relationship=1),
        HouseholdMember(person=child, relationship=3),
    )
    months.learn(
        HouseholdFact(
            person=months.family.payee,
            known_at="",
            provenance=origin("register", "government"),
            valid_from=date(2024, 5, 1),
            members=members,
            others=(12,),
        )
    )
    months.decide(JUNE)
    assert months.corrections == []
    assert months.payments["2024-06#01"].cents == months.payments["2024-05#01"].cents - SOCIAL


def test_nothing_new_writes_nothing_new() -> None:
    """Given months without a late fact, and a fact that changes no cent, then there is no correction."""
    months = Months(FundFamily(1, partner=False, income_cents=2_000_000))
    months.decide(MAY)
    months.decide(JUNE)
    months.learn(income(months.family, 1_900_000, attestation="again"))
    months.decide(JULY)
    assert months.corrections == []
    assert len(months.payments) == 3


def test_a_correction_is_made_once_however_often_the_run_is_repeated() -> None:
    """Given a run with arrears, when it runs again, then no row changes and its counters are the same."""
    months = Months(FundFamily(1, partner=False, income_cents=None))
    months.decide(MAY)
    months.learn(income(months.family, 2_000_000))
    months.decide(JUNE)
    before = {row.place: row.clear for row in months.rows}
    of_run = str(months.payments and next(iter(before.values()))["run"])
    assert months.run.store.run(of_run).counters["families"] == 1
    months.run.whole("flanders", JUNE)
    assert {row.place: row.clear for row in months.rows} == before


def test_a_late_move_is_settled_by_both_regions() -> None:
    """Given a family in Wallonia since May, known in July, then Flanders states and Wallonia pays May and June."""
    months = Months(FundFamily(1, income_cents=None, partner=False))
    months.decide(MAY)
    months.decide(JUNE)
    address = Address(street="Rue", house_number="1", postal_code="5000", municipality="N", country="BE")
    months.learn(
        AddressFact(
            person=months.family.child(0),
            known_at="",
            provenance=origin("register", "government"),
            valid_from=date(2024, 4, 20),
            address=address,
        )
    )
    months.decide(JULY, "flanders")
    months.decide(JULY, "wallonia")
    flanders, wallonia = months.corrections
    assert (flanders.region, wallonia.region) == ("flanders", "wallonia")
    assert flanders.paid_too_much == sum(months.payments[f"2024-0{month}#01"].cents for month in (5, 6))
    assert wallonia.owed_to_family == months.due(MAY, JUNE, region="wallonia")
    assert months.payments["2024-07#01"].cents == months.due(JULY, region="wallonia")


def test_arrears_wait_for_an_account_and_are_not_lost() -> None:
    """Given arrears of a family without an account, then nothing is stored, and the run after it has one pays them."""
    months = Months(FundFamily(1, partner=False, income_cents=None, iban=None))
    months.decide(MAY)
    months.learn(income(months.family, 2_000_000))
    months.decide(JUNE)
    assert months.corrections == []
    assert months.payments == {}


def joined(family: FundFamily) -> JoiningFact:
    return JoiningFact(
        person=family.payee, known_at="2024-06-01T06:00:00Z", provenance=origin("joining"), declared=True
    )


def test_a_newborns_months_before_its_family_joined_are_paid_with_the_first_run() -> None:
    """Given a baby of February and a sister of 2021 that join in June, then May pays the baby's months, and no others.

    Law: Groeipakketdecreet art. 5 (the month of birth is due), art. 95 (claims of the last five years).
    """
    plain = FundFamily(1, born=(date(2021, 2, 3), date(2024, 2, 20)), income_cents=None)
    months = Months(FundFamily(1, born=plain.born, income_cents=None, extra=(joined(plain),)))
    months.decide(MAY)
    (correction,) = months.corrections
    assert [one.month for one in correction.months] == ["2024-02", "2024-03", "2024-04"]
    assert {amount.child for month in correction.months for amount in month.amounts} == {plain.child(1)}
    benefits = [amount.benefit for month in correction.months for amount in month.amounts]
    assert benefits == ["base", "birth once", "base", "base"]
    base = months.payments["2024-05#01"].cents // 2
    assert months.payments["2024-05#02"].cents == 3 * base + 121_449  # the start amount of September 2023
    months.decide(JUNE)
    assert len(months.corrections) == 1


def test_months_after_the_last_of_an_earlier_fund_are_paid() -> None:
    """Given a fund that says it paid to March, and a first run for May, then April is paid too, and March is not."""
    plain = FundFamily(1, partner=False, income_cents=None)
    answer = BenefitElsewhereFact(
        person=plain.child(0),
        known_at="2024-06-01T06:00:00Z",
        provenance=origin("answer", "government"),
        source="flanders",
        months=(PaidMonths(category="base", first="2021-02", last="2024-03"),),
    )
    months = Months(FundFamily(1, partner=False, income_cents=None, extra=(joined(plain), answer)))
    months.decide(MAY)
    (correction,) = months.corrections
    assert [(one.month, one.granted) for one in correction.months] == [("2024-04", 0)]
    assert months.payments["2024-05#02"].cents == months.payments["2024-05#01"].cents


@pytest.mark.goal("CA-4")
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("before", "after", "what"), [(None, 2_000_000, "claim"), (2_000_000, 9_900_000, "recovery")])
def test_a_difference_is_made_to_the_day_before_its_region_lets_it_lapse(
    region: Region, before: int | None, after: int, what: Claim
) -> None:
    """Given a month that too little or too much was granted for, then its term is the region's, to the day."""
    years = {"flanders": 2021, "brussels": 2022, "wallonia": 2021}
    months = Months(FundFamily(1, region, partner=False, income_cents=before))
    months.decide(MAY)
    attestation = f"tax/{months.family.payee}"
    version = {"provenance": origin(attestation, "government").model_copy(update={"version": 1})}
    months.learn(income(months.family, after, attestation, years[region]).model_copy(update=version))
    history = months.history(region)
    law = current_parameters().law_of(region, JUNE)
    lapses = lapses_on(law, region, what, MAY if what == "claim" else JUNE)
    day_before = Question(region, JUNE, current_parameters(), lapses - timedelta(days=1))
    correction, complete = correct_months(months.file, history, day_before)
    assert complete
    assert correction is not None
    assert [one.month for one in correction.months] == [str(MAY)]
    assert bool(correction.paid_too_much) is (what == "recovery")
    assert correct_months(months.file, history, replace(day_before, today=lapses)) == (None, True)


def test_a_fact_that_was_received_before_a_decision_and_written_after_it_is_not_missed() -> None:
    """Given an income that lay in quarantine while a month was decided, when it is written, then the month is paid.

    The file held a fact already that was received later: no newest instant tells that the older one came.
    """
    months = Months(FundFamily(1, partner=False, income_cents=None))
    received = months.now
    months.learn(income(months.family, 1_000_000, "another year", 2019))
    months.decide(MAY)
    late = income(months.family, 2_000_000).model_copy(update={"known_at": received})
    add_facts(months.run.memory, months.family.dossier, [late])
    months.decide(JUNE)
    (correction,) = months.corrections
    assert [(one.month, one.cents) for one in correction.months] == [("2024-05", SOCIAL)]
    (row,) = [fact.place.sk for fact in months.file.facts if fact.record.provenance.attestation == "late"]
    assert correction.causes == (fact_reference(row),)
    months.decide(JULY)
    assert len(months.corrections) == 1


def test_a_month_that_was_left_out_of_a_correction_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given arrears of two months, one of unconfirmed amounts, then the next run pays that one without a new fact."""
    months = Months(FundFamily(1, partner=False, income_cents=None))
    months.decide(APRIL)
    months.decide(MAY)
    months.learn(income(months.family, 2_000_000))
    with monkeypatch.context() as unconfirmed:
        unconfirmed.setattr(
            "functions.payments.correct_months.find_unconfirmed",
            lambda decision: ("flanders/base/new",) if decision.month == APRIL else (),
        )
        months.decide(JUNE)
    assert [[month.month for month in one.months] for one in months.corrections] == [["2024-05"]]
    months.decide(JULY)
    assert [[month.month for month in one.months] for one in months.corrections] == [["2024-05"], ["2024-04"]]
    assert all(one.causes for one in months.corrections)
    assert sum(one.cents for one in months.payments.values()) == months.due(APRIL, MAY, JUNE, JULY)


def test_a_claim_that_was_wrong_after_all_is_taken_back_and_not_paid_a_second_time() -> None:
    """Given a supplement that was paid, claimed back and due after all, then only what was never paid is paid."""
    months = Months(FundFamily(1, partner=False, income_cents=2_000_000))
    attestation = f"tax/{months.family.payee}"
    months.decide(MAY)
    for version, cents, month in ((1, 9_000_000, JUNE), (2, 2_000_000, JULY)):
        said = {"provenance": origin(attestation, "government").model_copy(update={"version": version})}
        months.learn(income(months.family, cents, attestation).model_copy(update=said))
        months.decide(month)
    claim, back = months.corrections
    assert [(one.month, one.cents, one.dropped) for one in claim.months] == [("2024-05", -SOCIAL, 0)]
    assert [(one.month, one.owed, one.dropped) for one in back.months] == [
        ("2024-05", 0, SOCIAL),
        ("2024-06", SOCIAL, 0),
    ]
    assert sum(one.cents for one in months.payments.values()) == months.due(MAY, JUNE, JULY)


def test_a_month_whose_payment_was_withdrawn_is_paid_with_the_next_run() -> None:
    """Given a payment that was taken out before a file was made, then the next run owes the month, with no new fact."""
    months = Months(FundFamily(1, partner=False, income_cents=2_000_000))
    months.decide(MAY)
    rows = months.run.memory.database.rows[Table.PAYMENTS]
    withdrawn = payment_place(months.family.dossier, MAY).key
    rows[withdrawn] = {**rows[withdrawn], "state": WITHDRAWN}
    months.decide(JUNE)
    (correction,) = months.corrections
    assert [(one.month, one.granted, one.owed) for one in correction.months] == [("2024-05", 0, months.due(MAY))]
    assert months.payments[payment_place(months.family.dossier, JUNE, 2).sk].cents == months.due(MAY)
    months.decide(JULY)
    assert len(months.corrections) == 1
