"""A family of whom authorities state the facts of one right, and the household that the law should see in it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from functions.benefits.household import Disability, Guarantee2019, Income, Region
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, Picture2018Fact, Picture2019Fact
from functions.dossier.fact import Fact
from functions.dossier.health_facts import DisabilityFact, IncapacityFact
from functions.dossier.register_facts import (
    AdoptionFact,
    DeathFact,
    HousingFact,
    ParentageFact,
    ParentTie,
    PlacementFact,
)
from functions.dossier.work_facts import SchoolEnrolmentFact, SocialStatusFact
from functions.units.year_month import YearMonth
from tests.builders.paid_families import FundFamily, origin

JUNE = YearMonth(2024, 6)
SINGLE = False
KNOWN = "2024-05-01T06:00:00Z"


def fact(kind: type[Fact], person: str, **members: Any) -> Fact:
    """Return a fact that an authority states."""
    provenance = origin(f"{kind.__name__}/{person}/{sorted(members)}/{members.get('valid_from')}", "government")
    return kind.model_validate({"person": person, "known_at": KNOWN, "provenance": provenance} | members)


@dataclass
class Right:
    """A family with further facts about its only child or its payee, and the household that the law should see."""

    region: Region
    born: date
    of_child: list[tuple[type[Fact], dict[str, Any]]] = field(default_factory=list)
    of_payee: list[tuple[type[Fact], dict[str, Any]]] = field(default_factory=list)
    child: dict[str, Any] = field(default_factory=dict)
    household: dict[str, Any] = field(default_factory=dict)
    income: int | None = 2_500_000
    month: YearMonth = JUNE
    benefits: tuple[str, ...] = ()


BABY = date(2021, 2, 3)
STUDENT = date(2004, 2, 3)
SCORES = {"points": 13, "pillar1": 4, "pillar2": 3, "pillar3": 6}
UNIVERSITY = {"level": "higher", "credits": 60, "valid_from": date(2023, 9, 18), "valid_to": date(2024, 9, 15)}
OPEN_2018 = {"right_open": True, "group": "one"}

RIGHTS = {
    "flanders care": Right(
        "flanders",
        BABY,
        [(DisabilityFact, {"authority": "KindEnGezin", "valid_from": date(2024, 1, 1), **SCORES})],
        child={"disability": Disability(13, 4, 3, 6)},
        benefits=("base", "social", "care", "support"),
    ),
    "brussels care of the federal recognition": Right(
        "brussels",
        BABY,
        [(DisabilityFact, {"authority": "DGPH", "valid_from": date(2024, 1, 1), **SCORES})],
        child={"disability": Disability(13, 4, 3, 6)},
        benefits=("base", "social", "care"),
    ),
    "wallonia care": Right(
        "wallonia",
        BABY,
        [(DisabilityFact, {"authority": "AVIQ", "valid_from": date(2024, 1, 1), **SCORES})],
        child={"disability": Disability(13, 4, 3, 6)},
        benefits=("base", "social", "single_parent", "care"),
    ),
    "brussels higher education": Right(
        "brussels",
        STUDENT,
        [(SchoolEnrolmentFact, UNIVERSITY), (Picture2019Fact, {"right_open": False})],
        child={"study": "higher"},
        benefits=("base", "social"),
    ),
    "flanders pupil over 18 of the old scheme": Right(
        "flanders",
        date(2006, 2, 3),
        [
            (
                SchoolEnrolmentFact,
                {"level": "secondary", "valid_from": date(2023, 9, 1), "valid_to": date(2024, 6, 30)},
            ),
            (Picture2018Fact, OPEN_2018),
        ],
        child={"study": "secondary", "right_open_2018": True},
    ),
    "flanders school leaver": Right(
        "flanders",
        STUDENT,
        [
            (SchoolEnrolmentFact, UNIVERSITY | {"left_on": date(2024, 1, 31)}),
            (Picture2018Fact, OPEN_2018),
        ],
        child={"study": "none", "school_leaver_since": date(2024, 2, 1), "right_open_2018": True},
    ),
    "wallonia semi-automatic without school": Right("wallonia", date(2005, 2, 3), benefits=("base", "age", "social")),
    "flanders orphan": Right(
        "flanders",
        BABY,
        [(ParentageFact, {"parents": (ParentTie(person="payee"), ParentTie(deceased=True, died_on=date(2023, 3, 3)))})],
        child={"parents_deceased": (date(2023, 3, 3),)},
        benefits=("base", "social", "orphan"),
    ),
    "brussels orphan of both": Right(
        "brussels",
        BABY,
        [(ParentageFact, {"parents": (ParentTie(died_on=date(2023, 3, 3)), ParentTie(died_on=date(2023, 5, 3)))})],
        child={"parents_deceased": (date(2023, 3, 3), date(2023, 5, 3))},
        benefits=("base", "social", "orphan"),
    ),
    "wallonia orphan": Right(
        "wallonia",
        BABY,
        [(ParentageFact, {"parents": (ParentTie(person="payee"), ParentTie(died_on=date(2023, 3, 3)))})],
        child={"parents_deceased": (date(2023, 3, 3),)},
    ),
    "flanders foster": Right(
        "flanders",
        BABY,
        [(PlacementFact, {"placement": "foster", "valid_from": date(2024, 1, 1)})],
        child={"placement": "foster"},
        benefits=("base", "social", "foster"),
    ),
    "flanders equal housing": Right(
        "flanders", BABY, [(HousingFact, {"housing": "equal"})], child={"housing": "equal"}, benefits=("base", "social")
    ),
    "flanders adoption": Right(
        "flanders", BABY, [(AdoptionFact, {"adopted_on": date(2024, 6, 5)})], child={"adopted_on": date(2024, 6, 5)}
    ),
    "brussels birth": Right(
        "brussels",
        date(2024, 6, 5),
        [(BenefitElsewhereFact, {"first_of_parent": True})],
        child={"first_child": True},
    ),
    "wallonia invalid parent": Right(
        "wallonia",
        BABY,
        of_payee=[(IncapacityFact, {"risk": "invalidity", "valid_from": date(2023, 1, 1)})],
        household={"incapacity": True},
        benefits=("base", "social", "single_parent", "invalid_parent"),
    ),
    "wallonia preferential status without an income": Right(
        "wallonia",
        BABY,
        of_payee=[(SocialStatusFact, {"status": "increased_reimbursement", "applies": True})],
        household={"income": Income(0, preferential=True)},
        income=None,
        benefits=("base", "social", "single_parent"),
    ),
    "brussels guarantee": Right(
        "brussels",
        date(2015, 2, 3),
        [(Picture2019Fact, {"right_open": True, "social": "unemployed", "single_parent": True})],
        child={"right_open_2019": True},
        household={"guarantee_2019": Guarantee2019("unemployed", single_parent=True)},
    ),
    "flanders last month of a child that died": Right(
        "flanders", BABY, [(DeathFact, {"stated": "2024-06-00"})], child={"right_ended": date(2024, 6, 30)}
    ),
}


def family_of(right: Right) -> FundFamily:
    family = FundFamily(1, right.region, (right.born,), partner=False, income_cents=right.income)
    facts = []
    for kind, members in right.of_child:
        told = dict(members)
        if "parents" in told:
            told["parents"] = tuple(
                tie.model_copy(update={"person": family.payee}) if tie.person else tie for tie in told["parents"]
            )
        facts.append(fact(kind, family.child(0), **told))
    facts += [fact(kind, family.payee, **members) for kind, members in right.of_payee]
    return FundFamily(1, right.region, (right.born,), partner=False, income_cents=right.income, extra=tuple(facts))
