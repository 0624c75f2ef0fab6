"""Checks of a notification that need the day, the stage or several members at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from functions.dossier.national_number import NationalNumberError, NumbersOfDay, read_national_number
from functions.government.content.household import Household
from functions.government.content.register_event import RegisterEvent
from functions.government.content.values import Content, FlowContent
from functions.government.content.yearly_income import YearlyIncome
from functions.government.fault import Fault, Location, pointer
from functions.government.notification import AnyNotification
from functions.government.withheld import missing_member


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


def check_notification(
    notification: AnyNotification, under: Location, rules: Rules, withheld: Sequence[str] = ()
) -> Fault | None:
    """Return the first fault of a notification that stands at `under`; None when it is in order.

    `withheld`: the members of its content that the network kept from us, which therefore need not be there.
    """
    if notification.attestation.creation_date > rules.today:
        return Fault("date_in_future", pointer(*under, "attestation", "creationDate"))
    ssin, content = notification.ssin, notification.content
    said = None if content is None else content.said
    stated = numbers = () if said is None else said.numbers()
    if ssin.replaced_by is not None or ssin.value not in numbers:
        numbers = [*numbers, ssin.value, *(() if ssin.replaced_by is None else (ssin.replaced_by,))]
    if not rules.numbers.are_good(numbers):
        return _wrong_number(notification, under, rules)
    return None if said is None else _check_content(notification, said, stated, under, rules, withheld)


def _wrong_number(notification: AnyNotification, under: Location, rules: Rules) -> Fault | None:
    """Return which number is wrong: they are checked one by one only to say so."""
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
    if content is not None:
        found += [(("content", _member_of(content), *steps), number) for steps, number in content.said.persons()]
    return found


def _member_of(content: FlowContent | None) -> str:
    """Return the member of the content, as sent, that holds what is stated."""
    if content is None:
        return ""
    for name, member in type(content).model_fields.items():
        if getattr(content, name) is not None:
            return member.alias or name
    return ""


def _check_content(
    notification: AnyNotification,
    said: Content,
    numbers: Iterable[str],
    under: Location,
    rules: Rules,
    withheld: Sequence[str],
) -> Fault | None:
    # Most lines by far are one of these two, with nothing wrong or withheld: they are told apart first.
    if type(said) is YearlyIncome and said.items is not None and said.income_year <= rules.today.year:
        return None
    if type(said) is Household and said.members is not None and said.reference_date <= rules.today:
        is_in_it = notification.ssin.value in numbers
        return None if is_in_it else Fault("person_not_in_household", pointer(*under, "ssin", "value"))
    for member, day in said.past_days():
        if day > rules.today:
            return Fault("date_in_future", pointer(*under, "content", _member_of(notification.content), member))
    missing = missing_member(said, withheld)
    if missing is not None:
        return Fault("missing", pointer(*under, "content", _member_of(notification.content), missing))
    return _check_number_change(notification, said, under) if type(said) is RegisterEvent else None


def _check_number_change(notification: AnyNotification, event: RegisterEvent, under: Location) -> Fault | None:
    if event.event_type == "SSIN_REPLACED" and notification.ssin.replaced_by is None:
        return Fault("missing", pointer(*under, "ssin", "replacedBy"))
    if event.event_type == "SSIN_CANCELED" and not notification.ssin.canceled:
        return Fault("missing", pointer(*under, "ssin", "canceled"))
    return None
