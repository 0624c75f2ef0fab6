"""A change: everything that is written together or not at all, with its ledger entries and subject conditions."""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from functions.register.check_purpose import check_look_up, check_write
from functions.register.domain import Audience, Domain, domain_for
from functions.register.held import HeldRecord
from functions.register.message_kind import MessageKind
from functions.runtime.database import Absent, Action, Check, Delete, Item, Key, Matches, Put, Table, Update, Value
from functions.units.month_range import MonthRange
from functions.vault.ids import new_id
from functions.vault.key_wrap import new_data_key
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Deed
from functions.vault.look_up import LookUpKind, suppression_key
from functions.vault.outbox import EventKind, outbox_item
from functions.vault.place import Place, SealedItem, Stored
from functions.vault.record_bytes import canonical
from functions.vault.restricted_wrap import wrap_restricted
from functions.vault.run_page import RunPage
from functions.vault.sealed_record import DataKey, seal
from functions.vault.send_change import Role, Step, send
from functions.vault.subject import (
    CHILD_OF,
    CONTINUES,
    LOOK_UPS,
    Kind,
    NewSubject,
    State,
    Subject,
    key_attribute,
    make_subject,
    wrap_all,
)
from functions.vault.subject_plan import SubjectPlan

if TYPE_CHECKING:
    from functions.vault.request import Request

type Existing = Stored[HeldRecord] | SealedItem


class Change:
    """Collects writes; `send` commits them in one transaction. Made by `Request.change` only."""

    def __init__(self, request: "Request", action: str, under: RunPage | None) -> None:
        """Begin with nothing to write."""
        self._request, self._under = request, under
        self.deed = request.deed(action)
        self._steps: list[Step] = []
        self._born: dict[str, NewSubject] = {}
        self._plans: dict[str, SubjectPlan] = {}
        self._keys: dict[tuple[str, Domain], DataKey] = {}
        self._writes: dict[str, list[tuple[str, int, str]]] = {}
        self._domains: dict[str, set[Domain]] = {}

    def new_subject(self, kind: Kind, audience: Audience, subject_id: str | None = None) -> str:
        """Make a subject with all keys of its audience; it exists once the change is sent."""
        made = make_subject(subject_id or new_id(kind.value), audience, self._request.rooms.keyring)
        identifier = made.subject.subject_id
        self._born[identifier] = made
        self._keys |= {(identifier, domain): key for domain, key in made.keys.items()}
        self._steps.append(Step(Put(Table.SUBJECTS, made.item, Absent()), Role.NEW))
        return identifier

    def put(
        self,
        place: Place,
        subject: str,
        record: HeldRecord,
        clear: Mapping[str, Value] | None = None,
        replaces: Existing | None = None,
    ) -> None:
        """Seal a record at a place: a new row, or the next revision of the row that was read."""
        audience = self._subject(subject).audience
        groups: dict[Domain, dict[str, object]] = {}
        values = json.loads(record.model_dump_json(exclude_none=True))
        open_values: dict[str, Value] = {}
        for name, value in values.items():
            category = record.field_categories.get(name)
            if category is None:
                open_values[name] = value
            else:
                groups.setdefault(domain_for(audience, category), {})[name] = value
        contents = [(domain, canonical(members)) for domain, members in sorted(groups.items())]
        check_write(self._request.purpose, self._request.function, groups, record.all_categories())
        self.put_contents(place, subject, contents, {**open_values, **(clear or {})}, replaces)

    def put_contents(
        self,
        place: Place,
        subject: str,
        contents: list[tuple[Domain, bytes]],
        clear: Mapping[str, Value],
        replaces: Existing | None = None,
    ) -> None:
        """Seal canonical record bytes, each under its domain: for `put`, and for resealing bytes unchanged."""
        check_write(self._request.purpose, self._request.function, {domain for domain, _ in contents})
        revision = 1 if replaces is None else replaces.revision + 1
        sealed = [seal(content, self._key(subject, domain), place, subject, revision) for domain, content in contents]
        item: Item = {
            **clear,
            "pk": place.pk,
            "sk": place.sk,
            "subject": subject,
            "revision": revision,
            "sealed": list(sealed),
        }
        condition = Absent() if replaces is None else Matches(equal={"revision": replaces.revision})
        self._touch(subject)
        self._domains[subject] |= {domain for domain, _ in contents}
        digest = sha256(b"".join(sealed)).hexdigest()
        self._writes[subject].append((f"{place.table}/{place.pk}/{place.sk}", revision, digest))
        self._steps.append(Step(Put(place.table, item, condition), Role.NEW if replaces is None else Role.MOVED))

    def delete(self, row: Existing, still: Mapping[str, Value] | None = None) -> None:
        """Delete a row as it was read; `still` names clear values that must not have changed since."""
        self._touch(row.subject)
        self._writes[row.subject].append((f"{row.place.table}/{row.place.pk}/{row.place.sk}", 0, ""))
        condition = Matches(equal={"revision": row.revision, **(still or {})})
        self._steps.append(Step(Delete(row.place.table, row.place.key, condition), Role.MOVED))

    def mark(self, row: Existing, clear: Mapping[str, Value], remove: tuple[str, ...] = ()) -> None:
        """Change clear attributes of a row without touching what is sealed (its revision stays).

        What is changed must stand as it was read: of two marks at one moment, one is refused with StaleError.
        """
        self._touch(row.subject)
        names = (*clear, *remove)
        standing = {name: row.clear[name] for name in names if name in row.clear}
        missing = tuple(name for name in names if name not in row.clear)
        condition = Matches(equal={"revision": row.revision, **standing}, missing=missing)
        self._steps.append(Step(Update(row.place.table, row.place.key, clear, {}, remove, condition), Role.MOVED))

    def look_up(
        self,
        kind: LookUpKind,
        value: str,
        subject: str,
        audience: Audience = Audience.FAMILY,
        *,
        unless_suppressed: bool = False,
    ) -> None:
        """Let a value point to a subject; LookUpTakenError at `send` when another subject owns it.

        `unless_suppressed` also refuses, with SuppressedError, to make an erased person again.
        """
        check_look_up(self._request.purpose, self._request.function)
        key = self._request.look_up_key(kind, value, audience)
        item: Item = {"pk": key.pk, "sk": key.sk, "subject": subject}
        self._steps.append(Step(Put(Table.LOOK_UPS, item, Absent()), Role.LOOK_UP))
        self._note_look_ups(subject, add=key.pk)
        if unless_suppressed:
            secret = self._request.rooms.keyring.secret(Secret.SUPPRESSION)
            self._steps.append(
                Step(Check(Table.ERASURES, suppression_key(secret, kind, value), Absent()), Role.SUPPRESSION)
            )

    def claim_child(self, child: str, dossier: str) -> None:
        """Make a dossier the one in which this person is a child: of two claims at one moment, one is refused.

        The caller has seen that `Subject.child_of` names no other dossier; StaleError at `send` when that changed.
        """
        born = self._born.get(child)
        if born is not None:
            born.item[CHILD_OF] = dossier
            return
        plan = self._plan(child)
        if plan.subject.child_of != dossier:
            plan.values[CHILD_OF] = dossier

    def drop_look_up(self, key: Key, subject: str) -> None:
        """Delete a look-up row that points to this subject."""
        self._touch(subject)
        self._steps.append(Step(Delete(Table.LOOK_UPS, key, Matches(equal={"subject": subject})), Role.MOVED))
        self._note_look_ups(subject, drop=key.pk)

    def emit(self, kind: EventKind, *ids: str, months: MonthRange | None = None) -> None:
        """Ask for what must happen next: an outbox row with ids, and the months that it is about."""
        item = outbox_item(kind, ids, self._request.rooms.system_clock, months)
        self._steps.append(Step(Put(Table.OUTBOX, item), Role.PLAIN))

    def want_message(self, message: MessageKind, *ids: str) -> None:
        """Ask that a person is told: the first id names whom (dossier, person, receipt or case), see MessageKind."""
        item = outbox_item(EventKind.MESSAGE_WANTED, ids, self._request.rooms.system_clock, message=message)
        self._steps.append(Step(Put(Table.OUTBOX, item), Role.PLAIN))

    def plain(self, action: Action) -> None:
        """Add a write or condition on rows without personal data; StaleError or AlreadyThereError when it refuses."""
        absent = isinstance(action.condition, Absent)
        self._steps.append(Step(action, Role.NEW if absent else Role.MOVED))

    def note(self, subject: str, values: Mapping[str, Value]) -> None:
        """Set clear attributes of a subject's item; what was read under its old version is not written any more."""
        self._plan(subject).values.update(values)

    def set_state(self, subject: str, state: State) -> None:
        """Move a subject to another state."""
        self._plan(subject).values["state"] = state.value

    def destroy_keys(self, subject: str, *, keep: frozenset[Domain] = frozenset()) -> None:
        """Destroy all keys of a subject but those of `keep`, and the private half of its *audit* pair."""
        plan = self._plan(subject)
        for domain in plan.subject.wrapped:
            if domain not in keep:
                plan.gone.add(key_attribute(domain))
        plan.gone |= {"audit_private", CHILD_OF, CONTINUES}

    def destroy_key(self, subject: str, domain: Domain) -> None:
        """Destroy one key of a subject: erasing a category is removing one attribute."""
        self._plan(subject).gone.add(key_attribute(domain))

    def add_key(self, subject: str, domain: Domain) -> None:
        """Make a key of a domain that the subject did not have at birth (*hold*, *restricted*)."""
        if domain in self._plan(subject).subject.wrapped:
            return
        self._renew(subject, domain)

    def renew_key(self, subject: str, domain: Domain) -> None:
        """Put a new key in the place of the one that stands.

        What the old one sealed opens for nobody any more, wherever a copy of it lies; what stays is sealed anew in the
        same change. A restricted subject's new key is under *restricted* as the old one was. ValueError for a subject
        that ends: its keys only go.
        """
        state = self._plan(subject).subject.state
        if state not in {State.LIVE, State.RESTRICTED}:
            msg = "only the key of a subject that stands can be renewed"
            raise ValueError(msg)
        self._renew(subject, domain, restricted=state is State.RESTRICTED)

    def send(self) -> None:
        """Commit; raises what `send_change` lists. After a raise nothing was written. Nothing to write is no call."""
        touched = {**dict.fromkeys(self._born), **dict.fromkeys(self._writes)}
        publics = {subject: self._subject(subject).audit_public for subject in touched}
        steps = [*self._steps, *(plan.step() for plan in self._plans.values())]
        if not steps:
            return
        deeds: dict[str, Deed] = {}
        if self._under is None:
            deeds = {subject: self._deed_of(subject) for subject in touched}
        tables = {step.action.table for step in steps} | {Table.LEDGER}
        self._request.rooms.gates.require(*sorted(tables))
        send(self._request.rooms, steps, deeds, publics, frozenset(self._born), self._request.instant())
        for subject in self._plans:
            self._request.forget(subject)

    def _deed_of(self, subject: str) -> Deed:
        return replace(
            self.deed,
            domains=[domain.value for domain in self._domains.get(subject, ())],
            writes=self._writes.get(subject, ()),
        )

    def _note_look_ups(self, subject: str, *, add: str | None = None, drop: str | None = None) -> None:
        born = self._born.get(subject)
        target = self._plan(subject).values if born is None else born.item
        standing = target.get(LOOK_UPS, () if born is not None else self._plan(subject).subject.look_ups)
        names = [name for name in standing if name not in (drop, add)] if isinstance(standing, list | tuple) else []
        target[LOOK_UPS] = [*names, add] if add is not None else names

    def _touch(self, subject: str) -> None:
        self._writes.setdefault(subject, [])
        self._domains.setdefault(subject, set())
        if subject not in self._born:
            self._plan(subject)

    def _plan(self, subject: str) -> SubjectPlan:
        if subject not in self._plans:
            found = self._request.live_subject(subject)
            self._plans[subject] = SubjectPlan(found)
            self._writes.setdefault(subject, [])
            self._domains.setdefault(subject, set())
        return self._plans[subject]

    def _subject(self, subject: str) -> Subject:
        born = self._born.get(subject)
        return born.subject if born is not None else self._plan(subject).subject

    def _key(self, subject: str, domain: Domain) -> DataKey:
        known = self._keys.get((subject, domain))
        if known is None:
            known = self._subject(subject).key(domain, self._request.rooms.keyring)
            self._keys[subject, domain] = known
        return known

    def _renew(self, subject: str, domain: Domain, *, restricted: bool = False) -> None:
        key, keyring = new_data_key(domain), self._request.rooms.keyring
        plan = self._plan(subject)
        self._keys[subject, domain] = key
        if restricted:
            wrapped = wrap_restricted(key, keyring.root(Domain.RESTRICTED), subject)
        else:
            wrapped = wrap_all([key], subject, keyring)[domain]
        plan.values[key_attribute(domain)] = wrapped
