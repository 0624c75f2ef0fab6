"""The base: by age band and higher education, reduced when born before December 2019, flat for a sole child.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 7 and 35
"""

from functions.benefits.amount import Amount, Article
from functions.benefits.brussels.family import Member
from functions.benefits.brussels.social import Test
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.month_law import Amounts

FULL = (Article("Ordonnance du 25 avril 2019 (COCOM)", "7"),)
REDUCED = (*FULL, Article("Ordonnance du 25 avril 2019 (COCOM)", "35"))


def base(member: Member, test: Test, law: Amounts, *, sole: bool, has_social: bool) -> Line:
    """Decide the base.

    Law: Ordonnance du 25 avril 2019 art. 7 (a sole child without social, orphan or disability supplement has the amount
    of the youngest band at every age) and 35 (reduction of children born before 1 December 2019, permanent since 2025).
    """
    folder = base_folder(member)
    flat = sole and not has_social and member.parents_lost == "none" and member.care is None
    youngest, banded = law.pick(folder, age=0), band(member, folder, law)
    amount = youngest if flat else banded
    choices = member.choices
    if flat:
        choices = (*choices, *_flat_choices(member, test, doubtful=banded is not youngest))
        because = "sole_child_without_supplement"
    else:
        choices = (*choices, *_band_choices(member, folder, law))
        because = "age_band"
    tests = (("class", amount.id), ("sole_child", sole))
    articles = FULL if folder.endswith("full") else REDUCED
    return line_of("base", because, articles, (Term(amount),), tests=tests, choices=choices)


def base_folder(member: Member) -> str:
    """Return the scale of the child: in full from the first day of birth in the file, else reduced.

    Law: Ordonnance du 25 avril 2019 art. 35; Constitutional Court 81/2022.
    """
    return "brussels/base/full" if member.born_in_full else "brussels/base/reduced"


def band(member: Member, folder: str, law: Amounts) -> Amount:
    """Return the amount of the child's band.

    Law: Ordonnance du 25 avril 2019 art. 7 (choices B01: the band changes the month after the birthday; B05: higher
    education counts from 18 on).
    """
    return law.pick(folder, age=member.age, higher=int(member.higher))


def _flat_choices(member: Member, test: Test, *, doubtful: bool) -> tuple[str, ...]:
    """Name the choices under whose other reading a sole child would have the amount of its band."""
    if not doubtful:
        return ("B06",) if member.loses_parent_now else ()
    found = ("B03",) if test.blocked else ()
    if test.income == "unknown":
        found = ("B04",)
    return (*found, "B06") if member.loses_parent_now else found


def _band_choices(member: Member, folder: str, law: Amounts) -> tuple[str, ...]:
    """Name the choices under whose other reading the band would differ."""
    found: tuple[str, ...] = ()
    if law.pick(folder, age=member.age_at_end, higher=int(member.higher)).cents != band(member, folder, law).cents:
        found = ("B01",)
    if member.higher and law.number("brussels/base/higher_education_from_age") > member.age:
        found = (*found, "B05")
    return (*found, "B06") if member.loses_parent_now else found
