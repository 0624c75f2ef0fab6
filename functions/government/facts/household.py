"""The fact of a household."""

from functions.dossier.fact import HouseholdFact, HouseholdMember
from functions.government.content.household import Household
from functions.government.facts.basis import Basis


def household_fact(household: Household, basis: Basis) -> HouseholdFact:
    """Return who lives together from the reference date on; of whom the file does not know, only the tie is kept."""
    members = household.members or ()
    once: dict[str, HouseholdMember] = {}  # two numbers may lead to one person
    for one in sorted(members, key=lambda one: (one.relationship, one.ssin)):
        if one.ssin in basis.named:
            person = basis.named[one.ssin]
            tie = HouseholdMember(person=person, relationship=one.relationship, entered_on=one.entry_date)
            once.setdefault(person, tie)
    return basis.fact(
        HouseholdFact,
        household.reference_date,
        members=tuple(once.values()),
        others=tuple(sorted(one.relationship for one in members if one.ssin not in basis.named)),
        collective=household.collective,
    )
