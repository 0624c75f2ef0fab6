"""Flow BENEFIT_ELSEWHERE: what another fund pays or paid for one child. Shape: Flemish `GeefKindVoordelen`, and own.

The notification is about the child (`ssin`). It states one thing: months that were paid, or one of the pictures that
the transitional law looks back at: of December 2018 (all regions) or of December 2019 (Brussels).
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import Content, EnterpriseNumber, FlowContent, Month, NationalNumber, Steps
from functions.government.envelope import Message

type PaidCategory = Literal["BASE", "SCHOOL", "SOCIAL", "TODDLER", "CHILDCARE", "ORPHAN", "FOSTER", "CARE", "OTHER"]
# What another fund's payments are needed for: no month is paid twice, and no amount of once a life or once a year.
KEPT_CATEGORIES = frozenset({"BASE", "SCHOOL"})
KEPT_BONUSES = frozenset({"BIRTH", "ADOPTION", "SCHOOL"})
_MOST_PERIODS = 200
_MOST_BONUSES = 100


class Fund(Message):
    """The fund that pays."""

    enterprise_number: Annotated[EnterpriseNumber, Field(alias="enterpriseNumber")]


class PaidPeriod(Message):
    """Months that were paid, to one beneficiary or to two who share. Without an end they still run."""

    begin_month: Annotated[Month, Field(alias="beginMonth")]
    end_month: Annotated[Month | None, Field(alias="endMonth")] = None
    category: PaidCategory
    beneficiaries: Annotated[tuple[NationalNumber, ...], Field(min_length=1, max_length=2)]

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.end_month is not None and self.end_month < self.begin_month:
            code, text = "dates_out_of_order", "a period ends in or after its first month"
            raise PydanticCustomError(code, text)
        if len(set(self.beneficiaries)) != len(self.beneficiaries):
            code, text = "member_twice", "a beneficiary stands in a period once"
            raise PydanticCustomError(code, text)
        return self


class Bonus(Message):
    """An amount that was paid once."""

    paid_on: Annotated[date, Field(alias="date")]
    category: Literal["BIRTH", "ADOPTION", "SCHOOL", "OTHER"]


class Picture2018(Message):
    """31 December 2018: whether a federal right was open, in which payee's group, and at which rank."""

    right_open: Annotated[bool, Field(alias="rightOpen")]
    group: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] = None
    rank: Literal["LOWEST", "MIDDLE", "HIGHEST"] | None = None


class Picture2019(Message):
    """December 2019, Brussels: whether it was paid, how the family stood. `switchedOn`: no guarantee from then."""

    right_open: Annotated[bool, Field(alias="rightOpen")]
    social: Literal["NONE", "UNEMPLOYED", "INVALID"] = "NONE"
    single_parent: Annotated[bool, Field(alias="singleParent")] = False
    switched_on: Annotated[Month | None, Field(alias="switchedOn")] = None


class BenefitElsewhere(Content):
    """What another fund says about one child.

    `rightEnded`: the day on which the right ended for good. `firstOfParent`: the child is the first of at least one of
    its parents, as the fund that paid the birth allowance decided.
    """

    source: Literal["FEDERAL", "FLANDERS", "BRUSSELS", "WALLONIA", "GERMAN_SPEAKING", "PCSW", "ABROAD"]
    fund: Fund | None = None
    periods: Annotated[tuple[PaidPeriod, ...] | None, Field(max_length=_MOST_PERIODS)] = None
    bonuses: Annotated[tuple[Bonus, ...] | None, Field(max_length=_MOST_BONUSES)] = None
    right_ended: Annotated[date | None, Field(alias="rightEnded")] = None
    first_of_parent: Annotated[bool | None, Field(alias="firstOfParent")] = None
    picture_2018: Annotated[Picture2018 | None, Field(alias="picture2018")] = None
    picture_2019: Annotated[Picture2019 | None, Field(alias="picture2019")] = None

    @model_validator(mode="after")
    def _states_one_thing(self) -> Self:
        paid = (self.periods, self.bonuses, self.right_ended, self.first_of_parent)
        stated = (any(one is not None for one in paid), self.picture_2018 is not None, self.picture_2019 is not None)
        if sum(stated) > 1:
            code, text = "more_than_one_statement", "paid months, or the picture of 2018, or that of 2019"
            raise PydanticCustomError(code, text)
        return self

    @override
    def needed(self) -> tuple[str, ...]:
        return () if self.picture_2018 is not None or self.picture_2019 is not None else ("periods",)

    @override
    def numbers(self) -> Iterable[str]:
        return [number for period in self.periods or () for number in period.beneficiaries]

    @override
    def past_days(self) -> Iterable[tuple[str, date]]:
        return [("bonuses", one.paid_on) for one in self.bonuses or ()]

    @override
    def persons(self) -> Iterable[tuple[Steps, str]]:
        return tuple(
            (("periods", place, "beneficiaries", at), number)
            for place, period in enumerate(self.periods or ())
            for at, number in enumerate(period.beneficiaries)
        )

    @override
    def minimised(self) -> tuple[Self, int]:
        """Leave out supplements: they would tell that a child is ill, an orphan or in foster care."""
        periods = tuple(one for one in self.periods or () if one.category in KEPT_CATEGORIES)
        bonuses = tuple(one for one in self.bonuses or () if one.category in KEPT_BONUSES)
        left_out = len(self.periods or ()) - len(periods) + len(self.bonuses or ()) - len(bonuses)
        if not left_out:
            return self, 0
        kept = {
            "periods": None if self.periods is None else periods,
            "bonuses": None if self.bonuses is None else bonuses,
        }
        return self.model_copy(update=kept), left_out


class BenefitElsewhereContent(FlowContent):
    """Content of flow BENEFIT_ELSEWHERE."""

    benefit_elsewhere: Annotated[BenefitElsewhere, Field(alias="benefitElsewhere")]

    @property
    @override
    def said(self) -> BenefitElsewhere:
        return self.benefit_elsewhere
