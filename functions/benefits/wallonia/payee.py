"""Who is paid: the mother, unless she lives in another region than the child, or something else is said.

Law: Décret wallon du 8 février 2018 art. 21 and 22
"""

from functions.benefits.amount import Article
from functions.benefits.month_law import Terms
from functions.benefits.upbringing import Payees, Upbringing, decided_by_court, first_parent, is_paid_itself

LAW = (Article("Décret wallon du 8 février 2018", "21"), Article("Décret wallon du 8 février 2018", "22"))


def payee(around: Upbringing, law: Terms) -> Payees:
    """Name the one payee, who lives in the region of the child.

    Law: Décret wallon du 8 février 2018 art. 21 and 22 (the foster family during foster care; the mother, of two
    mothers or two fathers the elder; when she lives outside the region the parent with whom the child is domiciled; the
    parent who asks and with whom the child is domiciled; else who raises the child; equal residence does not split,
    only a court does)
    """
    if is_paid_itself(around, law.number("wallonia/payee/own_address_from_age")):
        return Payees((around.child,), "child_stands_alone", LAW)
    if around.foster_parents:
        return Payees(around.foster_parents[:1], "foster_parents", LAW)
    decided = decided_by_court(around, LAW)
    if decided is not None:
        return decided
    raising = [parent for parent in around.parents if parent.raises and parent.lives_in_region]
    for parent in raising:
        if parent.id == around.asked_by and parent.lives_with_child:
            return Payees((parent.id,), "asked_for_it", LAW)
    first = first_parent(raising)
    everybody = first_parent([parent for parent in around.parents if parent.raises])
    if first is not None and (first == everybody or first.lives_with_child):
        because = "first_parent" if first == everybody else "first_parent_lives_elsewhere"
        return Payees((first.id,), because, LAW)
    return Payees(around.educators[:1], "raises_the_child" if around.educators else "nobody_known", LAW)
