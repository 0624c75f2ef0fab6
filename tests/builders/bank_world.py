"""A fund in memory with a bank: runs, releases, sending, answers, the day's closing, as entry points do them."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta

from functions.dossier.account import Account
from functions.dossier.write_family import put_account
from functions.payments.apply_answer import AnswerDesk, Report, apply_answer, regions_of
from functions.payments.bank_folder import BankFolder
from functions.payments.close_day import Closed, close_day
from functions.payments.find_file import FoundFile, read_file
from functions.payments.prove_book import Proof, prove_book
from functions.payments.release_file import read_release, release_file
from functions.payments.run_rows import Run
from functions.payments.send_file import send_file
from functions.payments.settle_files import settle_files
from functions.register.purpose import Purpose
from functions.runtime.database import Item, Table
from functions.units.clock import SetClock, civil_date
from functions.units.year_month import YearMonth
from functions.vault.gate import Gates
from functions.vault.ledger_entry import Actor
from functions.vault.vault import Vault
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.payment_files import FUND
from tests.builders.payment_run import JUNE, PaymentRun
from tests.builders.vault import MemoryVault
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_objects import InMemoryObjects
from tools.synthetic.bank_answers import SeenFile
from tools.synthetic.bank_answers import read_file as bank_reads

OFFICERS = (fixed_id("stf", "anna"), fixed_id("stf", "bert"))
OTHER_IBAN = "BE43068999999501"


@dataclass
class BankWorld(PaymentRun):
    """A run's fund with the bank's folder."""

    bank: InMemoryObjects = field(default_factory=InMemoryObjects)

    def with_families(self, *families: FundFamily) -> "BankWorld":
        """Open the files of families."""
        for family in families:
            put_fund_family(self.memory, family)
        return self

    def release(self, run: str, number: int = 1) -> None:
        """Let two officers release a file, each naming what stops it."""
        for staff in OFFICERS:
            self.release_by(staff, run, number)

    def release_by(self, staff: str, run: str, number: int = 1) -> None:
        """Let one officer release a file."""
        request = self.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", actor=Actor.staff(staff))
        shown = read_release(request, run, number)
        release_file(request, run, number, staff, shown.sha256, shown.stops)

    def send(self, run: str, number: int = 1) -> bool:
        """Send a file as its event asks."""
        subject = str(self.file_row(run, number)["subject"])
        return send_file(self.memory.vault, self.store, self.objects, BankFolder(self.bank), subject, run)

    def month_sent(self, region: str = "flanders", month: YearMonth = JUNE) -> Run:
        """Run a month and send all its files."""
        run = self.whole(region, month)
        for number in range(1, run.files + 1):
            self.release(run.run, number)
            self.send(run.run, number)
        return run

    def seen(self, run: str, number: int = 1) -> SeenFile:
        """Return a file as the bank reads it."""
        return bank_reads(self.bank.bodies[f"{self.file_row(run, number)['message']!s}.xml"])

    def answer(self, content: bytes) -> Report:
        """Apply an answer."""
        desk = AnswerDesk(self.memory.vault, self.store, regions_of({"flanders": FUND.iban}))
        return apply_answer(desk, content)

    def file_row(self, run: str, number: int = 1) -> Item:
        """Return a file's row as it rests."""
        found = self.found(run, number)
        return self.memory.database.rows[Table.PAYMENTS][found.key]

    def found(self, run: str, number: int = 1) -> FoundFile:
        """Return a file as the code finds it."""
        found = read_file(self.store, self.store.run(run), number)
        assert found is not None
        return found

    def settle(self, days: int = 0) -> int:
        """Let days pass and do the day's settling."""
        self.memory.clock.jump(timedelta(days=days))
        return settle_files(self.store, self.memory.clock, civil_date(self.memory.clock.instant()))

    def prove(self) -> Proof:
        """Prove the whole book."""
        return prove_book(self.store, civil_date(self.memory.clock.instant()), everything=True)

    def close(self) -> Closed:
        """Close the day of the book."""
        request = self.memory.request(Purpose.KEEP_BOOK, "payments-daily")
        return close_day(request, self.store, civil_date(self.memory.clock.instant()))

    def new_account(self, family: FundFamily, iban: str = OTHER_IBAN, number: int = 2) -> None:
        """Give a family another account."""
        request = self.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
        change = request.change("change account")
        put_account(change, family.dossier, number, Account(person=family.payee, iban=iban, holder=family.holder))
        change.send()

    def payments_of(self, family: FundFamily) -> list[Item]:
        """Return a family's payments as they rest, in order."""
        rows = self.memory.database.rows[Table.PAYMENTS]
        return [rows[key] for key in sorted(rows, key=str) if key.pk == family.dossier]

    def events(self, kind: str) -> list[object]:
        """Return the ids of the events of a kind."""
        return [row["ids"] for row in self.memory.database.rows[Table.OUTBOX].values() if row["kind"] == kind]


def copy_of(world: BankWorld) -> BankWorld:
    """Return an equal world that shares nothing but the keys: what is tried on it leaves the other as it is."""
    store = InMemoryDatabase()
    store.rows = deepcopy(world.memory.database.rows)
    clock = SetClock(world.memory.clock.instant())
    pauses: list[float] = []
    vault = Vault(store, world.memory.keyring, Gates(store, clock), clock, clock, pause=pauses.append)
    memory = MemoryVault(store, world.memory.keyring, clock, vault, pauses)
    copied = BankWorld(memory=memory, per_file=world.per_file, shards=world.shards)
    copied.objects.bodies |= world.objects.bodies
    copied.bank.bodies |= world.bank.bodies
    return copied
