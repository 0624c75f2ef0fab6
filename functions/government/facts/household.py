"""The fact of a household."""

from functions.dossier.fact import HouseholdFact, HouseholdMember
from functions.government.content.household import Household
from functions.government.facts.basis import Basis


def household_fact(household: Household, basis: Basis) -> HouseholdFact:
    """Return who lives together from the reference date on; of whom the file does not know, only the tie is kept."""
    members = household.members or ()
    named = tuple(
        HouseholdMember(person=basis.named[one.ssin], relationship=one.relationship, entered_on=one.entry_date)
        for one in sorted(members, key=lambda one: (one.relationship, one.ssin))
        if one.ssin in basis.named
    )
    return basis.fact(
        HouseholdFact,
        household.reference_date,
        members=named,
        others=tuple(sorted(one.relationship for one in members if one.ssin not in basis.named)),
        collective=household.collective,
    )
