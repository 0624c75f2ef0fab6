"""One child as the law sees it in a month, from its own facts; a right whose fact is missing or withheld is named."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from functions.benefits.household import Child, Disability, Region
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, Picture2018Fact, Picture2019Fact
from functions.dossier.fact import ConditionFact, RelationFact
from functions.dossier.health_facts import DisabilityFact
from functions.dossier.register_facts import AdoptionFact, BirthFact, DeathFact, HousingFact, PlacementFact
from functions.payments.child_parents import parents_of
from functions.payments.child_studies import studies_of
from functions.payments.facts_of_month import FactsOfMonth
from functions.units.year_month import YearMonth

# Whose recognition a region's law asks for; the federal one (DGPH) counts where the region has none of its own.
_RECOGNISED_BY: Mapping[Region, str] = {"flanders": "KindEnGezin", "brussels": "IrisCare", "wallonia": "AVIQ"}
_FEDERAL = "DGPH"


def build_child(person: str, told: FactsOfMonth, *, has_partner: bool) -> Child | None:
    """Return the child; None when it is not born, or nobody says when it was."""
    born = _born(person, told)
    if born is None:
        return None
    disability = _disability(person, told)
    studies = studies_of(person, born, told, recognised=disability is not None)
    parents = parents_of(person, told, has_partner=has_partner)
    picture = _picture_2018(person, born, told)
    housing = told.of(HousingFact, person)
    adoption = _last(told.all_of(AdoptionFact, person))
    return Child(
        id=person,
        born=born,
        right_open_2018=None if picture is None else picture.right_open,
        group_2018="one" if picture is None or picture.group is None else picture.group,
        rank_2018=None if picture is None else picture.rank,
        right_open_2019=_open_2019(person, born, told),
        right_ended=_died_on(person, told),
        study=studies.study,
        school_leaver_since=studies.school_leaver_since,
        parents_deceased=parents.deceased,
        only_parent=parents.only,
        survivor_with_partner=parents.survivor_with_partner,
        disability=disability,
        placement=_placement(person, told),
        housing="one" if housing is None or housing.housing is None else housing.housing,
        adopted_on=None if adoption is None else adoption.adopted_on,
        first_child=_first_child(person, told),
    )


def _last[F](facts: list[F]) -> F | None:
    return facts[-1] if facts else None


def _born(person: str, told: FactsOfMonth) -> date | None:
    known = told.file.persons.get(person)
    if known is None or known.record.same_as is not None:
        # The child's own data is closed at the moment (restricted, or being erased): nothing may be read of it. Or a
        # register says that it is a child of another file, and nobody decided yet: it is paid there, and not twice.
        told.missing(person, "base", "person")
        return None
    register = _last(told.all_of(BirthFact, person))
    if register is not None and register.born_on is not None:
        return register.born_on
    born = known.record.birth_date
    if born is None and (known.record.expected_on is None or register is not None):
        told.missing(person, "base", "birth_date")
    return born


def _died_on(person: str, told: FactsOfMonth) -> date | None:
    """Return the day of the child's death; of an incomplete one the month is enough, without it the base is open."""
    death = _last(told.all_of(DeathFact, person))
    if death is None:
        return None
    day = death.died_on or _month_end(death.stated)
    if day is None:
        told.missing(person, "base", "date_of_death")
    return day


def _month_end(stated: str | None) -> date | None:
    """Return the last day of the month of an incomplete date (`2024-05-00`); None when not even the month is told."""
    try:
        return None if stated is None else YearMonth.parse(stated[:7]).last_day
    except ValueError:
        return None


def _placement(person: str, told: FactsOfMonth) -> Literal["home", "foster", "institution"]:
    """Return where the child is placed; of a foster child without the decision, who gets the foster part is open."""
    placement = told.of(PlacementFact, person)
    if placement is not None and placement.placement is not None:
        return placement.placement
    relation = told.of(RelationFact, person)
    if (relation is not None and relation.relation == "foster") or (placement is not None and placement.withheld):
        # The child lives here and so brings its base.
        told.missing(person, "foster", "placement")
    return "home"


def _picture_2018(person: str, born: date, told: FactsOfMonth) -> Picture2018Fact | None:
    """Return the child's picture of December 2018, which Flanders needs of a child born before the new scheme."""
    picture = _last(told.all_of(Picture2018Fact, person))
    if told.region != "flanders" or born >= told.law.day("flanders/entitlement/new_scheme_born_from"):
        return None
    if picture is None or picture.right_open is None or picture.withheld:
        # The scheme and the rank are not known; for the others' supplements the child counts all the same.
        told.missing(person, "base", "right_open_2018", "group_2018")
        return None
    return picture


def _open_2019(person: str, born: date, told: FactsOfMonth) -> bool:
    """Tell whether the child stands in the picture of December 2019, which Brussels guarantees the total of."""
    if told.region != "brussels" or born >= told.law.day("brussels/guarantee/born_before"):
        return False
    picture = _last(told.all_of(Picture2019Fact, person))
    if picture is None or picture.right_open is None or picture.withheld:
        told.missing(person, "guarantee", "right_open_2019")
        return False
    return picture.right_open


def _disability(person: str, told: FactsOfMonth) -> Disability | None:
    """Return the recognition that holds; the region's own goes before the federal one, then the newest decision."""
    facts = told.holding(DisabilityFact, person)
    authority = _RECOGNISED_BY[told.region]
    found = [
        (fact.authority == authority, fact.decided_on or date.min, fact.provenance.version, scores)
        for fact in facts
        if fact.authority in {authority, _FEDERAL} and not fact.withheld and (scores := _scores(fact)) is not None
    ]
    if found:
        return max(found, key=lambda one: one[:3])[3]
    condition = told.of(ConditionFact, person)
    if facts or (condition is not None and condition.reported):
        told.missing(person, "care", "disability")
    return None


def _scores(fact: DisabilityFact) -> Disability | None:
    if fact.points is None or fact.pillar1 is None or fact.pillar2 is None or fact.pillar3 is None:
        return None
    return Disability(fact.points, fact.pillar1, fact.pillar2, fact.pillar3)


def _first_child(person: str, told: FactsOfMonth) -> bool | None:
    """Return what another fund decided about the child's rank of birth; None: not known."""
    told_by = [one.first_of_parent for one in told.all_of(BenefitElsewhereFact, person)]
    return next((first for first in reversed(told_by) if first is not None), None)
