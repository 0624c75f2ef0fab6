"""What a synthetic family is: the truth from which forms and government drops are told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tools.synthetic.numbers import Sex
from tools.synthetic.words import Region


class Kind(StrEnum):
    """What makes a family interesting; the generator goes round them, so that a few families show them all."""

    COUPLE = "couple"
    SINGLE_PARENT = "single_parent"
    SHARED_CUSTODY = "shared_custody"
    MOVED_REGION = "moved_region"
    LARGE = "large"
    EXPECTING = "expecting"
    PARTNER_MOVED_IN = "partner_moved_in"
    OLD_SCHEME = "old_scheme"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    given_name: str
    family_name: str
    born: date
    sex: Sex
    national_number: str


@dataclass(frozen=True, slots=True)
class Home:
    """An address in one region."""

    region: Region
    street: str
    house_number: str
    box: str | None
    postal_code: str
    municipality: str


@dataclass(frozen=True, slots=True)
class OtherParent:
    """The parent with whom the children live the other half of the time, in equal alternation."""

    person: Person
    home: Home


@dataclass(frozen=True, slots=True)
class Family:
    """One family. Incomes are of the whole year, in cents; `partner_since` is set when the partner moved in later."""

    number: int
    kind: Kind
    language: str
    home: Home
    applicant: Person
    partner: Person | None
    children: tuple[Person, ...]
    expected_on: date | None
    iban: str
    work: tuple[str, ...]
    income_year: int
    incomes_cents: tuple[int, ...]
    household_since: date
    partner_since: date | None = None
    other_parent: OtherParent | None = None
    moved_from: Home | None = None
    current_fund: str | None = None

    @property
    def adults(self) -> tuple[Person, ...]:
        """Return the applicant, and the partner if there is one."""
        return (self.applicant,) if self.partner is None else (self.applicant, self.partner)
