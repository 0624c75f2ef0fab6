"""What a child's parents are to its rights: who died, whether there is one only, whether a survivor has a partner."""

from dataclasses import dataclass
from datetime import date

from functions.dossier.register_facts import DeathFact, ParentageFact, ParentTie
from functions.payments.facts_of_month import FactsOfMonth


@dataclass(frozen=True, slots=True)
class Parents:
    """Dates of death, whether the child has one legal parent, and whether the surviving one lives with a partner."""

    deceased: tuple[date, ...] = ()
    only: bool = False
    survivor_with_partner: bool = False


def parents_of(child: str, told: FactsOfMonth, *, has_partner: bool) -> Parents:
    """Read the parents of a child; a death without a day, or a survivor whom nobody names, leaves `orphan` open."""
    parentage = told.of(ParentageFact, child)
    if parentage is None:
        return Parents()
    if parentage.withheld:
        told.missing(child, "orphan", "parents")
        return Parents()
    days = [_died_on(tie, told) for tie in parentage.parents if _has_died(tie, told)]
    if None in days:
        told.missing(child, "orphan", "date_of_death")
        return Parents()
    deceased = tuple(sorted(day for day in days if day is not None))
    survivors = [tie for tie in parentage.parents if not _has_died(tie, told)]
    return Parents(
        deceased,
        len(parentage.parents) == 1,
        bool(deceased) and bool(survivors) and _with_partner(child, survivors[0], told, has_partner=has_partner),
    )


def _with_partner(child: str, survivor: ParentTie, told: FactsOfMonth, *, has_partner: bool) -> bool:
    """Tell whether the surviving parent lives with a partner: known of who is paid, asked of anybody else."""
    if survivor.person in told.file.root.record.persons("beneficiary"):
        return has_partner
    told.missing(child, "orphan", "survivor_with_partner")
    return True


def _has_died(tie: ParentTie, told: FactsOfMonth) -> bool:
    """Tell whether a parent has died by the end of the month."""
    death = _death(tie, told)
    day = tie.died_on or (None if death is None else death.died_on)
    if day is not None:
        return day <= told.month.last_day
    return tie.deceased or death is not None


def _died_on(tie: ParentTie, told: FactsOfMonth) -> date | None:
    death = _death(tie, told)
    return tie.died_on or (None if death is None else death.died_on)


def _death(tie: ParentTie, told: FactsOfMonth) -> DeathFact | None:
    """Return the parent's own death, when the parent stands in the file; a death holds from its day on for ever."""
    deaths = [] if tie.person is None else told.all_of(DeathFact, tie.person)
    return deaths[-1] if deaths else None
