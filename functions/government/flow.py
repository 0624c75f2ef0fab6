"""The flows that authorities send, and the member that holds each one's content."""

from collections.abc import Mapping
from enum import StrEnum


class Flow(StrEnum):
    """What a delivery is about. Values stand in keys and messages: only add."""

    HOUSEHOLD = "HOUSEHOLD"
    REGISTER_EVENT = "REGISTER_EVENT"
    EMPLOYMENT = "EMPLOYMENT"
    INCAPACITY = "INCAPACITY"
    UNEMPLOYMENT = "UNEMPLOYMENT"
    INCOME_TAX = "INCOME_TAX"
    SCHOOL = "SCHOOL"
    DISABILITY = "DISABILITY"
    BENEFIT_ELSEWHERE = "BENEFIT_ELSEWHERE"


CONTENT_MEMBER: Mapping[Flow, str] = {
    Flow.HOUSEHOLD: "household",
    Flow.REGISTER_EVENT: "registerEvent",
    Flow.EMPLOYMENT: "employment",
    Flow.INCAPACITY: "incapacity",
    Flow.UNEMPLOYMENT: "unemployment",
    Flow.INCOME_TAX: "yearlyIncome",
    Flow.SCHOOL: "schoolEnrolment",
    Flow.DISABILITY: "disability",
    Flow.BENEFIT_ELSEWHERE: "benefitElsewhere",
}
