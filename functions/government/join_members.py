"""Household members that belong in the family's file: found by number, or made when nobody has the number yet.

Only a household whose head is the beneficiary or the partner of the file adds people to it: the spouse or partner as
partner, a child as child. A child that stands in another file is not added here: its benefit is paid once, and which
file keeps it is for a case worker. A person who was erased is not made again. Whoever stands otherwise to the head is
named only when the family itself named this person before, so that the order of messages plays no part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from functions.dossier.dossier import Dossier, Member, Part
from functions.dossier.person import Person
from functions.dossier.places import person_place
from functions.dossier.sent_notification import BroughtNumber, brought_place
from functions.dossier.write_family import put_person
from functions.government.content.household import CHILD, HEAD, PARTNER, SPOUSE, Household, HouseholdContent
from functions.government.make_fact import KEPT
from functions.government.notification import AnyNotification
from functions.government.outcome import Kept
from functions.government.suppression import was_erased
from functions.register.domain import Audience
from functions.vault.change import Change
from functions.vault.look_up import LookUpKind
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request
from functions.vault.subject import Kind, State

_PART: Mapping[int, Part] = {SPOUSE: "partner", PARTNER: "partner", CHILD: "child"}
MOST_NEW = 12


@dataclass
class Joining:
    """What a chunk of notifications does to the people of one file, as part of one change.

    `ids`: members that facts may name, by number. `new`: the persons made among them. `more`: there are too many new
    ones for one transaction; send this one and come again. `again`: what is applied was
    accepted before, and brings whom it brought then; `given_back`: somebody's row, look-up or claim was gone.
    """

    request: Request
    change: Change
    stored: Stored[Dossier]
    ids: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    more: bool = False
    again: Kept | None = None
    given_back: bool = False
    _elsewhere: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start from the file as it stands."""
        self.root = self.stored.record

    def take(self, head: str, household: Household) -> bool:
        """Find or make the members of a household whose head has this id; True when a child stands in another file."""
        for member in household.members or ():
            if member.relationship == HEAD:
                self.ids[member.ssin] = head
            elif member.relationship in KEPT:
                self._take_member(member.ssin, _PART[member.relationship])
            elif self.again is None:
                self._name_own(member.ssin)
        return any(member.ssin in self._elsewhere for member in household.members or ())

    @property
    def changes_people(self) -> bool:
        """Tell whether the file gets new members, or members in another part."""
        return self.root is not self.stored.record

    def put_root(self) -> bool:
        """Put the file with its new members; False when there are none."""
        if not self.changes_people:
            return False
        self.change.put(self.stored.place, self.stored.subject, self.root, self.stored.clear, self.stored)
        return True

    def _take_member(self, number: str, part: Part) -> None:
        if self.again is not None:
            self._take_again(self.again, number, part)
            return
        person = self.new.get(number) or self.request.find(LookUpKind.NATIONAL_NUMBER, number)
        if person is None:
            person = self._make(number)
        elif number not in self.new and not is_live(self.request, person):
            return
        if person is None:
            return
        self.ids[number] = person
        if self._add(person, part, is_new=number in self.new):
            if number not in self.new:
                self._give_row(person, number)
        elif self._part_of(person) is None and not self._may_be_child(person):
            self._elsewhere.add(number)

    def _add(self, person: str, part: Part, *, is_new: bool) -> bool:
        """Let somebody be in the file in this part, or in the higher one; True when the file gets a member."""
        stands = self._part_of(person)
        if stands is None and (is_new or part == "partner"):
            self.root = self.root.with_member(person, part, "government")
            if part == "child":
                self.change.claim_child(person, self.stored.place.pk)
            return True
        if stands is not None and stands.part == "partner" and part == "child" and self._may_be_child(person):
            self.change.claim_child(person, self.stored.place.pk)
            self.root = self.root.with_member(person, part, stands.brought_by)
        return False

    def _take_again(self, kept: Kept, number: str, part: Part) -> None:
        """Give back what a notification brought to the file and is not there: membership, claim, row and look-up."""
        person = kept.named.get(number)
        if person is None or person not in kept.brought or not is_live(self.request, person):
            return
        may_be_child = self._may_be_child(person)
        self._add(person, part, is_new=may_be_child)
        stands = self._part_of(person)
        if stands is None:
            return
        if stands.part == "child" and may_be_child and self.request.subject(person).child_of is None:
            self.change.claim_child(person, self.stored.place.pk)
            self.given_back = True
        self._give_back(person, kept.brought[person])

    def brought(self) -> frozenset[str]:
        """Return the ids of the people whom an authority brought to the file."""
        return frozenset(member.person for member in self.root.members if member.brought_by is not None)

    def _part_of(self, person: str) -> Member | None:
        return next((member for member in self.root.members if member.person == person), None)

    def _give_back(self, person: str, number: str) -> None:
        """Let the row and the look-up of somebody whom an authority brought stand again, when they are gone."""
        if self.request.find(LookUpKind.NATIONAL_NUMBER, number) is None and not was_erased(self.request, number):
            self.change.look_up(LookUpKind.NATIONAL_NUMBER, number, person, unless_suppressed=True)
            self.given_back = True
        self.given_back |= self._give_row(person, number)

    def _give_row(self, person: str, number: str) -> bool:
        """Put the row of somebody who has none in this file; False when there is one."""
        dossier = self.stored.place.pk
        if self.request.fetch(person_place(dossier, person)) is not None:
            return False
        standing = self.request.fetch(brought_place(dossier, person))
        self._bring(person, number, standing)
        return True

    def _bring(self, person: str, number: str, standing: SealedItem | None = None) -> None:
        dossier = self.stored.place.pk
        put_person(self.change, dossier, person, Person(national_number=number))
        if standing is None:
            self.change.put(brought_place(dossier, person), person, BroughtNumber(person=person, value=number))

    def _may_be_child(self, person: str) -> bool:
        if person in self.new.values():
            return True
        subject = self.request.load_subjects([person]).get(person)
        return subject is not None and subject.child_of in (None, self.stored.place.pk)

    def _name_own(self, number: str) -> None:
        self.ids |= self.own_ids((number,))

    def own_ids(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return the ids of those among these whom the family itself named in its file, by number."""
        own = {member.person for member in self.stored.record.members if member.brought_by is None}
        found = {number: self.request.find(LookUpKind.NATIONAL_NUMBER, number) for number in numbers}
        return {number: person for number, person in found.items() if person is not None and person in own}

    def _make(self, number: str) -> str | None:
        if was_erased(self.request, number):
            return None
        if len(self.new) == MOST_NEW:
            self.more = True
            return None
        person = self.change.new_subject(Kind.PERSON, Audience.FAMILY)
        self.change.look_up(LookUpKind.NATIONAL_NUMBER, number, person, unless_suppressed=True)
        self._bring(person, number)
        self.new[number] = person
        return person


def household_of(notification: AnyNotification, head: str, root: Dossier) -> Household | None:
    """Return the household of a notification about a head who may add people to this file; None otherwise."""
    if notification.attestation.cancels or not isinstance(notification.content, HouseholdContent):
        return None
    household = notification.content.household
    is_head = any(one.relationship == HEAD and one.ssin == notification.ssin.value for one in household.members or ())
    is_adult = head in (*root.persons("beneficiary"), *root.persons("partner"))
    return household if is_head and is_adult else None


def is_live(request: Request, person: str) -> bool:
    """Tell whether a person's keys may be used and their facts written."""
    subject = request.load_subjects([person]).get(person)
    return subject is not None and subject.state is State.LIVE
