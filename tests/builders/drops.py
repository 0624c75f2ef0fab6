"""Deliveries of synthetic authorities about synthetic people, and families that they can be about."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from functions.dossier.dossier import OPEN, Dossier, Member, Part
from functions.dossier.fact import Fact
from functions.dossier.family_file import FamilyFile, read_family_file
from functions.dossier.national_number import SYNTHETIC_OFFSET
from functions.dossier.person import Person
from functions.dossier.write_family import put_person, put_root
from functions.government.take_delivery import Post, Report, take_delivery
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.dropped_object import Reference
from functions.vault.look_up import LookUpKind
from functions.vault.subject import Kind
from tests.builders.opened_rows import opened_rows
from tests.builders.synthetic_numbers import check_digits
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects, etag_of

type Json = dict[str, object]

SENDER = "0244640631"
TAX = "0308357159"
BUCKET = "kroost-test-drops-1"


def number_of(person: int, birth: date = date(1985, 3, 14)) -> str:
    """Return the national number of synthetic person `person` (0 to 900)."""
    nine = f"{birth.year % 100:02d}{birth.month + SYNTHETIC_OFFSET:02d}{birth.day:02d}{person + 1:03d}"
    return nine + check_digits(nine, born_from_2000=birth.year >= 2000)


def child_number(person: int) -> str:
    """Return the number of a synthetic child."""
    return number_of(person, date(2019, 5, 2))


def attestation(name: str, version: int = 0, status: str = "CREATION") -> Json:
    """Return the attestation of a notification."""
    return {
        "attestationId": name,
        "attestationVersion": version,
        "attestationStatus": status,
        "creationDate": "2024-05-01",
    }


def household(
    name: str, head: str, others: Sequence[tuple[str, int]] = (), *, version: int = 0, on: str = "2024-05-01"
) -> Json:
    """Return a household: the head, and others each with a relationship."""
    members: list[Json] = [{"ssin": head, "relationship": 1}]
    members += [{"ssin": number, "relationship": relationship} for number, relationship in others]
    content = {"household": {"referenceDate": on, "origin": "NATIONAL_REGISTER", "members": members}}
    status = "MODIFICATION" if version else "CREATION"
    return {"ssin": {"value": head}, "attestation": attestation(name, version, status), "content": content}


def income(name: str, person: str, cents: int, *, year: int = 2022, version: int = 0) -> Json:
    """Return a yearly income."""
    content = {"yearlyIncome": {"incomeYear": year, "items": [{"code": "TOTAL_TAXABLE", "amountEurocent": cents}]}}
    status = "MODIFICATION" if version else "CREATION"
    return {"ssin": {"value": person}, "attestation": attestation(name, version, status), "content": content}


def cancellation(name: str, person: str, version: int) -> Json:
    """Return a cancellation."""
    return {"ssin": {"value": person}, "attestation": attestation(name, version, "CANCELLATION")}


def envelope(flow: str, sequence: int, notifications: Sequence[object], sender: str | None = None) -> Json:
    """Return a whole delivery."""
    by = sender or (TAX if flow == "INCOME_TAX" else SENDER)
    return {
        "specversion": "1.0",
        "id": "2f6c0d0e-6f0e-4b0e-9b59-0d6f6f0e4b0e",
        "source": f"urn:be:cbe:{by}",
        "type": f"be.kroost.{flow.lower()}.v1.notify",
        "time": "2024-05-02T08:00:00Z",
        "datacontenttype": "application/json",
        "data": {
            "sender": {"cbeNumber": by},
            "receiver": {"cbeNumber": "0200000000"},
            "legalContext": f"FAMILY_BENEFITS:{flow}",
            "flow": flow,
            "sequenceNumber": sequence,
            "notifications": list(notifications),
        },
    }


def written(delivery: Json, form: str = "json") -> tuple[str, bytes]:
    """Return the key and the bytes of a delivery in one of the four formats."""
    data = delivery["data"]
    assert isinstance(data, dict)
    key = f"{data['sender']['cbeNumber']}/{str(data['flow']).lower()}/{data['sequenceNumber']:015d}.{form}"
    if form.startswith("jsonl"):
        head = {**delivery, "data": {name: value for name, value in data.items() if name != "notifications"}}
        body = "\n".join(json.dumps(line) for line in [head, *data["notifications"]]).encode() + b"\n"
    else:
        body = json.dumps(delivery).encode()
    return key, gzip.compress(body, mtime=0) if form.endswith("gz") else body


@dataclass
class DropWorld:
    """A vault with families, a drop bucket and a receipts bucket."""

    memory: MemoryVault = field(default_factory=memory_vault)
    drops: InMemoryObjects = field(default_factory=InMemoryObjects)
    receipts: InMemoryObjects = field(default_factory=InMemoryObjects)

    @property
    def post(self) -> Post:
        """Where drops come in and receipts go out."""
        return Post(self.memory.vault, self.drops, self.receipts, synthetic_allowed=True)

    def family(self, **people: tuple[str, Part]) -> str:
        """Open a file with these people (name -> number and part); people who are known already join it."""
        request = self.memory.request(Purpose.OPEN_FAMILY_FILE)
        change = request.change("open")
        dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
        members = []
        claimed: set[str] = set()  # people whom another file has as a child: the benefit is paid there
        for name, (number, part) in people.items():
            person = request.find(LookUpKind.NATIONAL_NUMBER, number)
            if person is not None and request.subject(person).child_of is not None:
                claimed.add(person)
            if person is None:
                person = change.new_subject(Kind.PERSON, Audience.FAMILY)
                change.look_up(LookUpKind.NATIONAL_NUMBER, number, person)
            put_person(change, dossier, person, Person(given_name=name, family_name="Test", national_number=number))
            members.append(Member(person=person, part=part))
            if part == "child" and person not in claimed:
                change.claim_child(person, dossier)
        put_root(change, dossier, Dossier(members=tuple(members)), OPEN)
        change.send()
        return dossier

    def person(self, number: str) -> str | None:
        """Return the id of a number."""
        return self.memory.request(Purpose.OPEN_FAMILY_FILE).find(LookUpKind.NATIONAL_NUMBER, number)

    def put(self, delivery: Json, form: str = "json") -> Reference:
        """Put a delivery into the drop bucket."""
        key, body = written(delivery, form)
        return self.put_bytes(key, body)

    def put_bytes(self, key: str, body: bytes) -> Reference:
        """Put any object into the drop bucket."""
        self.drops.bodies[key] = body
        return Reference(key, etag_of(body), len(body))

    def take(self, delivery: Json, form: str = "json") -> Report:
        """Drop and take a delivery."""
        return take_delivery(self.post, self.put(delivery, form))

    def receipt_of(self, delivery: Json, form: str = "json") -> Json:
        """Drop and take a delivery, and return its receipt."""
        self.take(delivery, form)
        return self.receipt(written(delivery, form)[0])

    def file(self, dossier: str) -> FamilyFile:
        """Open a family's file."""
        return read_family_file(self.memory.request(Purpose.APPLY_GOVERNMENT_DATA), dossier)

    def facts[F: Fact](self, dossier: str, kind: type[F]) -> list[F]:
        """Return the facts of one kind, void and old ones too."""
        return [row.record for row in self.file(dossier).facts if isinstance(row.record, kind)]

    def cases(self) -> list[dict[str, object]]:
        """Return what was put aside."""
        rows = opened_rows(self.memory.database, self.memory.keyring, Table.CASES)
        return [opened[0] for clear, opened in rows if clear["sk"] == "case" and opened]

    def receipt(self, key: str) -> Json:
        """Return a receipt as JSON."""
        found = json.loads(self.receipts.bodies[f"{key}.receipt.json"])
        assert isinstance(found, dict)
        return found


def counts(**some: int) -> dict[str, int]:
    """Return the counts of a receipt; what is not named is 0."""
    names = ("accepted", "duplicates", "superseded", "unknownPersons", "quarantined", "refused")
    return dict.fromkeys(names, 0) | some


def message_of(reference: Reference, bucket: str = BUCKET) -> str:
    """Return the queue message of a dropped object, as S3 writes it."""
    told = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": "eu-west-1",
        "eventTime": "2024-07-01T06:00:00.000Z",
        "eventName": "ObjectCreated:Put",
        "s3": {
            "s3SchemaVersion": "1.0",
            "bucket": {"name": bucket, "arn": f"arn:aws:s3:::{bucket}"},
            "object": {"key": reference.key, "size": reference.size, "eTag": reference.etag, "sequencer": "1"},
        },
    }
    return json.dumps({"Records": [told]})
