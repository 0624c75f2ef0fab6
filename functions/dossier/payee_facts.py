"""Facts about whom the fund pays, which no flow of an authority sends: judgments, placements, administration, seizure.

Two members of staff enter each with the document's reference as its attestation (`functions/payments/enter_payee_fact`
says how). Another payee stands in it as an id alone. `received_on`: the day on which the fund got the document.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.fact import Fact
from functions.register.category import Category
from functions.register.held import Held


class PayeePart(BaseModel):
    """One payee of a judgment by id, with the fraction of what the child brings."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    payee: str
    numerator: int = 1
    denominator: int = 1


class PayeeDecisionFact(Fact, category=Category.JUDICIAL):
    """That a court named who is paid for a child, or divided the benefit; in the order of the judgment."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["payee_decision"], Held()] = "payee_decision"
    parts: Annotated[tuple[PayeePart, ...], Held()] = ()
    received_on: Annotated[date | None, Held()] = None


class PlacementShareFact(Fact, category=Category.JUDICIAL):
    """Where the placing authority sends the part of a placed child that the institution does not get."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["placement_share"], Held()] = "placement_share"
    rest_to: Annotated[Literal["payee", "savings"] | None, Held()] = None
    received_on: Annotated[date | None, Held()] = None


class StandingFact(Fact, category=Category.FAMILY):
    """That a child stands on its own feet: married, emancipated, with a child or an address of its own."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["standing"], Held()] = "standing"
    standing: Annotated[Literal["married", "emancipated", "own_child", "own_address"] | None, Held()] = None
    received_on: Annotated[date | None, Held()] = None


class AdministrationFact(Fact, category=Category.JUDICIAL):
    """That a court gave a payee's money into the hands of an administrator or guardian."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["administration"], Held()] = "administration"
    received_on: Annotated[date | None, Held()] = None


class GarnishmentFact(Fact, category=Category.JUDICIAL):
    """That a creditor of a payee seized what the fund pays: the kind of claim, and the cents a month it names."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["garnishment"], Held()] = "garnishment"
    creditor: Annotated[Literal["ordinary", "maintenance"] | None, Held()] = None
    monthly_cents: Annotated[int | None, Held()] = None
    received_on: Annotated[date | None, Held()] = None


type PayeeFact = PayeeDecisionFact | PlacementShareFact | StandingFact | AdministrationFact | GarnishmentFact
PAYEE_FACTS = (PayeeDecisionFact, PlacementShareFact, StandingFact, AdministrationFact, GarnishmentFact)
