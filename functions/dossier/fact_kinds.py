"""Every kind of fact that a family's file may hold, by the name that is stored. Only add."""

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, Picture2018Fact, Picture2019Fact
from functions.dossier.fact import (
    AddressFact,
    ConditionFact,
    Fact,
    HouseholdFact,
    JoiningFact,
    RelationFact,
    WorkFact,
    YearlyIncomeFact,
)
from functions.dossier.health_facts import DisabilityFact, IncapacityFact
from functions.dossier.payee_facts import PAYEE_FACTS
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

FACT_KINDS: dict[str, type[Fact]] = {
    "address": AddressFact,
    "household": HouseholdFact,
    "yearly_income": YearlyIncomeFact,
    "work": WorkFact,
    "relation": RelationFact,
    "condition": ConditionFact,
    "joining": JoiningFact,
    "birth": BirthFact,
    "death": DeathFact,
    "name": NameFact,
    "number_change": NumberChangeFact,
    "residence_status": ResidenceStatusFact,
    "parentage": ParentageFact,
    "adoption": AdoptionFact,
    "placement": PlacementFact,
    "housing": HousingFact,
    "cancelled_event": CancelledEventFact,
    "employment": EmploymentFact,
    "unemployment": UnemploymentFact,
    "social_status": SocialStatusFact,
    "school_enrolment": SchoolEnrolmentFact,
    "disability": DisabilityFact,
    "incapacity": IncapacityFact,
    "benefit_elsewhere": BenefitElsewhereFact,
    "picture_2018": Picture2018Fact,
    "picture_2019": Picture2019Fact,
    **{str(one.model_fields["kind"].default): one for one in PAYEE_FACTS},
}
