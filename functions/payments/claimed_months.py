"""Which months before a family's first decided one are ours, child by child.

A family that joins is paid from its first run on. Of what lies before, only what nobody else can have paid is owed: a
newborn's months since its birth, and the months after the last one that an earlier fund says it paid.
"""

from collections.abc import Mapping

from functions.dossier.believed_facts import believed_facts
from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.fact import JoiningFact
from functions.dossier.family_file import FamilyFile
from functions.payments.run_limits import NEWBORN_MONTHS
from functions.units.clock import civil_date, parse_instant
from functions.units.year_month import YearMonth


def claimed_from(file: FamilyFile) -> Mapping[str, YearMonth]:
    """Return the first month of each child that has such months; empty for a family whose joining nobody dated."""
    facts = [fact.record for fact in believed_facts(file.facts)]
    joinings = [fact.known_at for fact in facts if isinstance(fact, JoiningFact)]
    if not joinings:
        return {}
    joined = YearMonth.of(civil_date(parse_instant(min(joinings))))
    found: dict[str, YearMonth] = {}
    for child in file.root.record.persons("child"):
        lasts = [
            one.last
            for fact in facts
            if isinstance(fact, BenefitElsewhereFact) and fact.person == child
            for one in fact.months
            if one.category == "base"
        ]
        person = file.persons.get(child)
        born = None if person is None else person.record.birth_date
        if lasts and None not in lasts:
            found[child] = YearMonth.parse(max(last for last in lasts if last is not None)).plus(1)
        elif not lasts and born is not None and YearMonth.of(born) >= joined.plus(-NEWBORN_MONTHS):
            found[child] = YearMonth.of(born)
    return found
