"""The supplements that depend on income: social, large family, single parent and invalid parent.

Law: Décret wallon du 8 février 2018 art. 11 to 14; LGAF art. 41, 42bis and 50ter for the old model
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Benefit, Line, Term, line_of
from functions.benefits.household import Household
from functions.benefits.parameters import MonthLaw
from functions.benefits.wallonia.family import Family, Member
from functions.benefits.wallonia.income import Test

NEW = (Article("Décret wallon du 8 février 2018", "11-13"),)
INVALID = (Article("Décret wallon du 8 février 2018", "11-14"),)
ORDINARY = (Article("Loi générale relative aux allocations familiales (LGAF)", "42bis"),)
SINGLE = (Article("Loi générale relative aux allocations familiales (LGAF)", "41"),)
INVALID_PARENT = (Article("Loi générale relative aux allocations familiales (LGAF)", "50ter"),)

_BECAUSE = {"one": "income_within_ceiling_1", "two": "income_within_ceiling_2"}


def supplements(member: Member, family: Family, household: Household, test: Test, law: MonthLaw) -> tuple[Line, ...]:
    """Decide the income-tested supplements of one child.

    Law: Décret wallon du 8 février 2018 art. 11 to 14 (new model, both levels) and LGAF (old model, level 1 only)
    """
    if not member.has_base or test.level == "above":
        return ()
    if member.model == "old":
        return _old(member, household, test, law)
    return _new(family, household, test, law)


def _old(member: Member, household: Household, test: Test, law: MonthLaw) -> tuple[Line, ...]:
    """Decide the one supplement of the old model, which stands in one line (choice W32).

    Law: LGAF art. 42bis by rank, 50ter (rank 1 with an invalid parent), 41 (rank 3 and following, single parent); none
    on the orphan rate (choice W16).
    """
    if test.level != "one" or member.orphan_rate:
        return ()
    quantity, articles = _old_quantity(member.rank, household)
    term = Term(law.amount(f"wallonia/social/{quantity}"))
    tests = (("level", "one"), ("rank", member.rank), ("quantity", quantity))
    because = _because(household, test)
    line = line_of("social", because, articles, (term,), tests=tests, tested=test.tested, choices=test.choices)
    return (line,)


def _old_quantity(rank: int, household: Household) -> tuple[str, tuple[Article, ...]]:
    """Name the amount of the old grid.

    Law: LGAF art. 41, 42bis and 50ter
    """
    places = (
        ("old_first_invalid_parent", INVALID_PARENT) if household.incapacity else ("old_first", ORDINARY),
        ("old_second", ORDINARY),
        ("old_third", ORDINARY) if household.partner else ("old_third_single_parent", SINGLE),
    )
    return places[min(rank, len(places)) - 1]


def _new(family: Family, household: Household, test: Test, law: MonthLaw) -> tuple[Line, ...]:
    """Decide the supplements of the new model, which add up.

    Law: Décret wallon du 8 février 2018 art. 11 to 14 (large family: at least three children with a right, choices W08
    and W25; invalid parent at level 1 only, choice W06)
    """
    ceiling = "ceiling_1" if test.level == "one" else "ceiling_2"
    needed = law.number("wallonia/large_family/children_from")
    granted: list[tuple[Benefit, tuple[str, ...]]] = [("social", ())]
    if not household.partner:
        granted.append(("single_parent", ()))
    if family.size >= needed:
        granted.append(("large_family", ("W08",) if family.size_without_orphans < needed else ()))
    if household.incapacity and test.level == "one":
        granted.append(("invalid_parent", ()))
    because = _because(household, test)
    return tuple(
        line_of(
            benefit,
            because,
            INVALID if benefit == "invalid_parent" else NEW,
            (Term(law.amount(f"wallonia/{benefit}/{ceiling}")),),
            tests=(("level", test.level),),
            tested=test.tested,
            choices=(*test.choices, *extra),
        )
        for benefit, extra in granted
    )


def _because(household: Household, test: Test) -> str:
    """Name the ground: preferential health-insurance status, or a ceiling."""
    if household.income is not None and household.income.preferential:
        return "preferential_status"
    return _BECAUSE[test.level]


def refused_by_choice(member: Member, household: Household, test: Test) -> tuple[str, ...]:
    """Name the choices that refused this child a supplement it would have in another reading.

    Law: Décret wallon du 8 février 2018 art. 11 to 14 (W06) and LGAF art. 50bis (W16)
    """
    if not member.has_base:
        return ()
    if member.model == "new" and household.incapacity and test.level == "two":
        return ("W06",)
    return ("W16",) if member.orphan_rate and test.level == "one" else ()
