"""A row that names a person who goes on as another one: the other's id stands in it, in the order that rows keep."""

from typing import cast

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.fact import HouseholdFact
from functions.dossier.register_facts import ParentageFact
from functions.register.held import HeldRecord


def renamed[R: HeldRecord](record: R, gone: str, going_on: str) -> R:
    """Return a row in which `gone` has the other's id, as if both had been one when it was made."""
    text = record.model_dump_json()
    if gone not in text:
        return record
    return cast("R", _in_order(type(record).model_validate_json(text.replace(gone, going_on))))


def _in_order(record: HeldRecord) -> HeldRecord:
    match record:
        case HouseholdFact():
            return _naming_nobody_twice(record)
        case ParentageFact():
            return record.model_copy(update={"parents": ParentageFact.in_order(record.parents)})
        case BenefitElsewhereFact():
            months = (one.model_copy(update={"payees": tuple(sorted(one.payees))}) for one in record.months)
            return record.model_copy(update={"months": BenefitElsewhereFact.in_order(months)})
        case _:
            return record


def _naming_nobody_twice(household: HouseholdFact) -> HouseholdFact:
    ties = sorted(household.members, key=lambda one: (one.person, one.relationship))
    once = {one.person: one for one in reversed(ties)}
    kept = tuple(member for member in household.members if once[member.person] == member)
    return household.model_copy(update={"members": tuple(dict.fromkeys(kept))})
