"""From a notification to the fact that it states about one person."""

from collections.abc import Mapping

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, Picture2018Fact, Picture2019Fact
from functions.dossier.fact import AddressFact, Fact, HouseholdFact, Provenance, YearlyIncomeFact
from functions.dossier.health_facts import DisabilityFact, IncapacityFact
from functions.dossier.register_facts import (
    AdoptionFact,
    BirthFact,
    CancelledEventFact,
    DeathFact,
    HousingFact,
    NameFact,
    NumberChangeFact,
    ParentageFact,
    PlacementFact,
    ResidenceStatusFact,
)
from functions.dossier.work_facts import EmploymentFact, SchoolEnrolmentFact, SocialStatusFact, UnemploymentFact
from functions.government.content.benefit_elsewhere import BenefitElsewhere
from functions.government.content.disability import Disability
from functions.government.content.employment import Employment
from functions.government.content.household import CHILD, HEAD, PARTNER, SPOUSE, Household
from functions.government.content.incapacity import Incapacity
from functions.government.content.register_event import RegisterEvent
from functions.government.content.school_enrolment import SchoolEnrolment
from functions.government.content.unemployment import Unemployment
from functions.government.content.values import Content
from functions.government.content.yearly_income import SocialStatus, YearlyIncome
from functions.government.facts.basis import Basis
from functions.government.facts.benefit_elsewhere import benefit_elsewhere_fact
from functions.government.facts.disability import disability_fact
from functions.government.facts.household import household_fact
from functions.government.facts.income import income_fact
from functions.government.facts.register_event import register_event_fact
from functions.government.facts.school_enrolment import school_enrolment_fact
from functions.government.facts.work import employment_fact, incapacity_fact, unemployment_fact
from functions.government.flow import Flow
from functions.government.outcome import Placed
from functions.government.received import Received

# Who of a household belongs to the family's file. Of whom the file does not know, only the tie to the head is kept.
KEPT = frozenset({HEAD, SPOUSE, CHILD, PARTNER})
# The kinds that a flow's notifications become. A cancellation states no content: it is a void fact of the first kind,
# so that its row does not depend on which versions stand already.
_KINDS_OF: Mapping[Flow, tuple[type[Fact], ...]] = {
    Flow.HOUSEHOLD: (HouseholdFact,),
    Flow.REGISTER_EVENT: (
        CancelledEventFact,
        AddressFact,
        AdoptionFact,
        BirthFact,
        DeathFact,
        HousingFact,
        NameFact,
        NumberChangeFact,
        ParentageFact,
        PlacementFact,
        ResidenceStatusFact,
    ),
    Flow.EMPLOYMENT: (EmploymentFact,),
    Flow.INCAPACITY: (IncapacityFact,),
    Flow.UNEMPLOYMENT: (UnemploymentFact,),
    Flow.INCOME_TAX: (YearlyIncomeFact, SocialStatusFact),
    Flow.SCHOOL: (SchoolEnrolmentFact,),
    Flow.DISABILITY: (DisabilityFact,),
    Flow.BENEFIT_ELSEWHERE: (BenefitElsewhereFact, Picture2018Fact, Picture2019Fact),
}


def kinds_of(flow: Flow) -> dict[str, type[Fact]]:
    """Return the kinds of fact that a flow's notifications become, by the name that is stored."""
    return {str(kind.model_fields["kind"].default): kind for kind in _KINDS_OF[flow]}


def make_fact(placed: Placed, members: Mapping[str, str], origin: Received, digest: str) -> Fact:
    """Return the fact; `members` gives the ids of the people that may be named, by number.

    A cancellation becomes a void version without content.
    """
    notification = placed.notification
    ssin, attestation = notification.ssin, notification.attestation
    provenance = Provenance(
        source="government",
        sender=origin.sender,
        flow=origin.flow,
        attestation=attestation.attestation_id,
        version=attestation.attestation_version,
        sequence=origin.sequence,
        line=placed.number,
        stated_on=attestation.creation_date,
        content=digest,
        message=origin.message,
        corrected=True if origin.corrected else None,
    )
    if attestation.cancels or notification.content is None:
        nothing = Basis(placed.person, ssin.value, None, {}, origin.received_at, provenance)
        return nothing.fact(_KINDS_OF[Flow(origin.flow)][0], void=True)
    at, withheld = origin.received_at, placed.withheld
    basis = Basis(placed.person, ssin.value, ssin.replaced_by, members, at, provenance, withheld)
    return _fact(notification.content.said, basis)


def _fact(said: Content, basis: Basis) -> Fact:  # noqa: PLR0911 - one way out per flow
    match said:
        case Household():
            return household_fact(said, basis)
        case RegisterEvent():
            return register_event_fact(said, basis)
        case Employment():
            return employment_fact(said, basis)
        case Incapacity():
            return incapacity_fact(said, basis)
        case Unemployment():
            return unemployment_fact(said, basis)
        case YearlyIncome() | SocialStatus():
            return income_fact(said, basis)
        case SchoolEnrolment():
            return school_enrolment_fact(said, basis)
        case Disability():
            return disability_fact(said, basis)
        case BenefitElsewhere():
            return benefit_elsewhere_fact(said, basis)
        case _:
            msg = "a flow without facts"
            raise TypeError(msg)
