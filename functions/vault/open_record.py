"""The opener: turns sealed blobs back into a record. Private to the vault: only a request opens, after its entry."""

import json
from collections.abc import Mapping

from pydantic import ValidationError

from functions.register.domain import Domain
from functions.register.held import HeldRecord
from functions.vault.errors import BrokenSealError
from functions.vault.keyring import Keyring
from functions.vault.place import SealedItem, Stored
from functions.vault.record_bytes import fields_of
from functions.vault.sealed_record import DataKey, key_id_of, open_sealed
from functions.vault.subject import Subject

_DESTROYED = "the key of a sealed record was destroyed"

type Readable[R: HeldRecord] = type[R] | Mapping[str, type[R]]


def models_of[R: HeldRecord](readable: Readable[R]) -> tuple[type[R], ...]:
    """Return the record types that rows may turn into."""
    return tuple(readable.values()) if isinstance(readable, Mapping) else (readable,)


class Opener:
    """Opens rows with the keys of their subjects; keys stay unwrapped as long as the request lives."""

    def __init__(self, keyring: Keyring) -> None:
        """Take the keyring."""
        self._keyring = keyring
        self._keys: dict[bytes, DataKey] = {}

    def open[R: HeldRecord](
        self, item: SealedItem, subject: Subject, readable: Readable[R], domains: frozenset[Domain]
    ) -> Stored[R]:
        """Open the blobs of the asked domains and build the record; BrokenSealError when one does not open.

        A category that was erased is absent from the record, as if it had never been given.
        """
        members: dict[str, object] = {}
        destroyed = False
        for blob in item.sealed:
            domain = subject.domain_of(key_id_of(blob))
            destroyed = destroyed or domain is None
            if domain is not None and domain in domains:
                key = self._key(blob, subject, domain)
                members |= fields_of(open_sealed(blob, key, item.place, item.subject, item.revision))
        if destroyed and not members:
            raise BrokenSealError(_DESTROYED)
        model = _model(readable, members)
        known = {**_known(item.clear, model), **_known(members, model)}
        try:
            record = model.model_validate_json(json.dumps(known))
        except ValidationError:
            # The text of a validation error holds values, so it goes no further.
            msg = _DESTROYED if destroyed else "the stored record is not of the reader's form"
            raise BrokenSealError(msg) from None
        return Stored(item.place, item.subject, item.revision, item.clear, record)

    def contents(self, item: SealedItem, subject: Subject) -> list[tuple[Domain, bytes]]:
        """Return the canonical bytes of every blob that still has a key: for resealing, which changes no member."""
        opened = []
        for blob in item.sealed:
            domain = subject.domain_of(key_id_of(blob))
            if domain is not None:
                key = self._key(blob, subject, domain)
                opened.append((domain, open_sealed(blob, key, item.place, item.subject, item.revision)))
        return opened

    def _key(self, blob: bytes, subject: Subject, domain: Domain) -> DataKey:
        key_id = key_id_of(blob)
        if key_id not in self._keys:
            self._keys[key_id] = subject.key(domain, self._keyring)
        return self._keys[key_id]


def _model[R: HeldRecord](readable: Readable[R], members: Mapping[str, object]) -> type[R]:
    if not isinstance(readable, Mapping):
        return readable
    kind = members.get("kind")
    model = readable.get(kind) if isinstance(kind, str) else None
    if model is None:
        msg = "a record of a kind that the reader does not know"
        raise BrokenSealError(msg)
    return model


def _known(members: Mapping[str, object], model: type[HeldRecord]) -> dict[str, object]:
    # A reader's model may name fewer members than were written: data minimisation at the read, too.
    return {name: value for name, value in members.items() if name in model.model_fields}
