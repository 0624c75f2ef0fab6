"""The family form (contract `api.md`): a family joins, or brings its file from another fund."""

from typing import Annotated, Literal

from pydantic import Field

from functions.intake.member_types import (
    BirthDate,
    Country,
    Email,
    ExpectedDate,
    Iban,
    Line,
    Mobile,
    Name,
    NationalNumber,
    PostalCode,
    ShortLine,
)
from functions.register.category import Category
from functions.register.held import Held, HeldRecord

MOST_CHILDREN = 20

type FormLanguage = Literal["nl", "fr", "de", "en"]
type Relation = Literal["own", "adopted", "foster"]
type WorkStatus = Literal["employed", "self_employed", "unemployed", "incapacity", "retired", "none"]


class Address(HeldRecord, category=Category.IDENTIFICATION):
    """A postal address as a person writes it."""

    street: Annotated[Line, Held()]
    house_number: Annotated[ShortLine, Held()]
    box: Annotated[ShortLine | None, Held()] = None
    postal_code: Annotated[PostalCode, Held()]
    municipality: Annotated[Name, Held()]
    country: Annotated[Country, Held()]


class Partner(HeldRecord, category=Category.IDENTIFICATION):
    """The other adult of the household."""

    given_name: Annotated[Name, Held()]
    family_name: Annotated[Name, Held()]
    birth_date: Annotated[BirthDate, Held()]
    national_number: Annotated[NationalNumber | None, Held()] = None


class Applicant(Partner, category=Category.IDENTIFICATION):
    """Who joins: the adult to whom the benefit will be paid."""

    address: Annotated[Address, Held()]
    email: Annotated[Email | None, Held(Category.CONTACT)] = None
    mobile: Annotated[Mobile | None, Held(Category.CONTACT)] = None


class Child(HeldRecord, category=Category.IDENTIFICATION):
    """A child, born or expected; one of the two dates (rule `birth_or_expected`)."""

    given_name: Annotated[Name, Held()]
    family_name: Annotated[Name, Held()]
    birth_date: Annotated[BirthDate | None, Held()] = None
    expected_on: Annotated[ExpectedDate | None, Held()] = None
    national_number: Annotated[NationalNumber | None, Held()] = None
    relation: Annotated[Relation, Held(Category.JUDICIAL)]
    condition_reported: Annotated[bool, Held(Category.MEDICAL_PSYCHOSOCIAL)]


class AccountOnForm(HeldRecord, category=Category.FINANCIAL):
    """The account on which the benefit is to be paid."""

    iban: Annotated[Iban, Held()]
    holder: Annotated[Name, Held()]


class Work(HeldRecord, category=Category.EDUCATION_PROFESSION):
    """What one of the adults does for a living."""

    person: Annotated[Literal["applicant", "partner"], Held()]
    status: Annotated[WorkStatus, Held()]


class FamilyForm(HeldRecord):
    """The whole form; the category of a part is that of what it mostly holds, its own fields say theirs."""

    language: Annotated[FormLanguage, Held(Category.PERSONAL)]
    applicant: Annotated[Applicant, Held(Category.IDENTIFICATION)]
    partner: Annotated[Partner | None, Held(Category.IDENTIFICATION)] = None
    children: Annotated[list[Child], Field(min_length=1, max_length=MOST_CHILDREN), Held(Category.IDENTIFICATION)]
    account: Annotated[AccountOnForm, Held(Category.FINANCIAL)]
    work: Annotated[list[Work], Field(max_length=2), Held(Category.EDUCATION_PROFESSION)]
    current_fund: Annotated[Line | None, Held(Category.FAMILY)] = None
    declaration: Annotated[Literal[True], Held(Category.FAMILY)]
