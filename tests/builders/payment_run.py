"""A monthly run over a memory vault: the three steps of the state machine, as the entry points call them."""

from dataclasses import dataclass, field

from functions.benefits.parameters import current_parameters
from functions.payments.claim_run import claim_run, read_region
from functions.payments.decide_shard import decide_shard
from functions.payments.list_shards import list_shards
from functions.payments.payment_file import file_place, object_key
from functions.payments.run_rows import SHARDS, Run
from functions.payments.store import RunStore
from functions.payments.write_files import write_files
from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.gate import Gates
from functions.vault.keyring import Secret
from functions.vault.sealed_record import open_sealed
from functions.vault.subject import Subject, subject_key
from tests.builders.payment_files import FUND
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects

JUNE = YearMonth(2024, 6)


@dataclass
class PaymentRun:
    """A fund in memory and its runs; `per_file` is small so that a few families fill several files."""

    memory: MemoryVault = field(default_factory=memory_vault)
    objects: InMemoryObjects = field(default_factory=InMemoryObjects)
    per_file: int = 50_000
    shards: tuple[str, ...] = SHARDS

    @property
    def store(self) -> RunStore:
        """A store with gates of its own, as every invocation has one."""
        return RunStore(self.memory.database, Gates(self.memory.database, self.memory.clock))

    def start(self, region: str, month: YearMonth = JUNE) -> tuple[str, list[str]]:
        """Claim the month: the run and the shards to do."""
        run = claim_run(self.store, self.memory.clock, current_parameters(), read_region(region), month)
        return run.run, list_shards(self.store, run, self.shards)

    def work(self, run: str, shard: str) -> None:
        """Decide one shard."""
        secret = self.memory.keyring.secret(Secret.PAYMENT_IDS)
        decide_shard(self.memory.vault, self.store, current_parameters(), secret, run, shard)

    def write(self, run: str) -> Run:
        """Write the files."""
        store = self.store
        return write_files(self.memory.vault, store, self.objects, FUND, self.memory.clock, run, self.per_file)

    def whole(self, region: str, month: YearMonth = JUNE) -> Run:
        """Do the whole run."""
        run, shards = self.start(region, month)
        for shard in shards:
            self.work(run, shard)
        return self.write(run)

    def file(self, run: str, number: int = 1) -> bytes:
        """Open a sealed file with the keys of its subject, as the sender will."""
        place = file_place(run, number)
        row = self.memory.database.rows[Table.PAYMENTS][place.key]
        subject = Subject.of(self.memory.database.rows[Table.SUBJECTS][subject_key(str(row["subject"]))])
        key = subject.key(Domain.FILE, self.memory.keyring)
        return open_sealed(self.objects.bodies[object_key(run, number)], key, place, subject.subject_id, 1)
