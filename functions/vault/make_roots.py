"""The deploy step that makes roots, secrets and key pairs which are absent, and opens the gates of new tables.

Lambda behind a CloudFormation custom resource. It can wrap and can open nothing. Every write is "put if absent", so a
repeat, at any point, changes nothing. A pair stands whole in the parameter of its private half, so that a crash between
two parameters cannot leave halves that do not fit.
"""

import base64
import json
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from functions.register.domain import Domain
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock
from functions.runtime.database import Absent, ConditionFailedError, Database, Put, Table
from functions.runtime.dynamodb import DynamoDatabase
from functions.runtime.settings import Settings, read_settings
from functions.units.clock import instant_text
from functions.vault.audit_seal import new_pair
from functions.vault.gate import OPEN, gate_key
from functions.vault.keyring import CLIENT_KEY_USES, CLIENT_KEYS
from functions.vault.signature import ALGORITHM, base64url

USES = ("receipt", "consent", "statement", "trace", "certificate", "checkpoint")
_ANSWER_SECONDS = 10
_RSA_BITS = 2048


class Wrapper(Protocol):
    """Wraps under a stage's KMS keys."""

    def new_root(self, key: str, context: Mapping[str, str]) -> bytes:
        """Return 32 fresh bytes, wrapped; the plain bytes exist inside KMS only."""
        ...

    def wrap(self, key: str, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Return the wrapped bytes."""
        ...


class Shelf(Protocol):
    """Where parameters are kept, and their copy."""

    def put_if_absent(self, name: str, value: str) -> str:
        """Put a parameter unless there is one, keep a copy of what stands there, and return what stands there."""
        ...


@dataclass(frozen=True, slots=True)
class RootsMaker:
    """Makes what is absent."""

    system: str
    stage: str
    prefix: str
    wrapper: Wrapper
    shelf: Shelf
    now: Callable[[], str]

    def make(self, domains: Sequence[str], secrets: Sequence[str], versions: Sequence[str]) -> None:
        """Make every root, secret and pair of the named versions that is absent."""
        for version in versions:
            for domain in domains:
                if domain != Domain.AUDIT:
                    wrapped = self.wrapper.new_root(self._key(domain), self._context(domain=domain))
                    self._put(f"roots/{domain}/{version}", _text(wrapped))
            for secret in secrets:
                wrapped = self.wrapper.new_root(self._key(secret), self._context(secret=secret))
                self._put(f"secrets/{secret}/{version}", _text(wrapped))
            self._audit_pair(version)
            self._signing_pair(version)
            self._client_keys(version)

    def _audit_pair(self, version: str) -> None:
        private, public = new_pair()
        wrapped = self.wrapper.wrap(self._key(Domain.AUDIT), private, self._context(domain=Domain.AUDIT))
        standing = json.loads(
            self._put(f"audit-root/{version}/private", json.dumps({"wrapped": _text(wrapped), "public": _text(public)}))
        )
        self._put(f"audit-root/{version}/public", standing["public"])

    def _signing_pair(self, version: str) -> None:
        private = Ed25519PrivateKey.generate()
        public = {
            "key": f"{self.system}-{self.stage}-{version}",
            "alg": ALGORITHM,
            "public_key": base64url(private.public_key().public_bytes_raw()),
            "use": list(USES),
            "from": self.now(),
            "until": None,
        }
        wrapped = self.wrapper.wrap(self._key("signing"), private.private_bytes_raw(), self._context(secret="signing"))  # noqa: S106 - a name
        standing = json.loads(
            self._put(f"signing/{version}/private", json.dumps({"wrapped": _text(wrapped), "public": public}))
        )
        self._put(f"signing/{version}/public", json.dumps(standing["public"]))

    def _client_keys(self, version: str) -> None:
        """Make the RSA keys by which sign-in providers know us: no provider takes another kind for this."""
        for use in CLIENT_KEY_USES:
            private = generate_private_key(65537, _RSA_BITS)
            der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            wrapped = self.wrapper.wrap(self._key(CLIENT_KEYS), der, self._context(secret=CLIENT_KEYS))
            self._put(f"client-keys/{use}/{version}", json.dumps({"wrapped": _text(wrapped)}))

    def _put(self, name: str, value: str) -> str:
        return self.shelf.put_if_absent(f"{self.prefix}/{name}", value)

    def _key(self, name: str) -> str:
        return f"alias/{self.system}-{self.stage}-{name}"

    def _context(self, **what: str) -> dict[str, str]:
        return {"system": self.system, "stage": self.stage, **what}


def open_gates(database: Database, deployed_names: Sequence[str]) -> None:
    """Open the gates of tables that the deploy made; a gate that has a row keeps it, open or not."""
    for name in deployed_names:
        key = gate_key(name)
        try:
            database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}, Absent()))
        except ConditionFailedError:
            continue


class KmsWrapper:
    """Wraps with KMS."""

    def new_root(self, key: str, context: Mapping[str, str]) -> bytes:
        """Return a fresh wrapped root."""
        answer = client("kms").generate_data_key_without_plaintext(
            KeyId=key, NumberOfBytes=32, EncryptionContext=dict(context)
        )
        return bytes(answer["CiphertextBlob"])

    def wrap(self, key: str, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Return the wrapped bytes."""
        answer = client("kms").encrypt(KeyId=key, Plaintext=plain, EncryptionContext=dict(context))
        return bytes(answer["CiphertextBlob"])


class ParameterShelf:
    """SSM parameters, with a copy of each in a versioned bucket."""

    def __init__(self, bucket: str) -> None:
        """Take the bucket of the copies."""
        self._bucket = bucket

    def put_if_absent(self, name: str, value: str) -> str:
        """Put a parameter unless there is one; copy and return what stands there."""
        store = client("ssm")
        try:
            store.put_parameter(Name=name, Value=value, Type="String", Overwrite=False)
            standing = value
        except store.exceptions.ParameterAlreadyExists:
            standing = str(store.get_parameter(Name=name)["Parameter"]["Value"])
        client("s3").put_object(Bucket=self._bucket, Key=name.lstrip("/"), Body=standing.encode())
        return standing


def handler(event: dict[str, object], _context: object) -> None:
    """Answer a CloudFormation custom resource event; the answer names a class of failure and nothing else."""
    reason = "done"
    status = "SUCCESS"
    if event.get("RequestType") != "Delete":  # roots outlive the stack: deleting them would erase everybody
        try:
            _make(read_settings(), event)
        except Exception as error:  # noqa: BLE001 - CloudFormation must be answered whatever happened
            status, reason = "FAILED", type(error).__name__
    body = {
        "Status": status,
        "Reason": reason,
        "PhysicalResourceId": "roots",
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    request = urllib.request.Request(  # noqa: S310 - the address is CloudFormation's own
        str(event["ResponseURL"]), data=json.dumps(body).encode(), method="PUT", headers={"Content-Type": ""}
    )
    urllib.request.urlopen(request, timeout=_ANSWER_SECONDS).close()  # noqa: S310


def _make(settings: Settings, event: Mapping[str, object]) -> None:
    properties = event["ResourceProperties"]
    if not isinstance(properties, Mapping):
        msg = "the event has no properties"
        raise TypeError(msg)
    clock = MachineClock()
    maker = RootsMaker(
        settings.system,
        settings.stage,
        settings.parameters,
        KmsWrapper(),
        ParameterShelf(settings.bucket("roots-copy")),
        lambda: instant_text(clock.real_now()),
    )
    maker.make(properties["Domains"], properties["Secrets"], properties["Versions"])
    open_gates(DynamoDatabase(client("dynamodb"), settings.tables), properties["OpenGates"])


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
