"""What people have said of each place and of each kind of record: `places.yaml`, read strictly."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from functions.register.record_type import RecordType

FILE = Path(__file__).with_name("places.yaml")


class PlaceEntry(BaseModel):
    """One place: what of a person can rest there, and what empties it; `until` only where no template says days."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    holds: str
    emptied_by: str
    until: str | None = None


class RecordEntry(BaseModel):
    """One kind of record: the tables and buckets it rests in, and what an erasure does with it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    rests_in: tuple[str, ...]
    at_erasure: str


class Entries(BaseModel):
    """The whole file. `outside`: places that no template makes (trails, the mail provider, who receives files)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    places: dict[str, PlaceEntry]
    records: dict[RecordType, RecordEntry]
    outside: dict[str, PlaceEntry]


def read_entries(file: Path = FILE) -> Entries:
    """Read the entries; ValidationError for a member that nobody knows."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for entry in content["records"].values():
        entry["rests_in"] = tuple(entry["rests_in"])
    return Entries.model_validate(content)
