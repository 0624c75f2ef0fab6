"""A person of a family's file, as it rests under the person's own keys."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

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


class PersonIdentity(HeldRecord):
    """The reader of a person for purposes that need no contact data.

    `given_name` and `family_name` are absent while only government named the person, by number.
    A child that is expected has `expected_on` and no `birth_date`.
    """

    given_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    family_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    birth_date: Annotated[date | None, Held(Category.IDENTIFICATION)] = None
    expected_on: Annotated[date | None, Held(Category.IDENTIFICATION)] = None
    national_number: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    address: Annotated[Address | None, Held(Category.IDENTIFICATION)] = None


class PersonForPayment(PersonIdentity):
    """The reader of a person for payment: identity, and the language of the text on the statement."""

    language: Annotated[Language | None, Held(Category.PERSONAL)] = None


class Person(PersonForPayment):
    """Who somebody is and how to reach them; row `person#<prs>` of a dossier, one per person and dossier."""

    email: Annotated[str | None, Held(Category.CONTACT)] = None
    mobile: Annotated[str | None, Held(Category.CONTACT)] = None
