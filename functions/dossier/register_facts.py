"""Facts of registers about one person: birth, death, name, number, stay, parents, and where a child is housed.

A date of a register may be incomplete (`2000-00-00`): then the day is None and `stated` keeps what was said.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.fact import Fact
from functions.register.category import Category
from functions.register.held import Held


class BirthFact(Fact, category=Category.IDENTIFICATION):
    """When a person was born."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["birth"], Held()] = "birth"
    born_on: Annotated[date | None, Held()] = None
    stated: Annotated[str | None, Held()] = None


class DeathFact(Fact, category=Category.IDENTIFICATION):
    """When a person died."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["death"], Held()] = "death"
    died_on: Annotated[date | None, Held()] = None
    stated: Annotated[str | None, Held()] = None


class NameFact(Fact, category=Category.IDENTIFICATION):
    """How a person is called."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["name"], Held()] = "name"
    given_names: Annotated[str | None, Held()] = None
    family_name: Annotated[str | None, Held()] = None


class NumberChangeFact(Fact, category=Category.IDENTIFICATION):
    """That a national number was replaced or cancelled by its register."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["number_change"], Held()] = "number_change"
    old_number: Annotated[str | None, Held()] = None
    new_number: Annotated[str | None, Held()] = None


class ResidenceStatusFact(Fact, category=Category.IDENTIFICATION):
    """Whether a person is registered in Belgium."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["residence_status"], Held()] = "residence_status"
    status: Annotated[
        Literal["registered", "left_country", "struck_off", "absent", "residence_lost"] | None, Held()
    ] = None


class ParentTie(BaseModel):
    """One legal parent of a child.

    `person` is the id of a parent whom the family itself named in its file, else None: then nothing says who it is.
    `deceased`: the register says that this parent died, on `died_on` when the day is known.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    person: str | None = None
    deceased: bool = False
    died_on: date | None = None


class ParentageFact(Fact, category=Category.FAMILY):
    """All legal parents of a child from a day on, as the register knows them: one tie means one legal parent."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["parentage"], Held()] = "parentage"
    parents: Annotated[tuple[ParentTie, ...], Held()] = ()

    @staticmethod
    def in_order(parents: Iterable[ParentTie]) -> tuple[ParentTie, ...]:
        """Return ties in the order in which a fact keeps them."""
        return tuple(sorted(parents, key=lambda tie: (tie.person or "", tie.deceased, str(tie.died_on))))


class AdoptionFact(Fact, category=Category.JUDICIAL):
    """That a child was adopted: the petition was filed and the child stays in the household from `adopted_on` on."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["adoption"], Held()] = "adoption"
    adopted_on: Annotated[date | None, Held()] = None


class PlacementFact(Fact, category=Category.JUDICIAL):
    """Where a child is placed by a decision, over the fact's validity: at home, in a foster family, in an institution.

    The fact stands in the file of the family in which it is told: of a foster child that is the foster family's file.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["placement"], Held()] = "placement"
    placement: Annotated[Literal["home", "foster", "institution"] | None, Held()] = None


class HousingFact(Fact, category=Category.FAMILY):
    """Whether a child lives in one household or in equal parts in two, over the fact's validity."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["housing"], Held()] = "housing"
    housing: Annotated[Literal["one", "equal"] | None, Held()] = None


class CancelledEventFact(Fact, category=Category.IDENTIFICATION):
    """That an event was cancelled by its register; the versions below say which event it was. Always void."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["cancelled_event"], Held()] = "cancelled_event"
