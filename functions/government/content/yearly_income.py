"""Flow INCOME_TAX: a tax assessment, or a social status that depends on income. Shapes: the public services."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import (
    Code,
    Content,
    Eurocent,
    FlowContent,
    NationalNumber,
    NotKept,
    Period,
    Steps,
    Year,
)
from functions.government.envelope import Message

_MOST_ITEMS = 500


class IncomeLine(Message):
    """One line of an assessment; a code may begin with the column (A or B) of the person."""

    code: Code
    amount_eurocent: Annotated[Eurocent, Field(alias="amountEurocent")]


class CadastralIncome(Message):
    """Cadastral income of a year in cents, not indexed.

    `otherUse`: built property used neither as home nor for the profession. `built`: all built property.
    """

    other_use_eurocent: Annotated[Eurocent | None, Field(alias="otherUseEurocent", ge=0)] = None
    built_eurocent: Annotated[Eurocent | None, Field(alias="builtEurocent", ge=0)] = None


class YearlyIncome(Content):
    """The taxed income of one year; code `TOTAL_TAXABLE` is the tested total where a sender gives no detail.

    An assessment without items, an item of 0 and no assessment are three different things. `fiscalStatus`: the column
    of the assessment in which the person stands.
    """

    income_year: Annotated[Year, Field(alias="incomeYear")]
    assessment_article: Annotated[
        str | None,
        Field(alias="assessmentArticle", pattern=r"^[0-9]{1,12}$"),
        NotKept("it is no key: two may share it"),
    ] = None
    fiscal_status: Annotated[Literal["A", "B"] | None, Field(alias="fiscalStatus")] = None
    related_person_ssin: Annotated[NationalNumber | None, Field(alias="relatedPersonSsin")] = None
    items: Annotated[tuple[IncomeLine, ...] | None, Field(max_length=_MOST_ITEMS)] = None
    cadastral_income: Annotated[CadastralIncome | None, Field(alias="cadastralIncome")] = None

    @model_validator(mode="after")
    def _names_each_code_once(self) -> Self:
        items = self.items or ()
        if len({item.code for item in items}) != len(items):
            code, text = "code_twice", "an assessment names each code once"
            raise PydanticCustomError(code, text)
        return self

    @override
    def needed(self) -> tuple[str, ...]:
        return ("items",)

    @override
    def numbers(self) -> Iterable[str]:
        return () if self.related_person_ssin is None else (self.related_person_ssin,)

    @override
    def past_days(self) -> Iterable[tuple[str, date]]:
        return (("incomeYear", date(self.income_year, 1, 1)),)

    @override
    def persons(self) -> Iterable[tuple[Steps, str]]:
        return () if self.related_person_ssin is None else ((("relatedPersonSsin",), self.related_person_ssin),)


class SocialStatus(Content):
    """A status of the person: increased reimbursement of the health insurance ('BIM'), or a living wage.

    A status without period of the sender holds on the day of the answer only: begin and end are that day.
    """

    name: Literal["INCREASED_REIMBURSEMENT", "LIVING_WAGE"]
    applies: bool | None = None
    period: Period | None = None

    @override
    def needed(self) -> tuple[str, ...]:
        return ("applies", "period")


class IncomeContent(FlowContent):
    """Content of flow INCOME_TAX: one of both."""

    yearly_income: Annotated[YearlyIncome | None, Field(alias="yearlyIncome")] = None
    social_status: Annotated[SocialStatus | None, Field(alias="socialStatus")] = None

    @model_validator(mode="after")
    def _states_one_thing(self) -> Self:
        if (self.yearly_income is None) == (self.social_status is None):
            code, text = "no_content", "an assessment or a status"
            raise PydanticCustomError(code, text)
        return self

    @property
    @override
    def said(self) -> YearlyIncome | SocialStatus:
        said = self.yearly_income or self.social_status
        if said is None:
            msg = "content without a statement"
            raise TypeError(msg)
        return said
