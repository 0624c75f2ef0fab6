"""What a machine must not decide about a child: it is told, sealed under a case, and a person of the fund decides.

The facts are kept all the same, so that nothing is paid twice meanwhile: a child belongs to one file (the claim on its
subject), and months that another fund pays are not paid by this one.
"""

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.fact import Fact

CHILD_IN_ANOTHER_FILE = "child_in_another_file"
CHILD_PAID_ELSEWHERE = "child_paid_elsewhere"


def is_paid_to_somebody_else(fact: Fact) -> bool:
    """Tell whether another fund pays a child of ours from now on to people whom the family did not name."""
    return isinstance(fact, BenefitElsewhereFact) and any(
        stretch.category == "base" and stretch.last is None and not stretch.payees and stretch.others > 0
        for stretch in fact.months
    )
