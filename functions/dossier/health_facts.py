"""Facts about health: the recognition of a child's condition, and a person's incapacity for work.

Diagnoses, codes of illnesses and amounts are never among them (P-7).
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from functions.dossier.fact import Fact
from functions.register.category import Category
from functions.register.held import Held


class DisabilityFact(Fact, category=Category.MEDICAL_PSYCHOSOCIAL):
    """A recognition of one authority, valid from its start to its end. `points` is the sum of the three pillars.

    No points: a recognition of an adult scale, or a request that is `pending`. `appeal`: the decision is contested.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["disability"], Held()] = "disability"
    authority: Annotated[Literal["KindEnGezin", "IrisCare", "AVIQ", "DGPH", "DSL", "VAPH"] | None, Held()] = None
    points: Annotated[int | None, Held()] = None
    pillar1: Annotated[int | None, Held()] = None
    pillar2: Annotated[int | None, Held()] = None
    pillar3: Annotated[int | None, Held()] = None
    decided_on: Annotated[date | None, Held()] = None
    pending: Annotated[bool | None, Held()] = None
    appeal: Annotated[bool | None, Held()] = None


class IncapacityFact(Fact, category=Category.MEDICAL_PSYCHOSOCIAL):
    """An incapacity for work, valid over its period. `degree_percent`: the recognised loss, where one is stated."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["incapacity"], Held()] = "incapacity"
    risk: Annotated[
        Literal["sickness", "invalidity", "maternity", "work_accident", "occupational_disease", "other"] | None, Held()
    ] = None
    degree_percent: Annotated[int | None, Held()] = None
