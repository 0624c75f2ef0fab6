"""Checks of a notification that need the day, the stage or several members at once."""

from dataclasses import dataclass
from datetime import date

from functions.dossier.national_number import NationalNumberError, read_national_number
from functions.government.fault import Fault, Location, pointer
from functions.government.notification import AnyNotification, HouseholdContent, IncomeContent


@dataclass(frozen=True, slots=True)
class Rules:
    """What the stage and the day decide."""

    today: date
    synthetic_allowed: bool


def check_notification(notification: AnyNotification, under: Location, rules: Rules) -> Fault | None:
    """Return the first fault of a notification that stands at `under`; None when it is in order."""
    if notification.attestation.creation_date > rules.today:
        return Fault("date_in_future", pointer(*under, "attestation", "creationDate"))
    return _check_numbers(notification, under, rules) or _check_content(notification, under, rules)


def _check_numbers(notification: AnyNotification, under: Location, rules: Rules) -> Fault | None:
    for steps, number in _numbers(notification):
        try:
            read_national_number(number, today=rules.today, synthetic_allowed=rules.synthetic_allowed)
        except NationalNumberError as wrong:
            return Fault(f"national_number_{wrong.fault}", pointer(*under, *steps))
    return None


def _numbers(notification: AnyNotification) -> list[tuple[Location, str]]:
    found: list[tuple[Location, str]] = [(("ssin", "value"), notification.ssin.value)]
    if notification.ssin.replaced_by is not None:
        found.append((("ssin", "replacedBy"), notification.ssin.replaced_by))
    content = notification.content
    if isinstance(content, HouseholdContent):
        found += [
            (("content", "household", "members", place, "ssin"), member.ssin)
            for place, member in enumerate(content.household.members)
        ]
    if isinstance(content, IncomeContent) and content.yearly_income.related_person_ssin is not None:
        found.append((("content", "yearlyIncome", "relatedPersonSsin"), content.yearly_income.related_person_ssin))
    return found


def _check_content(notification: AnyNotification, under: Location, rules: Rules) -> Fault | None:
    content = notification.content
    if isinstance(content, HouseholdContent):
        if content.household.reference_date > rules.today:
            return Fault("date_in_future", pointer(*under, "content", "household", "referenceDate"))
        if notification.ssin.value not in {member.ssin for member in content.household.members}:
            return Fault("person_not_in_household", pointer(*under, "ssin", "value"))
    if isinstance(content, IncomeContent) and content.yearly_income.income_year > rules.today.year:
        return Fault("date_in_future", pointer(*under, "content", "yearlyIncome", "incomeYear"))
    return None
