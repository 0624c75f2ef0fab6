"""One request: reads rows, opens them for its purpose after the ledger entry is committed, and makes changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from functions.register.category import Category
from functions.register.check_purpose import check_look_up, check_read
from functions.register.domain import Audience, Domain, domain_for
from functions.register.held import HeldRecord
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table, UnavailableError
from functions.units.clock import instant_text
from functions.vault.change import Change
from functions.vault.errors import SubjectNotLiveError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor, Deed
from functions.vault.look_up import LookUpKind, look_up_key
from functions.vault.merkle import merkle_root
from functions.vault.open_record import Opener, Readable, models_of
from functions.vault.place import Place, SealedItem, Stored
from functions.vault.run_page import MOST_DOSSIERS, RunPage
from functions.vault.sealed_record import key_id_of
from functions.vault.subject import State, Subject, subject_key

if TYPE_CHECKING:
    from functions.vault.vault import Rooms

_MOST_KEYS = 100
HOLD = frozenset({Domain.HOLD})


class Request:
    """The vault's door for one invocation: purpose, function and actor are fixed, subject keys die with it."""

    def __init__(
        self,
        rooms: "Rooms",
        purpose: Purpose,
        function: str,
        actor: Actor,
        case: str | None,
        states: frozenset[State],
    ) -> None:
        """Made by `Vault.request` only."""
        self.rooms, self.purpose, self.function = rooms, purpose, function
        self.actor, self.case, self.states = actor, case, states
        self._subjects: dict[str, Subject] = {}
        self._told: dict[str, frozenset[Domain]] = {}
        self._opener = Opener(rooms.keyring)

    def deed(self, action: str) -> Deed:
        """Return the start of a ledger entry of this request."""
        return Deed(self.function, action, self.purpose.value, self.actor, self.case)

    def instant(self) -> str:
        """Return the business instant as text."""
        return instant_text(self.rooms.clock.instant())

    def fetch(self, place: Place) -> SealedItem | None:
        """Read one row as it rests; nothing is opened, so no entry is needed."""
        self.rooms.gates.require(place.table)
        item = self.rooms.database.get(place.table, place.key)
        return None if item is None else SealedItem.of(place.table, item)

    def query(self, table: Table, partition: str, begins_with: str | None = None) -> list[SealedItem]:
        """Read all sealed rows of a partition as they rest."""
        self.rooms.gates.require(table)
        rows: list[SealedItem] = []
        after = None
        while True:
            page = self.rooms.database.query(table, partition, begins_with=begins_with, after=after)
            rows += [SealedItem.of(table, item) for item in page.items if "subject" in item]
            after = page.after
            if after is None:
                return rows

    def subject(self, subject_id: str) -> Subject:
        """Return a subject, read consistently once per request; SubjectNotLiveError when there is none."""
        found = self.load_subjects([subject_id]).get(subject_id)
        if found is None:
            raise SubjectNotLiveError(state="absent")
        return found

    def live_subject(self, subject_id: str) -> Subject:
        """Return a subject in a state that this request may write; SubjectNotLiveError otherwise."""
        subject = self.subject(subject_id)
        self._may_serve(subject, skip=False)
        return subject

    def load_subjects(self, subject_ids: Iterable[str]) -> Mapping[str, Subject]:
        """Return the subjects that exist, in reads of at most 100."""
        self.rooms.gates.require(Table.SUBJECTS)
        wanted = sorted(set(subject_ids))
        missing = [subject_id for subject_id in wanted if subject_id not in self._subjects]
        for start in range(0, len(missing), _MOST_KEYS):
            keys = [subject_key(subject_id) for subject_id in missing[start : start + _MOST_KEYS]]
            for item in self.rooms.database.get_many(Table.SUBJECTS, keys):
                subject = Subject.of(item)
                self._subjects[subject.subject_id] = subject
        return {subject_id: self._subjects[subject_id] for subject_id in wanted if subject_id in self._subjects}

    def forget(self, subject_id: str) -> None:
        """Read a subject again the next time: after its keys or state changed."""
        self._subjects.pop(subject_id, None)

    def open[R: HeldRecord](
        self,
        items: Sequence[SealedItem],
        readable: Readable[R],
        *,
        under: RunPage | None = None,
        skip_ended: bool = False,
        hold: bool = False,
        action: str = "read",
    ) -> list[Stored[R]]:
        """Open rows as records, after one committed ledger entry per subject (or under a committed page).

        `hold` opens what was resealed under the *hold* key, for purposes that may.

        Raises PurposeError when the purpose does not list a category of the records, SubjectNotLiveError (or leaves
        such rows out when `skip_ended`), BrokenSealError when a row was moved or altered.
        """
        if not items:
            return []
        subjects = self.load_subjects(item.subject for item in items)
        served = [item for item in items if self._may_serve(subjects.get(item.subject), skip=skip_ended)]
        opened = frozenset(category for model in models_of(readable) for category in model.categories())
        domains = {
            item.subject: HOLD if hold else _domains_of(subjects[item.subject].audience, opened) for item in served
        }
        categories = {category for model in models_of(readable) for category in model.all_categories()}
        for wanted in set(domains.values()):
            check_read(self.purpose, self.function, wanted, categories)
        self._tell(served, domains, readable, under, action)
        return [self._opener.open(item, subjects[item.subject], readable, domains[item.subject]) for item in served]

    def page(self, chain: str, dossiers: Sequence[str], action: str = "page") -> RunPage:
        """Commit one entry for a page of at most 300 dossiers in a run's own chain, before anything is opened."""
        if not 0 < len(dossiers) <= MOST_DOSSIERS:
            msg = f"a page holds 1 to {MOST_DOSSIERS} dossiers"
            raise ValueError(msg)
        root = merkle_root([dossier.encode("ascii") for dossier in dossiers]).hex()
        deed = replace(self.deed(action), page=tuple(dossiers), page_root=root)
        self._append({chain: deed}, {chain: self.rooms.keyring.audit_public()})
        return RunPage(chain, frozenset(dossiers))

    def find(self, kind: LookUpKind, value: str, audience: Audience = Audience.FAMILY) -> str | None:
        """Return the subject of one exact value, None when nobody has it. Needs a purpose that may look up."""
        check_look_up(self.purpose, self.function)
        self.rooms.gates.require(Table.LOOK_UPS)
        row = self.rooms.database.get(Table.LOOK_UPS, self.look_up_key(kind, value, audience))
        return None if row is None else str(row["subject"])

    def look_up_key(self, kind: LookUpKind, value: str, audience: Audience = Audience.FAMILY) -> Key:
        """Return the keyed row key of a value."""
        return look_up_key(self.rooms.keyring.secret(Secret.LOOK_UPS), kind, value, audience)

    def tell(self, subject_ids: Iterable[str], action: str, recipient: str | None = None) -> None:
        """Append an entry that is no read and no write: a search by an exact value, a disclosure, a plan."""
        subjects = self.load_subjects(subject_ids)
        deed = replace(self.deed(action), recipient=recipient)
        publics = {subject_id: subject.audit_public for subject_id, subject in subjects.items()}
        self._append(dict.fromkeys(subjects, deed), publics)

    def contents(self, item: SealedItem, action: str) -> list[tuple[Domain, bytes]]:
        """Open a row's blobs as bytes, to be resealed unchanged; needs a purpose that reads each of their domains."""
        subject = self.live_subject(item.subject)
        domains = frozenset(domain for blob in item.sealed if (domain := subject.domain_of(key_id_of(blob))))
        check_read(self.purpose, self.function, domains)
        deed = replace(self.deed(action), domains=[domain.value for domain in domains])
        if not domains <= self._told.get(item.subject, frozenset()):
            self._append({item.subject: deed}, {item.subject: subject.audit_public})
            self._told[item.subject] = self._told.get(item.subject, frozenset()) | domains
        return self._opener.contents(item, subject)

    def change(self, action: str, *, under: RunPage | None = None) -> Change:
        """Begin a change: rows, subjects, look-ups and outbox rows that are written together or not at all."""
        return Change(self, action, under)

    def _may_serve(self, subject: Subject | None, *, skip: bool) -> bool:
        if subject is not None and subject.state in self.states:
            return True
        if skip:
            return False
        raise SubjectNotLiveError(state="absent" if subject is None else subject.state.value)

    def _tell[R: HeldRecord](
        self,
        items: Sequence[SealedItem],
        domains: Mapping[str, frozenset[Domain]],
        readable: Readable[R],
        under: RunPage | None,
        action: str,
    ) -> None:
        if under is not None:
            if not all(under.covers(item.place.pk) for item in items):
                msg = "the page does not cover these rows"
                raise ValueError(msg)
            return
        fields = sorted({name for model in models_of(readable) for name in model.field_categories})
        untold = {
            subject_id: wanted
            for subject_id, wanted in domains.items()
            if not wanted <= self._told.get(subject_id, frozenset())
        }
        deeds = {
            subject_id: replace(self.deed(action), domains=[domain.value for domain in wanted], fields=fields)
            for subject_id, wanted in untold.items()
        }
        self._append(deeds, {subject_id: self._subjects[subject_id].audit_public for subject_id in deeds})
        for subject_id, wanted in untold.items():
            self._told[subject_id] = self._told.get(subject_id, frozenset()) | wanted

    def _append(self, deeds: Mapping[str, Deed], publics: Mapping[str, bytes]) -> None:
        if not deeds:
            return
        self.rooms.gates.require(Table.LEDGER)
        try:
            self.rooms.chains.append(deeds, publics, self.instant())
        except UnavailableError as error:
            msg = "the ledger does not answer"
            raise TryAgainError(msg) from error


@cache
def _domains_of(audience: Audience, categories: frozenset[Category]) -> frozenset[Domain]:
    """Return the domains in which an audience's records of these categories are sealed: asked for every row opened."""
    return frozenset(domain_for(audience, category) for category in categories)
