"""Subjects own keys: the item that stands for a person, dossier, submission, file or case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from functions.register.domain import Audience, Domain, birth_domains
from functions.runtime.database import Item, Key
from functions.vault.audit_seal import new_pair, seal_to
from functions.vault.errors import BrokenSealError
from functions.vault.key_wrap import new_data_key, root_version_of, unwrap, wrap, wrapped_key_id
from functions.vault.keyring import Keyring
from functions.vault.record_bytes import canonical
from functions.vault.restricted_wrap import is_restricted_wrap, unwrap_restricted
from functions.vault.sealed_record import DataKey

SORT = "subject"
LOOK_UPS = "look_ups"
CHILD_OF = "child_of"
CONTINUED_IN = "continued_in"
CONTINUES = "continues"
_KEY = "key_"


class Kind(StrEnum):
    """What a subject stands for; the value is the prefix of its id."""

    PERSON = "prs"
    DOSSIER = "dos"
    SUBMISSION = "sub"
    FILE = "fil"
    CASE = "cas"


class State(StrEnum):
    """A subject's life; an `ended` item stays as tombstone."""

    LIVE = "live"
    RESTRICTED = "restricted"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """A subject as read: state, and wrapped keys that only the roots of their domains open.

    `look_ups` are the partition keys of the look-up rows that point to it, so that they can be deleted by whoever may
    not open the values behind them. `child_of` is the one dossier in which the person is a child: two files that claim
    one child at the same moment meet here, where the condition of every commit stands. `continued_in`: the person
    turned out to be this one, who goes on; `continues` are the ids of those who go on in this person.
    """

    subject_id: str
    state: State
    audience: Audience
    key_version: int
    audit_public: bytes
    wrapped: Mapping[Domain, bytes]
    look_ups: tuple[str, ...] = ()
    child_of: str | None = None
    continued_in: str | None = None
    continues: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: Item) -> "Subject":
        """Read a row of the table `subjects`."""
        wrapped = {
            Domain(name.removeprefix(_KEY)): value
            for name, value in item.items()
            if name.startswith(_KEY) and name != "key_version" and isinstance(value, bytes)
        }
        version, public, look_ups = item["key_version"], item["audit_public"], item.get(LOOK_UPS, ())
        if not isinstance(version, int) or not isinstance(public, bytes) or not isinstance(look_ups, list | tuple):
            msg = "not a subject"
            raise TypeError(msg)
        state, audience = State(str(item["state"])), Audience(str(item["audience"]))
        child_of, continued_in = (None if name not in item else str(item[name]) for name in (CHILD_OF, CONTINUED_IN))
        return cls(
            str(item["pk"]),
            state,
            audience,
            version,
            public,
            wrapped,
            tuple(map(str, look_ups)),
            child_of,
            continued_in,
            _names(item.get(CONTINUES, ())),
        )

    def key(self, domain: Domain, keyring: Keyring) -> DataKey:
        """Unwrap this subject's key of a domain; BrokenSealError when it was destroyed or never made."""
        wrapped = self.wrapped.get(domain)
        if wrapped is None:
            msg = "the subject has no key of this domain"
            raise BrokenSealError(msg)
        if is_restricted_wrap(wrapped):
            root = keyring.root(Domain.RESTRICTED, root_version_of(wrapped))
            return unwrap_restricted(wrapped, root, self.subject_id, domain)
        return unwrap(wrapped, keyring.root(domain, root_version_of(wrapped)), self.subject_id)

    def domain_of(self, key_id: bytes) -> Domain | None:
        """Tell which domain a key id belongs to; None when its key was destroyed."""
        for domain, wrapped in self.wrapped.items():
            if wrapped_key_id(wrapped) == key_id:
                return domain
        return None


@dataclass(frozen=True, slots=True, repr=False)
class NewSubject:
    """A subject that a change is about to make: its row, and its keys for the records of the same change."""

    subject: Subject
    keys: Mapping[Domain, DataKey]
    item: Item


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def subject_key(subject_id: str) -> Key:
    """Return the row key of a subject."""
    return Key(subject_id, SORT)


def key_attribute(domain: Domain) -> str:
    """Return the attribute that holds the wrapped key of a domain."""
    return f"{_KEY}{domain}"


def make_subject(subject_id: str, audience: Audience, keyring: Keyring) -> NewSubject:
    """Make all keys of a subject's audience at once, so that nothing shows later which kinds of data it has."""
    keys = {domain: new_data_key(domain) for domain in birth_domains(audience)}
    wrapped = wrap_all(keys.values(), subject_id, keyring)
    private, public = new_pair()
    sealed_private = seal_to(keyring.audit_public(), private, canonical(["kroost/v1/audit-wrap", subject_id]))
    item: Item = {
        "pk": subject_id,
        "sk": SORT,
        "state": State.LIVE.value,
        "audience": audience.value,
        "key_version": 1,
        "audit_public": public,
        "audit_private": sealed_private,
        **{key_attribute(domain): value for domain, value in wrapped.items()},
    }
    return NewSubject(Subject.of(item), keys, item)


def wrap_all(keys: Iterable[DataKey], subject_id: str, keyring: Keyring) -> dict[Domain, bytes]:
    """Wrap keys under the newest roots of their domains."""
    return {key.domain: wrap(key, keyring.root(key.domain), subject_id) for key in keys}
