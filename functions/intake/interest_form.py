"""The interest form (contract `api.md`): a visitor wants to hear more."""

from typing import Annotated, Literal

from pydantic import Field

from functions.intake.family_form import FormLanguage
from functions.intake.member_types import Email, Mobile, Name, PostalCode
from functions.register.category import Category
from functions.register.held import Held, HeldRecord

type Topic = Literal["joining", "moving_region", "birth", "other"]


class InterestForm(HeldRecord):
    """The whole form; at least one of e-mail and mobile (rule `reachable`)."""

    language: Annotated[FormLanguage, Held(Category.PERSONAL)]
    name: Annotated[Name | None, Held(Category.IDENTIFICATION)] = None
    email: Annotated[Email | None, Held(Category.CONTACT)] = None
    mobile: Annotated[Mobile | None, Held(Category.CONTACT)] = None
    postal_code: Annotated[PostalCode | None, Held(Category.IDENTIFICATION)] = None
    topics: Annotated[list[Topic], Field(min_length=1, max_length=4), Held(Category.PERSONAL)]
    consent_to_contact: Annotated[Literal[True], Held(Category.PERSONAL)]
