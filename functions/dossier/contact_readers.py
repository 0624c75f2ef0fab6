"""Readers of how to reach somebody: they build no more of a person or form than that. Nothing is stored."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.person import Address, Language
from functions.register.category import Category
from functions.register.held import Held, HeldRecord


class PersonToTell(HeldRecord):
    """The reader of a person of a file for messages: how to call, write to and reach them, and nothing more."""

    given_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    family_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    address: Annotated[Address | None, Held(Category.IDENTIFICATION)] = None
    language: Annotated[Language | None, Held(Category.PERSONAL)] = None
    email: Annotated[str | None, Held(Category.CONTACT)] = None
    mobile: Annotated[str | None, Held(Category.CONTACT)] = None
    contact_by: Annotated[Literal["mail", "text", "paper"] | None, Held(Category.CONTACT)] = None


class ApplicantContact(BaseModel):
    """The contact part of a family form's applicant."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    email: str | None = None
    mobile: str | None = None


class SenderToTell(HeldRecord):
    """The reader of a form, a prospect or an applicant: language and contact, wherever the form keeps them."""

    language: Annotated[Language | None, Held(Category.PERSONAL)] = None
    email: Annotated[str | None, Held(Category.CONTACT)] = None
    mobile: Annotated[str | None, Held(Category.CONTACT)] = None
    applicant: Annotated[ApplicantContact | None, Held(Category.CONTACT)] = None
