"""Checks of a notification that need the day, the stage or several members at once."""

from dataclasses import dataclass, field
from datetime import date

from functions.dossier.national_number import NationalNumberError, NumbersOfDay, read_national_number
from functions.government.fault import Fault, Location, pointer
from functions.government.notification import AnyNotification, HouseholdContent, IncomeContent


@dataclass(frozen=True, slots=True)
class Rules:
    """What the stage and the day decide."""

    today: date
    synthetic_allowed: bool
    numbers: NumbersOfDay = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the check of many numbers."""
        numbers = NumbersOfDay(self.today, synthetic_allowed=self.synthetic_allowed)
        object.__setattr__(self, "numbers", numbers)


def check_notification(notification: AnyNotification, under: Location, rules: Rules) -> Fault | None:
    """Return the first fault of a notification that stands at `under`; None when it is in order."""
    if notification.attestation.creation_date > rules.today:
        return Fault("date_in_future", pointer(*under, "attestation", "creationDate"))
    return _check_numbers(notification, under, rules) or _check_content(notification, under, rules)


def _check_numbers(notification: AnyNotification, under: Location, rules: Rules) -> Fault | None:
    """Check every number: all at once, and one by one only to say which of them is wrong."""
    if rules.numbers.are_good(_numbers_in(notification)):
        return None
    for steps, number in _numbers(notification):
        try:
            read_national_number(number, today=rules.today, synthetic_allowed=rules.synthetic_allowed)
        except NationalNumberError as wrong:
            return Fault(f"national_number_{wrong.fault}", pointer(*under, *steps))
    return None


def _numbers_in(notification: AnyNotification) -> set[str]:
    """Return the numbers alone. Types are compared and not asked: that takes a tenth of the time."""
    ssin, content = notification.ssin, notification.content
    numbers = set() if type(content) is not HouseholdContent else {one.ssin for one in content.household.members}
    numbers.add(ssin.value)
    if ssin.replaced_by is not None:
        numbers.add(ssin.replaced_by)
    if type(content) is IncomeContent and content.yearly_income.related_person_ssin is not None:
        numbers.add(content.yearly_income.related_person_ssin)
    return numbers


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
    if type(content) is HouseholdContent:
        if content.household.reference_date > rules.today:
            return Fault("date_in_future", pointer(*under, "content", "household", "referenceDate"))
        if notification.ssin.value not in [member.ssin for member in content.household.members]:
            return Fault("person_not_in_household", pointer(*under, "ssin", "value"))
    elif type(content) is IncomeContent and content.yearly_income.income_year > rules.today.year:
        return Fault("date_in_future", pointer(*under, "content", "yearlyIncome", "incomeYear"))
    return None
