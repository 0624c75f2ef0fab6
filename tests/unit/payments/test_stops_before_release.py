"""PX-3: totals against the book, and limits on change and new accounts that stop a file until people name them."""

import pytest

from functions.payments import find_stops
from functions.payments.find_stops import CHANGE, MANY_NEW_ACCOUNTS, NO_MONTH_BEFORE, stops_of
from functions.payments.known_accounts import FIRST_PAID_IN
from functions.payments.release_file import PEOPLE, ReleaseFault, ReleaseRefusedError, read_release, release_file
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.units.year_month import YearMonth
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from tests.builders.bank_world import OFFICERS, BankWorld
from tests.builders.paid_families import FundFamily, put_fund_family
from tools.synthetic.bank_answers import debit, notice

MAY, JUNE = YearMonth(2024, 5), YearMonth(2024, 6)
ANNA, BERT = OFFICERS


@pytest.mark.parametrize(
    ("before", "now", "new", "stops", "permille"),
    [
        (None, 100, 1, (NO_MONTH_BEFORE,), None),
        (0, 100, 1, (NO_MONTH_BEFORE,), None),
        (100_000, 103_000, 100, (), 30),
        (100_000, 97_000, 100, (), -30),
        (100_000, 103_001, 0, (CHANGE,), 30),
        (100_000, 96_999, 0, (CHANGE,), -30),
        (100_000, 100_000, 101, (MANY_NEW_ACCOUNTS,), 0),
        (100_000, 0, 101, (CHANGE, MANY_NEW_ACCOUNTS), -1000),
    ],
)
def test_limits_stand_on_the_cent_and_on_the_account(
    before: int | None, now: int, new: int, stops: tuple[str, ...], permille: int | None
) -> None:
    """Given totals at and one cent past 3 %, and accounts at and one past the limit, then only what is past stops."""
    found = stops_of(now, before, new)
    assert (found.stops, found.change_permille) == (stops, permille)


def officer(world: BankWorld, staff: str) -> Request:
    return world.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", actor=Actor.staff(staff))


def two_months(monkeypatch: pytest.MonkeyPatch, *joining: FundFamily, limit: int = 100) -> tuple[BankWorld, str]:
    """Pay May to ten families, let others join, and write June's file; return the run of June."""
    monkeypatch.setattr(find_stops, "NEW_ACCOUNTS", limit)
    world = BankWorld().with_families(*(FundFamily(number) for number in range(10)))
    may = world.month_sent(month=MAY).run
    world.answer(notice(debit(world.seen(may)), world.seen(may).own))
    for family in joining:
        put_fund_family(world.memory, family)
    return world, world.whole("flanders", JUNE).run


@pytest.mark.goal("PX-3")
def test_a_file_that_passes_a_limit_needs_two_people_who_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a month 10 % above the last with more new accounts than may be, then it leaves only when two looked."""
    world, run = two_months(monkeypatch, FundFamily(11), limit=0)
    shown = read_release(officer(world, ANNA), run, 1)
    assert shown.stops == (CHANGE, MANY_NEW_ACCOUNTS)
    assert (shown.change_permille, shown.new_accounts) == (100, 1)
    assert shown.cents == shown.book_cents == shown.region_cents
    for looked_at in ((), (CHANGE,), (MANY_NEW_ACCOUNTS,)):
        with pytest.raises(ReleaseRefusedError) as refused:
            release_file(officer(world, ANNA), run, 1, ANNA, shown.sha256, looked_at)
        assert refused.value.fault is ReleaseFault.STOPPED
    release_file(officer(world, ANNA), run, 1, ANNA, shown.sha256, shown.stops)
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(officer(world, ANNA), run, 1, ANNA, shown.sha256, shown.stops)
    assert refused.value.fault is ReleaseFault.SAME_PERSON
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(officer(world, BERT), run, 1, BERT, shown.sha256)
    assert refused.value.fault is ReleaseFault.STOPPED
    second = release_file(officer(world, BERT), run, 1, BERT, shown.sha256, shown.stops)
    assert (second.state, second.releases) == ("released", PEOPLE)
    rows = [world.memory.database.rows[Table.PAYMENTS][Key(run, f"release#0001#{place}")] for place in (1, 2)]
    assert [(row["staff"], row["looked_at"]) for row in rows] == [
        (ANNA, [CHANGE, MANY_NEW_ACCOUNTS]),
        (BERT, [CHANGE, MANY_NEW_ACCOUNTS]),
    ]
    assert world.send(run)


def test_a_month_like_the_last_is_stopped_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    world, run = two_months(monkeypatch, limit=0)
    shown = read_release(officer(world, ANNA), run, 1)
    assert (shown.stops, shown.change_permille, shown.new_accounts) == ((), 0, 0)


def test_an_account_is_new_until_a_file_that_pays_to_it_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a month whose file never left, then all its accounts still count as new in the next."""
    monkeypatch.setattr(find_stops, "NEW_ACCOUNTS", 0)
    world = BankWorld().with_families(FundFamily(1), FundFamily(2))
    may = world.whole("flanders", MAY).run
    marks = [row[FIRST_PAID_IN] for row in world.memory.database.rows[Table.DOSSIERS].values() if FIRST_PAID_IN in row]
    assert marks == [may, may]
    run = world.whole("flanders", JUNE)
    assert (run.new_accounts, run.stops) == (2, (MANY_NEW_ACCOUNTS,))


def test_a_changed_account_is_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given one family of ten that changed its account, then one account is new."""
    monkeypatch.setattr(find_stops, "NEW_ACCOUNTS", 0)
    world = BankWorld().with_families(*(FundFamily(number) for number in range(10)))
    world.month_sent(month=MAY)
    world.new_account(FundFamily(3))
    run = world.whole("flanders", JUNE)
    assert (run.new_accounts, run.stops) == (1, (MANY_NEW_ACCOUNTS,))


def test_a_file_is_not_released_against_the_book() -> None:
    """Given a book that holds a cent less for the file, then nobody can release it."""
    world = BankWorld().with_families(FundFamily(1))
    run = world.whole("flanders").run
    shown = read_release(officer(world, ANNA), run, 1)
    rows = world.memory.database.rows[Table.BOOK]
    key = next(key for key in rows if key.pk.startswith("payable#"))
    rows[key]["cents"] = int(str(rows[key]["cents"])) + 1
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(officer(world, ANNA), run, 1, ANNA, shown.sha256, shown.stops)
    assert refused.value.fault is ReleaseFault.BOOK_DIFFERS
