"""The form of a package: what a person gets who asks for access or portability. `docs/api/packages/` has its schema."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

FORMAT: Literal["kroost/package/1"] = "kroost/package/1"
YOU, ANOTHER_PERSON = "you", "another_person"


class PackagePart(BaseModel):
    """Base of the parts: strict, frozen, unknown members refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordOrigin(PackagePart):
    """Where a record comes from: every fact names its authority, message, attestation and version."""

    source: Literal["family", "government", "staff", "system"]
    authority: str | None = None
    flow: str | None = None
    message: str | None = None
    attestation: str | None = None
    version: int | None = None
    stated_on: date | None = None
    sequence: int | None = None
    line: int | None = None
    corrected: bool | None = None


class PackageRecord(PackagePart):
    """One category of one record. `values`: its members; other people stand in them as `another_person`.

    `reference` names a fact in a request to correct it. `destroy_by` is None while the file is open.
    """

    category: str
    kind: str
    values: dict[str, JsonValue]
    origin: RecordOrigin
    received_at: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    void: bool = False
    withheld: tuple[str, ...] = ()
    contested: bool = False
    reference: str | None = None
    destroy_by: date | None = None


class PackagePurpose(PackagePart):
    """Why a category is used, on which grounds, and who may receive it for that."""

    purpose: str
    name: str
    grounds: tuple[str, ...]
    recipients: tuple[str, ...]


class PackageCategory(PackagePart):
    """A kind of data, with everything that it is used for."""

    name: str
    purposes: tuple[PackagePurpose, ...]


class PackageDeed(PackagePart):
    """One line of the person's ledger: who did what with which kinds of data, why, and on which grounds."""

    sequence: int
    at: str
    who: Literal["system", "staff", "you", "other"]
    action: str
    purpose: str
    name: str
    grounds: tuple[str, ...]
    categories: tuple[str, ...]
    fields: tuple[str, ...]
    case: str | None = None
    recipient: str | None = None
    source: str | None = None
    hash: str


class KeptElsewhere(PackagePart):
    """A record that names others too and goes soon: that it is there, and until when."""

    kind: str
    destroy_by: date


class Package(PackagePart):
    """A whole package, in the person's language."""

    format: Literal["kroost/package/1"]
    kind: Literal["access", "portability"]
    about: Literal["you"]
    language: Literal["nl", "fr", "de", "en"]
    made_at: str
    kept_until: date
    categories: dict[str, PackageCategory]
    records: tuple[PackageRecord, ...]
    kept_elsewhere: tuple[KeptElsewhere, ...] = ()
    ledger: tuple[PackageDeed, ...] = ()
    refused: tuple[str, ...] = ()
    complain: str
