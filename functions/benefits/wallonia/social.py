"""The supplements that depend on income: social, large family, single parent and invalid parent.

Law: Décret wallon du 8 février 2018 art. 11 to 14; LGAF art. 41, 42bis and 50ter for the old model
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Benefit, Line, Term, line_of
from functions.benefits.household import Parents
from functions.benefits.month_law import Amounts
from functions.benefits.wallonia.family import Member, Sizes
from functions.benefits.wallonia.income import Test

NEW = (Article("Décret wallon du 8 février 2018", "11-13"),)
INVALID = (Article("Décret wallon du 8 février 2018", "11-14"),)
ORDINARY = (Article("Loi générale relative aux allocations familiales (LGAF)", "42bis"),)
SINGLE = (Article("Loi générale relative aux allocations familiales (LGAF)", "41"),)
INVALID_PARENT = (Article("Loi générale relative aux allocations familiales (LGAF)", "50ter"),)

_BECAUSE = {"one": "income_within_ceiling_1", "two": "income_within_ceiling_2"}


def supplements(member: Member, sizes: Sizes, parents: Parents, test: Test, law: Amounts) -> tuple[Line, ...]:
    """Decide the income-tested supplements of one child.

    Law: Décret wallon du 8 février 2018 art. 11 to 14 (new model, both levels) and LGAF (old model, level 1 only)
    """
    if not member.has_base or test.level == "above":
        return ()
    if member.model == "old":
        return _old(member, parents, test, law)
    return _new(sizes, parents, test, law)


def _old(member: Member, parents: Parents, test: Test, law: Amounts) -> tuple[Line, ...]:
    """Decide the one supplement of the old model, which stands in one line (choice W32).

    Law: LGAF art. 42bis by rank, 50ter (rank 1 with an invalid parent), 41 (rank 3 and following, single parent); none
    on the orphan rate (choice W16).
    """
    if test.level != "one" or member.orphan_rate:
        return ()
    quantity, articles = _old_quantity(member.rank, parents)
    term = Term(law.amount(f"wallonia/social/{quantity}"))
    tests = (("level", "one"), ("rank", member.rank), ("quantity", quantity))
    because = _because(test)
    line = line_of("social", because, articles, (term,), tests=tests, tested=test.tested, choices=test.choices)
    return (line,)


def _old_quantity(rank: int, parents: Parents) -> tuple[str, tuple[Article, ...]]:
    """Name the amount of the old grid.

    Law: LGAF art. 41, 42bis and 50ter
    """
    places = (
        ("old_first_invalid_parent", INVALID_PARENT) if parents.incapacity else ("old_first", ORDINARY),
        ("old_second", ORDINARY),
        ("old_third", ORDINARY) if parents.partner else ("old_third_single_parent", SINGLE),
    )
    return places[min(rank, len(places)) - 1]


def _new(sizes: Sizes, parents: Parents, test: Test, law: Amounts) -> tuple[Line, ...]:
    """Decide the supplements of the new model, which add up.

    Law: Décret wallon du 8 février 2018 art. 11 to 14 (large family: at least three children with a right, choices W08
    and W25; invalid parent at level 1 only, choice W06)
    """
    ceiling = "ceiling_1" if test.level == "one" else "ceiling_2"
    needed = law.number("wallonia/large_family/children_from")
    granted: list[tuple[Benefit, tuple[str, ...]]] = [("social", ())]
    if not parents.partner:
        granted.append(("single_parent", ()))
    if sizes.children >= needed:
        granted.append(("large_family", ("W08",) if sizes.without_orphans < needed else ()))
    if parents.incapacity and test.level == "one":
        granted.append(("invalid_parent", ()))
    because = _because(test)
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


def _because(test: Test) -> str:
    """Name the ground: preferential health-insurance status, or a ceiling."""
    if test.income == "status":
        return "preferential_status"
    return _BECAUSE[test.level]


def refused_by_choice(member: Member, parents: Parents, test: Test) -> tuple[str, ...]:
    """Name the choices that refused this child a supplement it would have in another reading.

    Law: Décret wallon du 8 février 2018 art. 11 to 14 (W06) and LGAF art. 50bis (W16)
    """
    if not member.has_base:
        return ()
    if member.model == "new" and parents.incapacity and test.level == "two":
        return ("W06",)
    return ("W16",) if member.orphan_rate and test.level == "one" else ()
