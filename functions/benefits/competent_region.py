"""Which region is competent for a child in a month: one and only one, also in the month of a move."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from functions.benefits.household import Region
from functions.units.year_month import YearMonth

# Other systems are routed away and never calculated here.
type Place = Region | Literal["german_speaking_community", "abroad"]


class Domicile(NamedTuple):
    """Where a child is domiciled from a day on."""

    since: date
    place: Place


def competent_place(domiciles: Sequence[Domicile], month: YearMonth) -> Place | None:
    """Return the place whose system pays the month; None in the months before the first domicile.

    Law: Cooperation agreement of 6 September 2017 (first factor: the child's domicile). The domicile on the first day
    of the month decides, so that the old region pays the month of a move and the new one the next (moved on 7 March:
    the new region pays from April); in the month of the first domicile (birth, arrival) that one decides. Choice A01:
    who moves on the 1st itself belongs to the new region from that day on.
    """
    ordered = sorted(domiciles, key=lambda one: one.since)
    on_the_first = [one for one in ordered if one.since <= month.first_day]
    if on_the_first:
        return on_the_first[-1].place
    arrived = [one for one in ordered if month.months_after(one.since) == 0]
    return arrived[0].place if arrived else None
