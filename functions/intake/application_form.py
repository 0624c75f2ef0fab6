"""The application form (contract `api.md`): somebody applies for a job."""

from typing import Annotated

from pydantic import ConfigDict, Field

from functions.intake.family_form import Address, FormLanguage
from functions.intake.member_types import BirthDate, Email, Letter, Line, Mobile, Month, Name
from functions.register.category import Category
from functions.register.held import Held, HeldRecord

MOST_ENTRIES = 30


class Education(HeldRecord, category=Category.EDUCATION_PROFESSION):
    """A diploma or course."""

    level: Annotated[Line, Held()]
    field: Annotated[Line | None, Held()] = None
    year: Annotated[int | None, Field(ge=1930, le=2100), Held()] = None


class Experience(HeldRecord, category=Category.EDUCATION_PROFESSION):
    """A job that somebody had; months as `YYYY-MM` or years as `YYYY`."""

    model_config = ConfigDict(serialize_by_alias=True)

    role: Annotated[Line, Held()]
    start: Annotated[Month, Field(alias="from"), Held()]
    end: Annotated[Month | None, Field(alias="to"), Held()] = None


class ApplicationForm(HeldRecord):
    """The whole form; the curriculum vitae follows at an address of its own (a later issue)."""

    language: Annotated[FormLanguage, Held(Category.PERSONAL)]
    given_name: Annotated[Name, Held(Category.IDENTIFICATION)]
    family_name: Annotated[Name, Held(Category.IDENTIFICATION)]
    birth_date: Annotated[BirthDate | None, Held(Category.IDENTIFICATION)] = None
    email: Annotated[Email, Held(Category.CONTACT)]
    mobile: Annotated[Mobile | None, Held(Category.CONTACT)] = None
    address: Annotated[Address | None, Held(Category.IDENTIFICATION)] = None
    role: Annotated[Line, Held(Category.EDUCATION_PROFESSION)]
    motivation: Annotated[Letter | None, Held(Category.EDUCATION_PROFESSION)] = None
    education: Annotated[list[Education], Field(max_length=MOST_ENTRIES), Held(Category.EDUCATION_PROFESSION)]
    experience: Annotated[list[Experience], Field(max_length=MOST_ENTRIES), Held(Category.EDUCATION_PROFESSION)]
    languages: Annotated[list[Name], Field(max_length=MOST_ENTRIES), Held(Category.PERSONAL)]
    keep_in_reserve: Annotated[bool, Held(Category.PERSONAL)]
