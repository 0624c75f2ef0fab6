"""A changed fact is told as a draft before the next run pays it; the draft grants nothing and outlives no run."""

from datetime import date

import pytest

from functions.payments.correction import is_draft
from functions.payments.debts.debt_account import PREFIX as DEBTS
from functions.payments.payment import OF_MONTHS
from functions.payments.returned_payment import PREFIX as RETURNS
from functions.runtime.database import Page, Table
from functions.units.year_month import YearMonth
from functions.vault.outbox import EventKind
from tests.builders.decided_months import Months, income
from tests.builders.paid_families import FundFamily

MAY, JUNE = YearMonth(2024, 5), YearMonth(2024, 6)
SOCIAL = 7_050  # flanders/social/low_small, tariff of September 2023
FAMILY = FundFamily(1, partner=False, income_cents=None)


def with_late_income() -> Months:
    months = Months(FAMILY)
    months.decide(MAY)
    months.learn(income(FAMILY, 2_000_000))
    return months


def wanted(months: Months) -> int:
    rows = months.run.memory.database.rows[Table.OUTBOX].values()
    return sum(row.get("kind") == EventKind.MESSAGE_WANTED for row in rows)


def test_a_late_fact_is_drafted_and_told_once() -> None:
    """Given a late income, when the family is recalculated twice, then one draft says what June's run will pay."""
    months = with_late_income()
    before = wanted(months)
    assert [months.recalculate(), months.recalculate()] == [1, 0]
    (draft,) = months.drafts
    assert [(one.month, one.cents) for one in draft.months] == [("2024-05", SOCIAL)]
    assert wanted(months) == before + 1
    assert sorted(months.payments) == ["2024-05#01"]


def test_a_recalculation_reads_a_familys_payments_once() -> None:
    """Given three regions to look at, then months, debts and returns are queried once for all of them."""
    months = with_late_income()
    database = months.run.memory.database
    query, asked = database.query, []

    def watched(table: Table, partition: str, *, begins_with: str | None = None, **options: object) -> Page:
        if table is Table.PAYMENTS:
            asked.append(begins_with)
        return query(table, partition, begins_with=begins_with, **options)  # type: ignore[arg-type]

    database.query = watched  # type: ignore[method-assign]
    assert months.recalculate() == 1
    assert sorted(map(str, asked)) == sorted({OF_MONTHS, DEBTS, RETURNS})


def test_the_run_makes_what_was_drafted_and_takes_the_draft_away() -> None:
    """Given a draft, when the next month runs, then the correction says the same and no draft is left."""
    months = with_late_income()
    months.recalculate()
    (draft,) = months.drafts
    months.decide(JUNE)
    (correction,) = months.corrections
    assert correction.months == draft.months
    assert months.drafts == []
    assert months.recalculate() == 0


def test_a_draft_goes_when_its_cause_goes() -> None:
    """Given a drafted income that its sender takes back, then nothing is foretold any more."""
    months = with_late_income()
    months.recalculate()
    void = income(FAMILY, 0).model_copy(update={"void": True, "items": ()})
    months.learn(void.model_copy(update={"provenance": void.provenance.model_copy(update={"version": 1})}))
    assert months.recalculate() == 1
    assert months.drafts == []


@pytest.mark.parametrize("family", [FAMILY, FundFamily(2, born=(date(2021, 2, 3),), income_cents=2_000_000)])
def test_nothing_is_drafted_where_nothing_changed_or_no_month_was_decided(family: FundFamily) -> None:
    """Given a family before its first run, and after it without a new fact, then there is no draft."""
    months = Months(family)
    assert months.recalculate() == 0
    months.decide(MAY)
    assert months.recalculate() == 0
    assert not [row for row in months.rows if is_draft(row.place.sk)]
