"""CA-2: a run never pays an amount that nobody confirmed: it stops with the list, and goes on once they are known."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from functions import benefits
from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.payments.claim_run import RunRefusedError, claim_run, read_month, read_region
from functions.payments.decide_shard import decide_shard
from functions.payments.report_run import tell_run
from functions.payments.run_rows import FILES_READY, STOPPED
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.keyring import Secret
from tests.builders.decided_months import income
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import JUNE, PaymentRun

KNOWN_UNTIL = str(current_parameters().series["flanders/base/new"]["known_until"])
AMOUNTS = Path(benefits.__file__).parent / "amounts"
NEWEST = {
    "flanders": "flanders/base/new",
    "brussels": "brussels/income/lower_ceiling",
    "wallonia": "wallonia/base/new/0_17",
}
ONE_YEAR_LATER = YearMonth.parse(KNOWN_UNTIL).plus(12)


@pytest.mark.goal("CA-2")
def test_a_year_later_the_run_stops_with_the_list_of_amounts() -> None:
    """Given the clock a year past the last known amount, then the run stops before any file and names them."""
    run = PaymentRun()
    families = [FundFamily(number, income_cents=9_900_000) for number in range(3)]
    for family in families:
        put_fund_family(run.memory, family)
    run.memory.clock.jump(ONE_YEAR_LATER.plus(1).first_day - date(2024, 7, 1))
    done = run.whole("flanders", ONE_YEAR_LATER)
    assert (done.state, done.files, done.counters["payments"]) == (STOPPED, 0, 0)
    named = {amount for shard in run.store.shards(done.run) for amount in shard.unconfirmed}
    assert named == {"flanders/base/new"}
    assert not run.objects.bodies
    assert run.memory.database.rows[Table.BOOK] == {}


@pytest.mark.goal("CA-2")
@pytest.mark.parametrize("region", REGIONS)
def test_no_region_pays_a_month_whose_amounts_are_not_known(region: Region) -> None:
    """Given each region's newest known amount and the clock one year on, then its run stops and names files to edit.

    Every amount named is carried forward or unconfirmed in that month, and its file lies under the region's amounts.
    """
    known = current_parameters().series[NEWEST[region]]["known_until"]
    month = YearMonth.parse(str(known)).plus(12)
    run = PaymentRun()
    born = (date(2021, 2, 3), date(2023, 2, 3))
    for number in range(2):
        put_fund_family(run.memory, FundFamily(number, region=region, born=born, income_cents=9_900_000))
    run.memory.clock.jump(month.plus(1).first_day - date(2024, 7, 1))
    done = run.whole(region, month)
    assert (done.state, done.files, done.counters["payments"]) == (STOPPED, 0, 0)
    named = tell_run(run.store, done)["unconfirmed"]
    assert isinstance(named, list)
    assert named
    law = current_parameters().law_of(region, month)
    for amount in named:
        assert law.amount(amount).status == "unconfirmed"
        assert (AMOUNTS / f"{amount}.yaml").is_file()


@pytest.mark.goal("CA-2")
@pytest.mark.parametrize("region", REGIONS)
def test_after_a_year_without_new_amounts_nothing_that_is_indexed_may_be_paid(region: Region) -> None:
    """Given every amount of a region that is known until some month, then a year later none of them may be paid."""
    for key, one in current_parameters().series.items():
        if key.startswith(f"{region}/") and one["unit"].startswith("EUR") and one["known_until"] is not None:
            later = YearMonth.parse(one["known_until"]).plus(12)
            found = current_parameters().law_of(region, later).find(key)
            assert found is None or found.status == "unconfirmed", key


def test_a_stopped_run_goes_on_when_the_amounts_are_confirmed() -> None:
    """Given a stopped run, when its amounts are confirmed and it is started again, then it pays everybody once."""
    run = PaymentRun()
    for number in range(3):
        put_fund_family(run.memory, FundFamily(number, income_cents=9_900_000))
    run.memory.clock.jump(ONE_YEAR_LATER.plus(1).first_day - date(2024, 7, 1))
    stopped = run.whole("flanders", ONE_YEAR_LATER)
    confirmed = _confirmed()
    again = claim_run(run.store, run.memory.clock, confirmed, "flanders", ONE_YEAR_LATER)
    assert again.run == stopped.run
    secret = run.memory.keyring.secret(Secret.PAYMENT_IDS)
    for shard in run.store.shards(again.run):
        decide_shard(run.memory.vault, run.store, confirmed, secret, again.run, shard.shard)
    done = run.write(again.run)
    assert (done.state, done.files, done.counters["payments"], done.counters["families"]) == (FILES_READY, 1, 3, 3)


@pytest.mark.parametrize(
    ("region", "month"),
    [("flanders", "2024-07"), ("flanders", "2031-01"), ("flanders", "2018-12"), ("flandre", "2024-06"), ("", "2024-6")],
)
def test_a_run_without_law_or_before_the_months_end_is_refused(region: str, month: str) -> None:
    """Given a month that is not over, lies before the law or is no month, then no run is claimed."""
    run = PaymentRun()
    with pytest.raises(RunRefusedError):
        claim_run(run.store, run.memory.clock, current_parameters(), read_region(region), read_month(month))
    assert run.memory.database.rows[Table.PAYMENTS] == {}


def test_two_runs_of_one_month_started_at_once_are_one_run() -> None:
    """Given somebody who claims the month between another's look and write, then both go on with the same run."""
    run = PaymentRun()
    database, claimed = run.memory.database, []

    def overtake(call: str) -> None:
        if call == "transact":
            database.before = lambda _: None
            claimed.append(run.start("flanders")[0])

    database.before = overtake
    assert run.start("flanders")[0] == claimed[0]
    assert run.start("brussels")[0] != claimed[0]
    assert run.start("flanders", JUNE.plus(-1))[0] != claimed[0]


def _confirmed() -> ParameterSet:
    """Return the law with every amount known for ever: what a maintainer's next amount files would say."""
    current = current_parameters()
    series = deepcopy(dict(current.series))
    for one in series.values():
        one["known_until"] = None
        for value in one["values"]:
            value["status"] = "published"
    return ParameterSet({"digest": "sha256:next", "series": series})


@pytest.mark.parametrize("month", [YearMonth(2025, 1), YearMonth(2025, 6), YearMonth(2025, 12)])
def test_months_of_2025_in_flanders_are_refused_with_the_list_of_amounts(month: YearMonth) -> None:
    """Given families with tested incomes, then a Flemish month of 2025 stops on amounts that nobody confirmed yet."""
    run = PaymentRun()
    for number in range(3):
        plain = FundFamily(number, partner=False, income_cents=None)
        facts = tuple(income(plain, 2_500_000, f"tax/{year}", year) for year in (2022, 2023))
        known = tuple(fact.model_copy(update={"known_at": "2024-07-01T06:00:00Z"}) for fact in facts)
        put_fund_family(run.memory, FundFamily(number, partner=False, income_cents=None, extra=known))
    run.memory.clock.jump(month.plus(1).first_day - date(2024, 7, 1))
    done = run.whole("flanders", month)
    assert (done.state, done.files, done.counters["payments"]) == (STOPPED, 0, 0)
    named = tell_run(run.store, done)["unconfirmed"]
    assert isinstance(named, list)
    assert named
    for amount in named:
        assert (AMOUNTS / f"{amount}.yaml").is_file()
