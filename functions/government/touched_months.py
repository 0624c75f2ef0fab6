"""Which months a change of facts touches, so that these and no others are decided again."""

from collections.abc import Iterable

from functions.benefits.award_months import award_months
from functions.benefits.parameters import current_parameters
from functions.dossier.fact import Fact, YearlyIncomeFact
from functions.units.month_range import MonthRange, hull

type Believed = tuple[Fact | None, Fact | None]


def touched_months(believed: Iterable[Believed]) -> MonthRange | None:
    """Return the months in which what is believed may differ from before; None when nothing differs.

    Each pair is what was believed of one origin and what is believed now; None: nothing. Another place among the
    sender's messages is a difference: of two statements that hold in one month, the later place decides.
    """
    return hull(
        months
        for before, now in believed
        if _compared(before) != _compared(now)
        for fact in (before, now)
        if fact is not None and (months := _months(fact)) is not None
    )


def _compared(fact: Fact | None) -> Fact | None:
    """Return the fact without the instant at which it arrived, which decides nothing."""
    return None if fact is None else fact.model_copy(update={"known_at": ""})


def _months(fact: Fact) -> MonthRange | None:
    """Return the months that a fact can decide: an income decides those that are tested on its year."""
    if isinstance(fact, YearlyIncomeFact) and fact.income_year is not None:
        return award_months(fact.income_year, current_parameters())
    return MonthRange.of_days(fact.valid_from, fact.valid_to)
