"""The system of `government-queue` in memory, over a world of drops."""

from dataclasses import dataclass, field, replace

from functions.runtime.settings import Settings
from tests.builders.drops import BUCKET, DropWorld
from tests.builders.memory_system import MemorySystem, memory_settings
from tests.fakes.in_memory_objects import InMemoryObjects


@dataclass
class DropSystem(MemorySystem):
    """The system of `government-queue` over a drop world."""

    world: DropWorld = field(default_factory=DropWorld)

    def __post_init__(self) -> None:
        """Share the world's vault."""
        self.memory = self.world.memory

    @property
    def settings(self) -> Settings:
        """The settings of the function, with its buckets."""
        return replace(memory_settings(self.function), buckets={"drops": BUCKET, "receipts": "kroost-test-receipts-1"})

    def objects(self, name: str) -> InMemoryObjects:
        """Return a bucket."""
        return {"drops": self.world.drops, "receipts": self.world.receipts}[name]
