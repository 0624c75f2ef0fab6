"""The question of the what-if contract, version 1: strict models, unknown members refused (a typo must not pay)."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"

type Euro = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}\.[0-9]{2}$")]
type Month = Annotated[str, StringConstraints(pattern=MONTH)]


class _Member(BaseModel):
    """What every object of the contract obeys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Beneficiary(_Member):
    """The person who is paid."""

    incapacity: bool = False


class WhatIfIncome(_Member):
    """The tested yearly household income, in EUR with two decimals."""

    amount: Euro
    cadastral: Euro = "0.00"
    preferential: bool = False


class WhatIfDisability(_Member):
    """The recognised scores; `points` is the sum of the three pillars."""

    points: Annotated[int, Field(ge=0, le=36)]
    pillar1: Annotated[int, Field(ge=0, le=6)]
    pillar2: Annotated[int, Field(ge=0, le=12)]
    pillar3: Annotated[int, Field(ge=0, le=18)]

    @model_validator(mode="after")
    def _sum(self) -> Self:
        """Refuse points that are not the sum of the pillars."""
        if self.points != self.pillar1 + self.pillar2 + self.pillar3:
            kind = "points_sum"
            raise PydanticCustomError(kind, "wrong")
        return self


class WhatIfGuarantee(_Member):
    """Brussels: the family's picture of December 2019."""

    social: Literal["none", "unemployed", "invalid"] = "none"
    single_parent: bool = False
    switched_on: Month | None = None


class WhatIfChild(_Member):
    """One child. Members without a default in the contract count only when they were sent (`model_fields_set`)."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    born: date
    right_open_2018: bool = False
    group_2018: str = "one"
    rank_2018: Literal["lowest", "middle", "highest"] | None = None
    elsewhere: bool = False
    right_open_2019: bool = False
    right_ended: date | None = None
    study: Literal["none", "secondary", "higher"] = "none"
    obstacle: bool = False
    school_leaver_since: date | None = None
    parents_deceased: Annotated[list[date], Field(max_length=2)] = []
    only_parent: bool = False
    survivor_with_partner: bool = False
    disability: WhatIfDisability | None = None
    placement: Literal["home", "foster", "institution"] = "home"
    housing: Literal["one", "equal"] = "one"
    adopted_on: date | None = None
    first_child: bool = False


class WhatIfRequest(_Member):
    """The whole question."""

    month: Month
    region: Literal["flanders", "brussels", "wallonia"]
    beneficiary: Beneficiary = Beneficiary()
    partner: bool
    income: WhatIfIncome | None
    children: Annotated[list[WhatIfChild], Field(min_length=1, max_length=20)]
    guarantee_2019: WhatIfGuarantee = WhatIfGuarantee()
