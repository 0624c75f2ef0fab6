"""Who is paid: the mother, unless something else is said.

Law: Ordonnance du 25 avril 2019 (COCOM), article not read
"""

from functions.benefits.amount import Article
from functions.benefits.month_law import Terms
from functions.benefits.upbringing import Payees, Upbringing, decided_by_court, first_parent, is_paid_itself

LAW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "not read"),)


def payee(around: Upbringing, law: Terms) -> Payees:
    """Name the one payee.

    Law: Ordonnance du 25 avril 2019, article not read (the foster parent during foster care; the mother, of two mothers
    or two fathers the elder; the other parent who asks when the child is registered at that address; else who raises
    the child; equal alternation changes nothing)
    """
    if is_paid_itself(around, law.number("brussels/payee/own_address_from_age")):
        return Payees((around.child,), "child_stands_alone", LAW)
    if around.foster_parents:
        return Payees(around.foster_parents[:1], "foster_parents", LAW)
    decided = decided_by_court(around, LAW)
    if decided is not None:
        return decided
    raising = [parent for parent in around.parents if parent.raises]
    for parent in raising:
        if parent.id == around.asked_by and parent.lives_with_child:
            return Payees((parent.id,), "asked_for_it", LAW)
    first = first_parent(raising)
    if first is not None:
        return Payees((first.id,), "first_parent", LAW)
    return Payees(around.educators[:1], "raises_the_child" if around.educators else "nobody_known", LAW)
