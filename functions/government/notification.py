"""One notification: the attestation of one authority about one person, in one version.

Names and shapes follow public schemas of the Crossroads Bank and of the Flemish services (household composition,
tax assessment); texts of those schemas are not copied. Amounts are whole euro cents.
"""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.envelope import MOST_NOTIFICATIONS, CloudEvent, DataFilters, Head, Message

# Codes of the National Register: how a member stands to the head of the household.
HEAD, SPOUSE, CHILD, PARTNER = 1, 2, 3, 21
_MOST_MEMBERS = 60
_MOST_ITEMS = 500
_LAST_VERSION = 99_999_999
_MOST_CENTS = 10**15

ATTESTATION_FORM = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"
# Eleven digits may be a national number: such an id would carry a person into receipts.
_LIKE_A_NUMBER = r"^([0-9][._:-]?){11}$"

type NationalNumber = Annotated[str, Field(pattern=r"^[0-9]{11}$")]
type Year = Annotated[int, Field(ge=1950, le=9999)]


def is_attestation_id(text: str) -> bool:
    """Tell whether a text can be the id of an attestation, and may be told to its sender."""
    return re.fullmatch(ATTESTATION_FORM, text) is not None and re.fullmatch(_LIKE_A_NUMBER, text) is None


def _checked_id(text: str) -> str:
    if not is_attestation_id(text):
        code, message = "string_pattern_mismatch", "not the id of an attestation"
        raise PydanticCustomError(code, message)
    return text


type AttestationId = Annotated[
    str,
    Field(pattern=ATTESTATION_FORM, json_schema_extra={"not": {"pattern": _LIKE_A_NUMBER}}),
    AfterValidator(_checked_id),
]


class Ssin(Message):
    """The person's number; `canceled` and `replaced_by` say that the number itself changed."""

    value: NationalNumber
    canceled: bool | None = None
    replaced_by: Annotated[NationalNumber | None, Field(alias="replacedBy")] = None


class Attestation(Message):
    """Which statement of the sender this is, and in which version."""

    attestation_id: Annotated[AttestationId, Field(alias="attestationId")]
    attestation_version: Annotated[int, Field(alias="attestationVersion", ge=0, le=_LAST_VERSION)]
    attestation_status: Annotated[Literal["CREATION", "MODIFICATION", "CANCELLATION"], Field(alias="attestationStatus")]
    creation_date: Annotated[date, Field(alias="creationDate")]
    temporary: bool | None = None

    @property
    def cancels(self) -> bool:
        """Tell whether this version takes the attestation back."""
        return self.attestation_status == "CANCELLATION"


class HouseholdPerson(Message):
    """A member; `relationship` is the National Register's code relative to the head (21: partner)."""

    ssin: NationalNumber
    relationship: Annotated[int, Field(ge=0, le=99)]
    entry_date: Annotated[date | None, Field(alias="entryDate")] = None


class Household(Message):
    """Who lives together on the reference date."""

    reference_date: Annotated[date, Field(alias="referenceDate")]
    origin: Annotated[str | None, Field(pattern=r"^[A-Z0-9_]{1,40}$")] = None
    members: Annotated[tuple[HouseholdPerson, ...], Field(min_length=1, max_length=_MOST_MEMBERS)]

    @model_validator(mode="after")
    def _is_one_household(self) -> Self:
        if sum(member.relationship == HEAD for member in self.members) != 1:
            code, text = "not_one_head", "a household has one head"
            raise PydanticCustomError(code, text)
        if len({member.ssin for member in self.members}) != len(self.members):
            code, text = "member_twice", "a member stands in a household once"
            raise PydanticCustomError(code, text)
        if any(member.entry_date and member.entry_date > self.reference_date for member in self.members):
            code, text = "dates_out_of_order", "a member entered on or before the reference date"
            raise PydanticCustomError(code, text)
        return self


class IncomeLine(Message):
    """One line of an assessment."""

    code: Annotated[str, Field(pattern=r"^[A-Z0-9_.-]{1,40}$")]
    amount_eurocent: Annotated[int, Field(alias="amountEurocent", ge=-_MOST_CENTS, le=_MOST_CENTS)]


class YearlyIncome(Message):
    """The taxed income of one year; code `TOTAL_TAXABLE` is the tested total where a sender gives no detail."""

    income_year: Annotated[Year, Field(alias="incomeYear")]
    related_person_ssin: Annotated[NationalNumber | None, Field(alias="relatedPersonSsin")] = None
    items: Annotated[tuple[IncomeLine, ...], Field(max_length=_MOST_ITEMS)]

    @model_validator(mode="after")
    def _names_each_code_once(self) -> Self:
        if len({item.code for item in self.items}) != len(self.items):
            code, text = "code_twice", "an assessment names each code once"
            raise PydanticCustomError(code, text)
        return self


class HouseholdContent(Message):
    """Content of flow HOUSEHOLD."""

    household: Household


class IncomeContent(Message):
    """Content of flow INCOME_TAX."""

    yearly_income: Annotated[YearlyIncome, Field(alias="yearlyIncome")]


class Notification[Content: Message](Message):
    """One statement. A cancellation may leave its content out."""

    ssin: Ssin
    attestation: Attestation
    content: Content | None = None
    data_filters: Annotated[DataFilters | None, Field(alias="dataFilters")] = None

    @model_validator(mode="after")
    def _has_content_or_cancels(self) -> Self:
        if self.content is None and not self.attestation.cancels:
            code, text = "no_content", "only a cancellation has no content"
            raise PydanticCustomError(code, text)
        return self


HouseholdNotification = Notification[HouseholdContent]
IncomeNotification = Notification[IncomeContent]
type AnyNotification = Notification[HouseholdContent] | Notification[IncomeContent]


class Data[Content: Message](Head):
    """The data of a whole delivery."""

    notifications: Annotated[tuple[Notification[Content], ...], Field(min_length=1, max_length=MOST_NOTIFICATIONS)]


class Delivery[Content: Message](CloudEvent):
    """A whole delivery, as `.json` carries it; the JSON Schemas of `docs/api/drops` are made from this."""

    data: Data[Content]
