"""What a family form becomes: persons with their ids, records and facts, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from functions.dossier import person as dossier_person
from functions.dossier.account import Account
from functions.dossier.dossier import Dossier, Member, Part
from functions.dossier.fact import (
    AddressFact,
    ConditionFact,
    Fact,
    HouseholdFact,
    HouseholdMember,
    JoiningFact,
    Provenance,
    RelationFact,
    WorkFact,
)
from functions.dossier.person import Person
from functions.intake.family_form import Child, Partner
from functions.intake.made_ids import made_id
from functions.intake.submission import FamilySubmission
from functions.vault.look_up import LookUpKind
from functions.vault.place import Stored
from functions.vault.request import Request

# The National Register's code relative to the head of a household, as drops use it.
_RELATIONSHIP: dict[Part, int] = {"beneficiary": 1, "partner": 2, "child": 3}


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One person of the form. `is_known`: found by number, so the fund has this person's keys already."""

    person: str
    part: Part
    is_known: bool
    record: Person
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """Everything that a family form becomes."""

    dossier: str
    people: tuple[Newcomer, ...]
    account: Account

    @property
    def root(self) -> Dossier:
        """The root of the file."""
        return Dossier(members=tuple(Member(person=one.person, part=one.part) for one in self.people))

    @property
    def beneficiary(self) -> Newcomer:
        """The person who will be paid."""
        return self.people[0]


def plan_family(request: Request, stored: Stored[FamilySubmission]) -> FamilyPlan:
    """Find the persons of the form by their numbers, give the others ids, and sort what was said into facts."""
    form = stored.record
    people = tuple(_people(request, stored))
    provenance = Provenance(source="family", attestation=stored.place.pk)
    known_at = str(stored.clear["received_at"])

    def said(kind: type[Fact], person: str, **values: object) -> Fact:
        return kind.model_validate(
            {"person": person, "known_at": known_at, "provenance": provenance, **values}, strict=False
        )

    adults = {"applicant": people[0].person}
    if form.partner is not None:
        adults["partner"] = people[1].person
    address = people[0].record.address
    for one in people:
        one.facts.append(said(AddressFact, one.person, address=address))
    for work in form.work:
        by_person = {one.person: one for one in people}
        by_person[adults[work.person]].facts.append(said(WorkFact, adults[work.person], status=work.status))
    children = [one for one in people if one.part == "child"]
    for one, child in zip(children, form.children, strict=True):
        one.facts.append(said(RelationFact, one.person, relation=child.relation))
        one.facts.append(said(ConditionFact, one.person, reported=child.condition_reported))
    household = tuple(HouseholdMember(person=one.person, relationship=_RELATIONSHIP[one.part]) for one in people)
    head = people[0].person
    people[0].facts.append(said(HouseholdFact, head, members=household))
    people[0].facts.append(said(JoiningFact, head, declared=form.declaration, earlier_fund=form.current_fund))
    account = Account(person=head, iban=form.account.iban, holder=form.account.holder)
    return FamilyPlan(made_id(request, "dos", stored.subject, "dossier"), people, account)


def _people(request: Request, stored: Stored[FamilySubmission]) -> Iterator[Newcomer]:
    form = stored.record
    address = dossier_person.Address(**form.applicant.address.model_dump())
    yield _newcomer(
        request,
        stored.subject,
        "applicant",
        "beneficiary",
        form.applicant,
        {
            "address": address,
            "email": form.applicant.email,
            "mobile": form.applicant.mobile,
            "language": form.language,
        },
    )
    if form.partner is not None:
        yield _newcomer(request, stored.subject, "partner", "partner", form.partner, {"address": address})
    for place, child in enumerate(form.children):
        more = {"address": address, "expected_on": child.expected_on}
        yield _newcomer(request, stored.subject, f"children/{place}", "child", child, more)


def _newcomer(
    request: Request, submission: str, place: str, part: Part, said: Partner | Child, more: Mapping[str, object]
) -> Newcomer:
    planned = made_id(request, "prs", submission, place)
    number = said.national_number
    found = None if number is None else request.find(LookUpKind.NATIONAL_NUMBER, number)
    record = Person.model_validate(
        {
            "given_name": said.given_name,
            "family_name": said.family_name,
            "birth_date": said.birth_date,
            "national_number": number,
            **more,
        }
    )
    return Newcomer(found or planned, part, found is not None and found != planned, record)
