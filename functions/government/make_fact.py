"""From a notification to the fact that it states about one person."""

from collections.abc import Mapping
from datetime import date

from functions.dossier.fact import (
    Fact,
    HouseholdFact,
    HouseholdMember,
    IncomeItem,
    Provenance,
    YearlyIncomeFact,
)
from functions.government.flow import Flow
from functions.government.notification import (
    CHILD,
    HEAD,
    PARTNER,
    SPOUSE,
    AnyNotification,
    Household,
    HouseholdContent,
    YearlyIncome,
)
from functions.government.received import Received

FACT_OF: Mapping[Flow, type[HouseholdFact | YearlyIncomeFact]] = {
    Flow.HOUSEHOLD: HouseholdFact,
    Flow.INCOME_TAX: YearlyIncomeFact,
}
# Who of a household belongs to the family's file. Of whom the file does not know, only the tie to the head is kept.
KEPT = frozenset({HEAD, SPOUSE, CHILD, PARTNER})


def make_fact(
    notification: AnyNotification,
    person: str,
    members: Mapping[str, str],
    origin: Received,
    line: int,
    digest: str,
) -> Fact:
    """Return the fact; `members` gives the ids of the household members that may be named, by number.

    A cancellation becomes a void version without content.
    """
    attestation = notification.attestation
    provenance = Provenance(
        source="government",
        sender=origin.sender,
        flow=origin.flow,
        attestation=attestation.attestation_id,
        version=attestation.attestation_version,
        sequence=origin.sequence,
        line=line,
        stated_on=attestation.creation_date,
        content=digest,
    )
    if attestation.cancels or notification.content is None:
        kind = FACT_OF[Flow(origin.flow)]
        return kind(person=person, known_at=origin.received_at, provenance=provenance, void=True)
    if isinstance(notification.content, HouseholdContent):
        return _household(notification.content.household, person, members, origin, provenance)
    return _income(notification.content.yearly_income, person, origin, provenance)


def _household(
    household: Household, person: str, members: Mapping[str, str], origin: Received, provenance: Provenance
) -> HouseholdFact:
    named = tuple(
        HouseholdMember(person=members[member.ssin], relationship=member.relationship, entered_on=member.entry_date)
        for member in sorted(household.members, key=lambda one: (one.relationship, one.ssin))
        if member.ssin in members
    )
    return HouseholdFact(
        person=person,
        valid_from=household.reference_date,
        known_at=origin.received_at,
        provenance=provenance,
        members=named,
        others=tuple(sorted(member.relationship for member in household.members if member.ssin not in members)),
    )


def _income(income: YearlyIncome, person: str, origin: Received, provenance: Provenance) -> YearlyIncomeFact:
    return YearlyIncomeFact(
        person=person,
        valid_from=date(income.income_year, 1, 1),
        valid_to=date(income.income_year, 12, 31),
        known_at=origin.received_at,
        provenance=provenance,
        income_year=income.income_year,
        items=tuple(
            IncomeItem(code=item.code, cents=item.amount_eurocent)
            for item in sorted(income.items, key=lambda item: item.code)
        ),
    )
