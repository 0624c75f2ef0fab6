"""A person of a family's file, as it rests under the person's own keys."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict

from functions.dossier.national_number_changes import NumberChange, newest_number, numbers_of, with_change
from functions.register.category import Category
from functions.register.held import Held, HeldRecord

type Language = Literal["nl", "fr", "de", "en"]


class Address(BaseModel):
    """A postal address; always a value inside a held field.

    In Belgium the postal code is there, and from forms every member but the box. Registers may give free text in
    `lines` for an address abroad.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    street: str | None = None
    house_number: str | None = None
    box: str | None = None
    postal_code: str | None = None
    municipality: str | None = None
    country: str
    lines: tuple[str, ...] = ()


class PersonBirth(HeldRecord):
    """The reader of a person where only the age decides."""

    birth_date: Annotated[date | None, Held(Category.IDENTIFICATION)] = None


class PersonIdentity(HeldRecord):
    """The reader of a person for purposes that need no contact data.

    `given_name` and `family_name` are absent while only government named the person, by number.
    A child that is expected has `expected_on` and no `birth_date`. `number_changes`: what registers said about the
    number, None when they said nothing. `same_as`: a register says that this is another person of the fund, and nobody
    decided yet; until then nothing is paid for this one. `apart_from`: people whom somebody at the fund called others,
    whatever a register says of their numbers.
    """

    given_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    family_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    birth_date: Annotated[date | None, Held(Category.IDENTIFICATION)] = None
    expected_on: Annotated[date | None, Held(Category.IDENTIFICATION)] = None
    national_number: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    number_changes: Annotated[tuple[NumberChange, ...] | None, Held(Category.IDENTIFICATION)] = None
    same_as: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    apart_from: Annotated[tuple[str, ...] | None, Held(Category.IDENTIFICATION)] = None
    address: Annotated[Address | None, Held(Category.IDENTIFICATION)] = None

    def all_numbers(self) -> frozenset[str]:
        """Return the number and every number that it was or became."""
        own = frozenset() if self.national_number is None else frozenset({self.national_number})
        return own | numbers_of(self.number_changes or ())

    def with_number_changes(self, changes: Iterable[NumberChange]) -> Self:
        """Return the person with these changes too, under the number that stands; their order plays no part."""
        known = with_change(self.number_changes or (), changes)
        number = newest_number(self.all_numbers() | numbers_of(known), known)
        return self.model_copy(update={"number_changes": known or None, "national_number": number})


class PersonForPayment(PersonIdentity):
    """The reader of a person for payment: identity, and the language of the text on the statement."""

    language: Annotated[Language | None, Held(Category.PERSONAL)] = None


class Person(PersonForPayment):
    """Who somebody is and how to reach them; row `person#<prs>` of a dossier, one per person and dossier.

    `contact_by`: how the person wants to hear from the fund first; `paper` means paper only. None: never said.
    """

    email: Annotated[str | None, Held(Category.CONTACT)] = None
    mobile: Annotated[str | None, Held(Category.CONTACT)] = None
    contact_by: Annotated[Literal["mail", "text", "paper"] | None, Held(Category.CONTACT)] = None


class PersonContact(HeldRecord):
    """The reader of a person for who tells them something: the contact, and nothing else."""

    email: Annotated[str | None, Held(Category.CONTACT)] = None
    mobile: Annotated[str | None, Held(Category.CONTACT)] = None
