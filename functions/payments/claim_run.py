"""Claim a region's month: one run for ever, whoever starts it and how often."""

from datetime import date

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import ParameterSet
from functions.benefits.pay_on import pay_on
from functions.payments.run_rows import CLOSED_BY_RESTORE, COUNTERS, DECIDING, RUNS, STOPPED, Run, claim_key, run_key
from functions.payments.store import RunStore
from functions.runtime.database import Absent, Item, Matches, Put, Table, Update
from functions.units.clock import BusinessClock, civil_date, instant_text
from functions.units.year_month import YearMonth
from functions.vault.errors import StaleError
from functions.vault.ids import new_id


class RunRefusedError(Exception):
    """A run of this region or month cannot exist; the text says why."""


def read_region(text: str) -> Region:
    """Return the region of that name; RunRefusedError for any other text."""
    for region in REGIONS:
        if region == text:
            return region
    msg = f"a region is one of {', '.join(REGIONS)}"
    raise RunRefusedError(msg)


def read_month(text: str) -> YearMonth:
    """Return the month written so; RunRefusedError for any other text."""
    try:
        return YearMonth.parse(text)
    except ValueError:
        msg = "a month is written YYYY-MM"
        raise RunRefusedError(msg) from None


def month_that_ended(clock: BusinessClock) -> YearMonth:
    """Return the last month that is over: what the schedule pays."""
    return YearMonth.of(civil_date(clock.instant())).plus(-1)


def claim_run(store: RunStore, clock: BusinessClock, parameters: ParameterSet, region: Region, month: YearMonth) -> Run:
    """Return the run of a region's month: a new one, or the one that claimed it; a stopped one goes on.

    Raises RunRefusedError for a month that is not over or has no law.
    """
    today = civil_date(clock.instant())
    _check(parameters, region, month, today)
    known = store.claimed(region, month)
    if known is None:
        run = new_id("run")
        promised = pay_on(parameters.law_of(region, month), region)
        claim = claim_key(region, month)
        try:
            store.transact(
                [
                    Put(Table.PAYMENTS, {"pk": claim.pk, "sk": claim.sk, "run": run}, Absent()),
                    Put(Table.PAYMENTS, _row(run, region, month, promised, instant_text(clock.instant())), Absent()),
                ]
            )
        except StaleError:
            # Somebody claimed the month at this moment, or our own claim was written and its answer lost.
            known = store.claimed(region, month)
        else:
            known = run
    if known == CLOSED_BY_RESTORE:
        msg = "a restore closed the month: compare it with the book and the bank, then open it"
        raise RunRefusedError(msg)
    found = store.run(known or "")
    if found.state == STOPPED:
        go_on = Update(
            Table.PAYMENTS, run_key(found.run), set={"state": DECIDING}, condition=Matches(equal={"state": STOPPED})
        )
        store.transact([go_on])
        return store.run(found.run)
    return found


def _check(parameters: ParameterSet, region: Region, month: YearMonth, today: date) -> None:
    if month >= YearMonth.of(today):
        msg = "the month is not over"
        raise RunRefusedError(msg)
    if month < parameters.first_month(region):
        msg = "the region has no legal amount in this month"
        raise RunRefusedError(msg)


def _row(run: str, region: Region, month: YearMonth, promised: date, at: str) -> Item:
    return {
        "pk": run,
        "sk": "run",
        "region": region,
        "month": str(month),
        "state": DECIDING,
        "created_at": at,
        "promised_on": promised.isoformat(),
        "files": 0,
        "work_list": RUNS,
        "due": f"{at}#{run}",
        **dict.fromkeys(COUNTERS, 0),
    }
