"""Who is paid: the core of at most two beneficiaries.

Law: Groeipakketdecreet and BVR Begunstigden, articles not read
"""

from functions.benefits.amount import Article
from functions.benefits.month_law import Terms
from functions.benefits.upbringing import Payees, Upbringing, decided_by_court, is_paid_itself

LAW = (Article("Groeipakketdecreet", "not read"), Article("BVR Begunstigden", "not read"))
_MOST = 2


def payee(around: Upbringing, law: Terms) -> Payees:
    """Name the beneficiaries, on one account that they choose together.

    Law: Groeipakketdecreet and BVR Begunstigden, articles not read (foster parents during foster care; who was paid on
    31/12/2018 stays while the upbringing does not change; both parents, wherever they and the child live; one when the
    other is dead, absent or deprived of authority; else who raises the child)
    """
    if is_paid_itself(around, law.number("flanders/payee/own_address_from_age")):
        return Payees((around.child,), "child_stands_alone", LAW)
    if around.foster_parents:
        return Payees(around.foster_parents[:_MOST], "foster_parents", LAW)
    decided = decided_by_court(around, LAW)
    if decided is not None:
        return decided
    if around.payee_2018 is not None:
        return Payees((around.payee_2018,), "paid_since_2018", LAW)
    parents = tuple(parent.id for parent in around.parents if parent.raises)
    if parents:
        return Payees(parents[:_MOST], "parents_together", LAW)
    return Payees(around.educators[:_MOST], "raises_the_child" if around.educators else "nobody_known", LAW)
