"""The daily sweep: every list from its watermark to today, destroy what is still due, certify, move the watermark.

The work follows from the days since the last sweep and from what is due; the size of a table plays no part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from functions.register.purpose import Purpose
from functions.retention.certify import Certificates, certify
from functions.retention.destroy_listed import destroy_listed
from functions.retention.destroy_plain import PLAIN, destroy_plain
from functions.retention.destroy_sealed import Outcome, destroy_sealed
from functions.retention.store import Due, SweepStore
from functions.runtime.database import Database, Table
from functions.units.clock import civil_date
from functions.vault.gate import Gates
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.subject import State
from functions.vault.vault import Vault

FUNCTION = "retention-sweep"
TABLES = (
    Table.SUBMISSIONS,
    Table.DOSSIERS,
    Table.PEOPLE,
    Table.CONSENTS,
    Table.CASES,
    Table.DELIVERIES,
    Table.MESSAGES,
)
EVERY_STATE = frozenset(State)
# How far the very first sweep of a stage looks back: longer than a daily sweep can be late unseen.
FIRST_LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sweep:
    """What the sweep works with. `failed` is told of every error that kept something from being destroyed."""

    vault: Vault
    database: Database
    gates: Gates
    certificates: Certificates
    failed: Callable[[Exception], None]

    def today(self) -> date:
        """Return the business day of the sweep."""
        request = self.vault.request(Purpose.DESTROY_PAST_TERM, FUNCTION, Actor.system(), states=EVERY_STATE)
        return civil_date(request.rooms.clock.instant())


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: destroyed aggregates and rows, what was due and still stands, certificates written."""

    destroyed: int
    overdue: int
    certificates: int


def sweep_due(sweep: Sweep) -> Swept:
    """Destroy what is due. What fails is counted as overdue, keeps its list's watermark, and stops nothing else."""
    run = _Run(sweep)
    for table in TABLES:
        run.each_day(table.value, partial(run.table_day, table))
    run.each_day(Table.ERASURES.value, run.listed_day)
    certificates = certify(run.store, sweep.certificates, run.request.rooms.keyring, run.today, run.request.instant())
    return Swept(run.destroyed, run.overdue, certificates)


class _Run:
    """One sweep: its day, its certificate's number and its counts."""

    def __init__(self, sweep: Sweep) -> None:
        self._sweep = sweep
        self.store = SweepStore(sweep.database, sweep.gates)
        self.request = self._request()
        self.today = civil_date(self.request.rooms.clock.instant())
        self._certificate = self.store.next_certificate()
        self.destroyed = self.overdue = 0

    def each_day(self, name: str, do: Callable[[date], int]) -> None:
        """Do every day from the watermark to today; a day with something left keeps the watermark on it."""
        day = self.store.watermark(name) or self.today - FIRST_LOOK_BACK
        done_until = day
        clean = True
        while day <= self.today:
            left = do(day)
            self.overdue += left
            clean = clean and not left
            if clean:
                done_until = day
            day += timedelta(days=1)
        self.store.set_watermark(name, done_until)

    def table_day(self, table: Table, day: date) -> int:
        """Destroy what one table lists for a day, and return how much of it still stands."""
        entries = list(self.store.due(table, day))
        if table in PLAIN:
            return self._plain(entries)
        return sum(self._sealed(entry) for entry in entries)

    def listed_day(self, day: date) -> int:
        """Destroy what the lists of `erasures` name for a day, and return how much of it still stands."""
        sweep = self._sweep
        try:
            gone, left = destroy_listed(sweep.database, sweep.gates, self.store, day, self.today)
        except Exception as error:  # noqa: BLE001 - one list must not stop the certificate of the others
            sweep.failed(error)
            return 1
        self.destroyed += gone
        return left

    def _plain(self, entries: list[Due]) -> int:
        try:
            gone = destroy_plain(self._sweep.database, entries, self.today, self._certificate)
        except Exception as error:  # noqa: BLE001 - what fails is counted and found again tomorrow
            self._sweep.failed(error)
            return len(entries)
        self.destroyed += gone
        return 0

    def _sealed(self, entry: Due) -> int:
        try:
            outcome = destroy_sealed(self._request(), entry, self.today, self._certificate)
        except Exception as error:  # noqa: BLE001 - one aggregate must not stop its neighbours
            self._sweep.failed(error)
            return 1
        self.destroyed += outcome is Outcome.DESTROYED
        return outcome is Outcome.HELD_BACK

    def _request(self) -> Request:
        return self._sweep.vault.request(Purpose.DESTROY_PAST_TERM, FUNCTION, Actor.system(), states=EVERY_STATE)
