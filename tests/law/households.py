"""Households for tests of the law, and what was decided for them, said with the ids of the amount files."""

from datetime import date
from typing import Any

from functions.benefits.decide import decide_month
from functions.benefits.decision import Decision
from functions.benefits.household import Child, Disability, Guarantee2019, Household, Income, Region
from functions.benefits.parameters import MonthLaw, current_parameters
from functions.units.cents import parse_euro
from functions.units.year_month import YearMonth

SEVERE = Disability(points=15, pillar1=3, pillar2=12)


def child(born: str, name: str = "A", **members: Any) -> Child:
    """Make a child; days are written as text."""
    for key in ("right_ended", "school_leaver_since", "adopted_on"):
        if key in members:
            members[key] = date.fromisoformat(members[key])
    if "parents_deceased" in members:
        members["parents_deceased"] = tuple(date.fromisoformat(day) for day in members["parents_deceased"])
    return Child(id=name, born=date.fromisoformat(born), **members)


def household(region: Region, month: str, *children: Child, income: str | None = None, **members: Any) -> Household:
    """Make a household of two adults; an income is written in euro."""
    tested = None
    if income is not None:
        cadastral = parse_euro(members.pop("cadastral", "0.00"))
        tested = Income(parse_euro(income), cadastral, members.pop("preferential", False))
    given = {"partner": True} | members
    return Household(month=YearMonth.parse(month), region=region, income=tested, children=children, **given)


def decide(region: Region, month: str, *children: Child, **members: Any) -> Decision:
    """Decide a household."""
    return decide_month(household(region, month, *children, **members), current_parameters())


def paid(decision: Decision, name: str = "A") -> dict[str, str]:
    """Return the benefits of one child with the id of their amount file, without the region."""
    (found,) = [one for one in decision.children if one.child == name]
    return {line.benefit: line.amount_id.partition("/")[2] for line in found.lines}


def reason(decision: Decision, name: str = "A") -> str | None:
    """Return why a child has no right, None when it has one."""
    (found,) = [one for one in decision.children if one.child == name]
    assert found.entitled is (found.reason is None)
    return found.reason


def once(decision: Decision) -> dict[tuple[str, str], str]:
    """Return what is paid once: child and benefit with the id of the amount file, without the region."""
    return {(one.child, one.benefit): one.terms[0].amount.id.partition("/")[2] for one in decision.one_off}


def law_of(region: Region, month: str) -> MonthLaw:
    """Return the values in force."""
    return current_parameters().law_of(region, YearMonth.parse(month))


def periods(amount_id: str) -> list[tuple[str, int]]:
    """Return the first month of every period of an amount, and its cents."""
    values = current_parameters().series[amount_id]["values"]
    return [(value["since"][:7], value["value"]) for value in values if isinstance(value["value"], int)]


__all__ = ["SEVERE", "Guarantee2019", "child", "decide", "household", "law_of", "once", "paid", "periods", "reason"]
