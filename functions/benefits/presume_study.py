"""What is taken for a child's study when nobody stated it."""

from functions.benefits.household import Child, Study
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_before


def study_of(child: Child, law: MonthLaw, region: str) -> Study:
    """Return the stated study; else secondary to the end of the month of the birthday in the file, then none.

    Law: no rule of law but of the what-if contract (choice B33).
    """
    if child.study is not None:
        return child.study
    presumed_to = law.number(f"{region}/entitlement/study_presumed_to_age")
    return "secondary" if age_before(child.born, law.month) < presumed_to else "none"
