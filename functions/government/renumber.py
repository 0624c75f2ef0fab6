"""Numbers that a register replaced or cancelled: the new one leads to the person too, and the old one still does.

When both numbers lead to somebody, two persons are one. In one and the same file they are joined at once, when not both
were named by the family itself. Anywhere else a person decides: the message waits sealed under a case, both files say
whom they doubt, and what the new number brought is not paid until then, so that no child is paid twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from functions.dossier.family_file import FamilyFile, read_family_file
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.join_people import join_people, move_rows
from functions.dossier.national_number_changes import NumberChange, numbers_of
from functions.dossier.person import Person
from functions.government.fault import Fault, pointer
from functions.government.flow import Flow
from functions.government.join_members import is_live
from functions.government.notification import AnyNotification
from functions.government.outcome import Placed
from functions.government.parse_delivery import NOTIFICATIONS
from functions.government.suppression import was_erased
from functions.government.work import Decided
from functions.vault.change import Change
from functions.vault.continue_subject import goes_on_as
from functions.vault.end_subject import end_subject
from functions.vault.look_up import LookUpKind
from functions.vault.request import Request
from functions.vault.run_page import RunPage
from functions.vault.subject import State

TWO_ARE_ONE = "two_people_are_one"
ERASED = "number_of_erased_person"
# A row that moves costs two of the hundred actions of a transaction; the rest is for people, look-ups and ledgers.
_MOST_MOVES = 80


def number_change_of(notification: AnyNotification, flow: Flow) -> NumberChange | None:
    """Return what a notification says about the number itself; a cancelled register event says nothing any more."""
    ssin = notification.ssin
    if flow is Flow.REGISTER_EVENT and notification.attestation.cancels:
        return None
    if ssin.replaced_by is not None and ssin.replaced_by != ssin.value:
        return NumberChange(old=ssin.value, new=ssin.replaced_by)
    return NumberChange(old=ssin.value) if ssin.canceled else None


@dataclass
class Renumbering:
    """What a chunk of notifications says about the numbers of one file's people, as one change before their facts.

    `decided`: a person said that two are one, or that they are not. `faults`: notifications that wait for such a
    decision, by number. `touches_decisions`: people were joined, or one is doubted from now on, or no longer.
    """

    request: Request
    change: Change
    dossier: str
    decided: Decided | None = None
    under: RunPage | None = None
    faults: dict[int, Fault] = field(default_factory=dict)
    touches_decisions: bool = False
    _file: FamilyFile | None = None
    _changes: dict[str, set[NumberChange]] = field(default_factory=dict)
    _doubts: dict[str, str] = field(default_factory=dict)
    _apart: dict[str, str] = field(default_factory=dict)
    _writes: bool = False

    def take(self, one: Placed, said: NumberChange) -> None:
        """Let the numbers of one notification lead to its person, or name the fault that a person decides on."""
        holders = {
            number: self.request.find(LookUpKind.NATIONAL_NUMBER, number) for number in sorted(numbers_of([said]))
        }
        people = sorted({holder for holder in holders.values() if holder is not None})
        if not people:
            return
        if len(people) > 1:
            self._join(one, said, holders)
            return
        for number in (number for number, holder in holders.items() if holder is None):
            if was_erased(self.request, number):
                self.faults[one.number] = _fault(ERASED, one)
                return
            self.change.look_up(LookUpKind.NATIONAL_NUMBER, number, people[0], unless_suppressed=True)
            self._writes = True
        self._changes.setdefault(people[0], set()).add(said)
        self._finish(people[0])

    def put(self) -> bool:
        """Put the rows of the people whose numbers changed; False when there is nothing to write."""
        for person in sorted({*self._changes, *self._doubts, *self._apart}):
            row = self.file().persons.get(person)
            if row is None or not isinstance(row.record, Person):
                continue
            record = row.record.with_number_changes(self._changes.get(person, ()))
            if person in self._doubts:
                record = record.model_copy(update={"same_as": self._doubts[person]})
                self.touches_decisions |= record != row.record
            if person in self._apart:
                apart = tuple(sorted({*(record.apart_from or ()), self._apart[person]}))
                record = record.model_copy(update={"same_as": None, "apart_from": apart})
                self.touches_decisions |= record != row.record
            if record != row.record:
                self.change.put(row.place, person, record, row.clear, row)
                self._writes = True
        return self._writes

    def file(self) -> FamilyFile:
        """Return the opened file, read once."""
        if self._file is None:
            self._file = read_family_file(self.request, self.dossier, person=Person, under=self.under, with_sent=True)
        return self._file

    def _join(self, one: Placed, said: NumberChange, holders: Mapping[str, str | None]) -> None:
        old, new = holders[said.old], holders[said.new or said.old]
        if old is None or new is None:
            return
        pair = {old, new}
        if self.decided == "apart":
            self._apart |= {old: new, new: old}
            return
        if self._are_apart(old, new):
            return
        if self.decided == "pass":
            self._join_as_decided(one, said, new, old)
            return
        here = {member.person: member for member in self.file().root.record.members}
        by_family = [person for person in sorted(pair) if person in here and here[person].brought_by is None]
        one_file = pair <= set(here) and len(by_family) < len(pair) and self._stand_here_only(pair)
        if not one_file or self._is_too_much(pair) or not all(is_live(self.request, person) for person in pair):
            self.faults[one.number] = _fault(TWO_ARE_ONE, one)
            self._doubts[new] = old
            return
        going_on = (by_family or [self._fuller(pair)])[0]
        (gone,) = pair - {going_on}
        join_people(self.request, self.change, self.file(), gone, going_on)
        self._writes = self.touches_decisions = True

    def _are_apart(self, one: str, other: str) -> bool:
        rows = [(person, self.file().persons.get(person)) for person in (one, other)]
        return any(
            {one, other} - {person} <= set(row.record.apart_from or ()) for person, row in rows if row is not None
        )

    def _join_as_decided(self, one: Placed, said: NumberChange, gone: str, going_on: str) -> None:
        """Join two people of any files: in the file of the one who goes on, only the number changes."""
        if gone not in {member.person for member in self.file().root.record.members}:
            self._changes.setdefault(going_on, set()).add(said)
            return
        alive = all(is_live(self.request, person) for person in (gone, going_on))
        if not alive or not self._stand_here_only({gone}) or self._is_too_much({gone}):
            self.faults[one.number] = _fault(TWO_ARE_ONE, one)
            return
        join_people(self.request, self.change, self.file(), gone, going_on)
        self._writes = self.touches_decisions = True

    def _stand_here_only(self, people: set[str]) -> bool:
        return all(set(dossiers_of(self.request, person)) <= {self.dossier} for person in people)

    def _is_too_much(self, people: set[str]) -> bool:
        """Tell whether joining them may be more than one transaction takes."""
        file = self.file()
        rows = [*file.facts, *file.sent]
        named = [
            row
            for row in rows
            if row.subject not in people and any(one in row.record.model_dump_json() for one in people)
        ]
        return 2 * sum(row.subject in people for row in rows) + len(named) > _MOST_MOVES

    def _fuller(self, people: set[str]) -> str:
        rows = {person: sum(fact.subject == person for fact in self.file().facts) for person in people}
        return max(sorted(people), key=lambda person: rows[person])

    def _finish(self, person: str) -> None:
        """End those who go on in this person, once what was written under them meanwhile has moved too."""
        for gone in self.request.load_subjects([person])[person].continues:
            if self.request.subject(gone).state is State.LIVE and self._stand_here_only({gone}):
                move_rows(self.change, self.file(), gone, person)
                end_subject(self.request, self.change, gone)
                self._writes = True


def resolved(request: Request, one: Placed) -> Placed:
    """Return a notification under the person who goes on for its person."""
    person = goes_on_as(request, one.person)
    return one if person == one.person else replace(one, person=person)


def _fault(code: str, one: Placed) -> Fault:
    return Fault(code, pointer(*NOTIFICATIONS, one.number - 1, "ssin"))
