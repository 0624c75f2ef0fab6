"""What another fund paid for a child, and the pictures of December 2018 and 2019 that the transitional law needs."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.fact import Fact
from functions.register.category import Category
from functions.register.held import Held


class PaidMonths(BaseModel):
    """Months (`yyyy-mm`) that another fund paid; without `last` they still run.

    `payees` are the ids of beneficiaries whom the family itself named in its file; `others` counts the rest.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    category: Literal["base", "school"]
    first: str
    last: str | None = None
    payees: tuple[str, ...] = ()
    others: int = 0


class PaidOnce(BaseModel):
    """An amount of once a life (birth, adoption) or once a year (school) that another fund paid."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    category: Literal["birth", "adoption", "school"]
    paid_on: date


class BenefitElsewhereFact(Fact, category=Category.FINANCIAL):
    """What another fund paid for this child: nothing is paid twice, and the first month of ours follows from it.

    `source`: the region or body; `fund` its enterprise number. `right_ended_on`: the right ended for good on this day.
    `first_of_parent`: the child is the first of at least one of its parents, as that fund decided.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["benefit_elsewhere"], Held()] = "benefit_elsewhere"
    source: Annotated[
        Literal["federal", "flanders", "brussels", "wallonia", "german_speaking", "pcsw", "abroad"] | None, Held()
    ] = None
    fund: Annotated[str | None, Held()] = None
    months: Annotated[tuple[PaidMonths, ...], Held()] = ()
    once: Annotated[tuple[PaidOnce, ...], Held()] = ()
    right_ended_on: Annotated[date | None, Held()] = None
    first_of_parent: Annotated[bool | None, Held()] = None

    @staticmethod
    def in_order(months: Iterable[PaidMonths]) -> tuple[PaidMonths, ...]:
        """Return months in the order in which a fact keeps them."""
        return tuple(sorted(months, key=lambda one: (one.first, one.last or "", one.category, one.payees, one.others)))


class Picture2018Fact(Fact, category=Category.FINANCIAL):
    """A child on 31 December 2018: right open or not, the payee's group, and the rank in it where it is stated."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["picture_2018"], Held()] = "picture_2018"
    right_open: Annotated[bool | None, Held()] = None
    group: Annotated[str | None, Held()] = None
    rank: Annotated[Literal["lowest", "middle", "highest"] | None, Held()] = None


class Picture2019Fact(Fact, category=Category.MEDICAL_PSYCHOSOCIAL):
    """A child of Brussels in December 2019 and its family's situation; it may tell that a parent is an invalid.

    `switched_on`: the month (`yyyy-mm`) from which the new total was the higher one, None when it never was.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["picture_2019"], Held()] = "picture_2019"
    right_open: Annotated[bool | None, Held()] = None
    social: Annotated[Literal["none", "unemployed", "invalid"] | None, Held()] = None
    single_parent: Annotated[bool | None, Held()] = None
    switched_on: Annotated[str | None, Held()] = None
