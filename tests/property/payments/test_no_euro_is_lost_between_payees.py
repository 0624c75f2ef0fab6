"""PX-2, PX-5, PX-9: whatever happens to accounts and payees, and wherever a run dies, every month is paid out once.

A story is a row of months. In each, things happen (accounts change, are doubted, accepted, refused or held; a court
divides; a child is placed and comes home), then the month is run, dying at a place of its own, and run again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.benefits.parameters import current_parameters
from functions.dossier.account_state import CONFIRMED, DOUBTED, ENTERED, HELD, REFUSED, is_cooling
from functions.dossier.places import run_shard
from functions.dossier.register_facts import PlacementFact
from functions.payments import write_files
from functions.payments.account_question import asked_accounts
from functions.payments.entitlement import entitlement
from functions.payments.payable_account import Use
from functions.payments.payment import WITHDRAWN, is_payment
from functions.payments.share_payment import is_share, lines_of
from functions.runtime.database import Item, Key, Table
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from tests.builders.account_change import AccountDesk
from tests.builders.bank_world import OFFICERS
from tests.builders.decided_months import Months
from tests.builders.paid_families import FundFamily, origin
from tests.builders.shared_months import judgment
from tests.faults.harness import CrashError

FIRST = YearMonth(2024, 3)
IBANS = ("BE62510007547061", "NL91ABNA0417164300", "DE89370400440532013000", "BE43068999999501")
UNKNOWN = IBANS[0]
"""An account whose bank knows its holder by another name: it is always doubted."""
HAPPENINGS = (
    "account",
    "doubtful",
    "accept",
    "refuse",
    "hold",
    "release",
    "court",
    "place",
    "home",
    "shares",
    "nothing",
)
FAMILY = FundFamily(1, "flanders", born=(YearMonth(2015, 4).first_day, YearMonth(2019, 9).first_day))
SHARDS = (run_shard(FAMILY.dossier),)


@pytest.fixture(scope="module", autouse=True)
def one_shard() -> Iterator[None]:
    """Let a run have the family's shard only."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(write_files, "SHARDS", SHARDS)
        yield


@dataclass
class Story:
    """A family, what happens to it, and the months that were run."""

    months: Months = field(default_factory=lambda: Months(FAMILY, start="2024-03-05T06:00:00Z", shards=SHARDS))
    run: list[YearMonth] = field(default_factory=list)
    documents: int = 0

    @property
    def desk(self) -> AccountDesk:
        """Where accounts are changed."""
        return AccountDesk(self.months.run.memory, {UNKNOWN: "Karel Maes"})

    @property
    def accounts(self) -> dict[Key, Item]:
        """The rows of the family's accounts."""
        rows = self.months.run.memory.database.rows[Table.DOSSIERS]
        return {key: row for key, row in rows.items() if key.sk.startswith("account#")}

    def happen(self, what: str, which: int) -> None:
        """Let one thing happen; what cannot happen now does not."""
        if what == "account":
            self.desk.by_payee(FAMILY, IBANS[1 + which % 3])
        elif what == "doubtful":
            self.desk.by_payee(FAMILY, UNKNOWN)
        elif what in {"accept", "refuse"}:
            self._decide("accept" if what == "accept" else "refuse")
        elif what in {"hold", "release"}:
            self._hold(which, held=what == "hold")
        elif what == "court":
            self.documents += 1
            received = civil_date(self.months.run.memory.clock.instant()) + timedelta(days=self.documents)
            self.months.learn(judgment(FAMILY, (FAMILY.other, 1 + which % 3, 3), received=received, child=which % 2))
        elif what in {"place", "home"}:
            self._place("institution" if what == "place" else "home", which % 2)
        elif what == "shares":
            self._open_shares()

    def _decide(self, says: str) -> None:
        rows = [key for key, row in self.accounts.items() if row.get("state") == DOUBTED]
        for key in rows:
            for officer in OFFICERS:
                self.desk.decide(FAMILY, key.sk, says, officer)  # type: ignore[arg-type]

    def _hold(self, which: int, *, held: bool) -> None:
        """Let a bank refuse an account, or two people confirm it."""
        rows = [row for row in self.accounts.values() if row.get("state") not in {DOUBTED, ENTERED, REFUSED}]
        wanted = [row for row in rows if (row.get("state") == HELD) is not held]
        if wanted:
            wanted[which % len(wanted)]["state"] = HELD if held else CONFIRMED

    def _place(self, where: str, child: int) -> None:
        """Place a child from the month on that is run next: nothing of the past changes."""
        self.documents += 1
        self.months.learn(
            PlacementFact.model_validate(
                {
                    "person": FAMILY.child(child),
                    "known_at": "",
                    "valid_from": YearMonth.of(civil_date(self.months.run.memory.clock.instant())).first_day,
                    "provenance": origin(f"PLACED/{self.documents}", "staff"),
                    "placement": where,
                }
            )
        )

    def _open_shares(self) -> None:
        for number, use in enumerate(
            (Use("institution", FAMILY.child(0)), Use("institution", FAMILY.child(1)), Use("payee", FAMILY.other))
        ):
            self.desk.by_staff(AccountDesk.asked(FAMILY, IBANS[1 + number], "Huis Linde", use), OFFICERS[0])
            self.desk.by_staff(AccountDesk.asked(FAMILY, IBANS[1 + number], "Huis Linde", use), OFFICERS[1])

    def decide(self, month: YearMonth, dies_at: int | None) -> None:
        """Run a month; die at a call, and run it again."""
        database, calls = self.months.run.memory.database, 0

        def die(_: str) -> None:
            nonlocal calls
            calls += 1
            if calls == dies_at:
                raise CrashError

        before, database.before = database.before, die
        try:
            self.months.decide(month)
        except CrashError:
            database.before = before
            self.months.decide(month)
        finally:
            database.before = before
        self.run.append(month)
        self._only_payable_accounts_are_paid()

    def _only_payable_accounts_are_paid(self) -> None:
        """Hold the newest run's payments against the accounts as they stand: nothing changed since it began."""
        today = civil_date(self.months.run.memory.clock.instant())
        runs = {one.run for one in self.months.run.store.runs() if one.month == self.run[-1]}
        paid = {one.account for row, one in self.months.payments.items() if self._of(row, runs)}
        for account in paid:
            row = self.accounts[Key(FAMILY.dossier, account)]
            assert row.get("state") not in {DOUBTED, ENTERED, REFUSED, HELD}, account
            assert not is_cooling(row, today), account

    def _of(self, sort: str, runs: set[str]) -> bool:
        return any(row.place.sk == sort and row.clear.get("run") in runs for row in self.months.rows)

    def settle(self) -> None:
        """Let people do what is left to do, and two more months go by."""
        self._open_shares()
        self.happen("accept", 0)
        for number in range(6):
            self.happen("release", number)
        assert list(asked_accounts(self.months.run.store)) == []
        last = self.run[-1]
        for step in (1, 2):
            self.decide(last.plus(step), None)

    def check(self) -> None:
        """Hold what was paid for every month against what the law gives for it, whoever it goes to."""
        shares: dict[YearMonth, int] = {}
        for payment in self.months.payments.values():
            for line in lines_of(payment.trace) if is_share(payment.trace) else ():
                shares[line.month] = shares.get(line.month, 0) + line.cents
        file, parameters, granted = self.months.file, current_parameters(), self.months.granted()
        total = 0
        for month in self.run:
            found = entitlement(file, month, "flanders", parameters)
            assert found.decision is not None
            due = found.decision.total + sum(one.cents for one in found.decision.one_off)
            assert granted.get(("flanders", month), 0) + shares.get(month, 0) == due, month
            total += due
        rows = [row for row in self.months.rows if is_payment(row.place.sk)]
        assert not any(row.clear.get("state") == WITHDRAWN for row in rows)
        assert sum(one.cents for one in self.months.payments.values()) == total


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 5)), max_size=3),
            st.none() | st.integers(1, 60),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_month_is_paid_out_once_whoever_it_goes_to(
    story: list[tuple[list[tuple[str, int]], int | None]],
) -> None:
    """Given any row of months with happenings and crashes, then in the end each month was paid out, exactly once."""
    told = Story()
    for step, (happenings, dies_at) in enumerate(story):
        for what, which in happenings:
            told.happen(what, which)
        told.decide(FIRST.plus(step), dies_at)
    told.settle()
    told.check()
