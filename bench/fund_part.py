"""What one process of a synthetic fund works on: its store, keys, vault, day and share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path

from bench.disk_store import DiskStore
from functions.payments.run_rows import SHARDS, Run
from functions.payments.store import RunStore
from functions.units.clock import SetClock, parse_instant
from functions.units.year_month import YearMonth
from functions.vault.gate import Gates
from functions.vault.vault import Vault
from tests.fakes.counting_keys import CountingKeys

_DAYS = {"populate": -11, "answers": 4, "prove": 16}
"""On which day after the first of the next month a part happens; all others on that day itself."""


class FolderBucket:
    """A bucket that is a folder."""

    def __init__(self, folder: Path) -> None:
        """Use this folder."""
        self._folder = folder

    def read(self, key: str) -> bytes | None:
        """Return an object; None when there is none."""
        path = self._folder / key
        return path.read_bytes() if path.exists() else None

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        del content_type
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


@dataclass(frozen=True)
class Part:
    """What one process works on: share `share` of `shares` of the families or shards, of one region or of none."""

    folder: Path
    name: str
    region: str
    share: int
    shares: int
    families: int
    seed: int
    per_file: int
    month: YearMonth

    @cached_property
    def database(self) -> DiskStore:
        """The fund's store."""
        return DiskStore(self.folder / "fund.sqlite")

    @cached_property
    def clock(self) -> SetClock:
        """The day of the part."""
        first = parse_instant(f"{self.month.plus(1)}-01T09:00:00Z")
        return SetClock(first + timedelta(days=_DAYS.get(self.name, 0)))

    @cached_property
    def keys(self) -> CountingKeys:
        """Keys behind a KMS that counts, as every new environment asks it."""
        return CountingKeys(self.clock)

    @cached_property
    def gates(self) -> Gates:
        """The gates of this process."""
        return Gates(self.database, self.clock)

    @cached_property
    def vault(self) -> Vault:
        """The vault of this process."""
        return Vault(self.database, self.keys.keyring, self.gates, self.clock, self.clock)

    @cached_property
    def store(self) -> RunStore:
        """The run's rows."""
        return RunStore(self.database, self.gates)

    @property
    def sealed(self) -> FolderBucket:
        """Where sealed files rest."""
        return FolderBucket(self.folder / "sealed")

    @property
    def bank(self) -> Path:
        """What the bank has."""
        return self.folder / f"bank-{self.month}"

    @property
    def run(self) -> Run:
        """The region's run of the month."""
        return self.store.run(self.store.claimed(self.region, self.month) or "")

    @property
    def shards(self) -> Iterator[str]:
        """The shards of this process."""
        return islice(SHARDS, self.share, None, self.shares)
