"""What is believed of a family in one month, and the rights that a missing or withheld fact leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from functions.benefits.decision import Undecided
from functions.benefits.household import Region
from functions.benefits.parameters import MonthLaw
from functions.dossier.believed_facts import fact_in_month
from functions.dossier.fact import Fact
from functions.dossier.family_file import FamilyFile
from functions.units.year_month import YearMonth
from functions.vault.place import Stored


@dataclass(slots=True)
class FactsOfMonth:
    """A family's file in one month under one region's law. `facts`: the believed ones, of all months."""

    file: FamilyFile
    facts: Sequence[Stored[Fact]]
    month: YearMonth
    region: Region
    law: MonthLaw
    undecided: list[Undecided] = field(default_factory=list)

    def missing(self, child: str | None, benefit: str, *facts: str) -> None:
        """Take note of a right of a child (None: of the household) that cannot be decided, and the facts it needs."""
        self.undecided.append(Undecided(child, benefit, "fact_missing", facts))

    def of[F: Fact](self, kind: type[F], person: str) -> F | None:
        """Return what is believed of one kind about one person in the month."""
        found = fact_in_month(self.facts, kind, person, self.month)
        return found.record if found is not None and isinstance(found.record, kind) else None

    def all_of[F: Fact](self, kind: type[F], person: str) -> list[F]:
        """Return every believed fact of one kind about one person, in the order of their start."""
        found = [fact.record for fact in self.facts if isinstance(fact.record, kind) and fact.record.person == person]
        return sorted(found, key=lambda fact: "" if fact.valid_from is None else fact.valid_from.isoformat())

    def holding[F: Fact](self, kind: type[F], person: str) -> list[F]:
        """Return the facts of one kind about one person that hold at some day of the month."""
        return [fact for fact in self.all_of(kind, person) if self.holds(fact)]

    def holds(self, fact: Fact) -> bool:
        """Tell whether a fact holds at some day of the month."""
        return (fact.valid_from is None or fact.valid_from <= self.month.last_day) and (
            fact.valid_to is None or fact.valid_to >= self.month.first_day
        )
