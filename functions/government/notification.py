"""One notification: the attestation of one authority about one person, in one version.

Names and shapes follow public schemas of the Crossroads Bank and of the Flemish services; texts of those schemas are
not copied. What each flow states stands in `functions/government/content`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.benefit_elsewhere import BenefitElsewhereContent
from functions.government.content.disability import DisabilityContent
from functions.government.content.employment import EmploymentContent
from functions.government.content.household import HouseholdContent
from functions.government.content.incapacity import IncapacityContent
from functions.government.content.register_event import RegisterEventContent
from functions.government.content.school_enrolment import SchoolEnrolmentContent
from functions.government.content.unemployment import UnemploymentContent
from functions.government.content.values import FlowContent, NationalNumber
from functions.government.content.yearly_income import IncomeContent
from functions.government.envelope import MOST_NOTIFICATIONS, CloudEvent, DataFilters, Head, Message
from functions.government.flow import Flow

_LAST_VERSION = 99_999_999

ATTESTATION_FORM = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"
# Eleven digits may be a national number: such an id would carry a person into receipts.
_LIKE_A_NUMBER = r"^([0-9][._:-]?){11}$"


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


class Notification[Content: FlowContent](Message):
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


type AnyNotification = (
    Notification[HouseholdContent]
    | Notification[RegisterEventContent]
    | Notification[EmploymentContent]
    | Notification[IncapacityContent]
    | Notification[UnemploymentContent]
    | Notification[IncomeContent]
    | Notification[SchoolEnrolmentContent]
    | Notification[DisabilityContent]
    | Notification[BenefitElsewhereContent]
)
NOTIFICATION_OF: Mapping[Flow, type[AnyNotification]] = {
    Flow.HOUSEHOLD: Notification[HouseholdContent],
    Flow.REGISTER_EVENT: Notification[RegisterEventContent],
    Flow.EMPLOYMENT: Notification[EmploymentContent],
    Flow.INCAPACITY: Notification[IncapacityContent],
    Flow.UNEMPLOYMENT: Notification[UnemploymentContent],
    Flow.INCOME_TAX: Notification[IncomeContent],
    Flow.SCHOOL: Notification[SchoolEnrolmentContent],
    Flow.DISABILITY: Notification[DisabilityContent],
    Flow.BENEFIT_ELSEWHERE: Notification[BenefitElsewhereContent],
}


class Data[Content: FlowContent](Head):
    """The data of a whole delivery."""

    notifications: Annotated[tuple[Notification[Content], ...], Field(min_length=1, max_length=MOST_NOTIFICATIONS)]


class Delivery[Content: FlowContent](CloudEvent):
    """A whole delivery, as `.json` carries it; the JSON Schemas of `docs/api/drops` are made of it."""

    data: Data[Content]


DELIVERY_OF: Mapping[Flow, type[CloudEvent]] = {
    Flow.HOUSEHOLD: Delivery[HouseholdContent],
    Flow.REGISTER_EVENT: Delivery[RegisterEventContent],
    Flow.EMPLOYMENT: Delivery[EmploymentContent],
    Flow.INCAPACITY: Delivery[IncapacityContent],
    Flow.UNEMPLOYMENT: Delivery[UnemploymentContent],
    Flow.INCOME_TAX: Delivery[IncomeContent],
    Flow.SCHOOL: Delivery[SchoolEnrolmentContent],
    Flow.DISABILITY: Delivery[DisabilityContent],
    Flow.BENEFIT_ELSEWHERE: Delivery[BenefitElsewhereContent],
}
