"""A bank's daily statement (camt.053) proves itself: opening balance and booked movements give the closing balance."""

import io

from lxml import etree

from functions.payments.bank_answer import Kind
from functions.payments.check_answer import NAMESPACE, forget
from functions.payments.read_answer import amount_of, is_booked, is_credit, text_of

_OPENING, _CLOSING = frozenset({"OPBD", "PRCD"}), "CLBD"


def adds_up(content: bytes) -> bool:
    """Tell whether every statement of a checked camt.053 adds up to the cent."""
    place = f"{{{NAMESPACE}{Kind.STATEMENT.value}}}"
    names = [f"{place}{name}" for name in ("Bal", "Ntry", "Stmt")]
    opening: int | None = None
    closing: int | None = None
    moved, whole = 0, True
    reader = etree.iterparse(io.BytesIO(content), events=("end",), tag=names, no_network=True, huge_tree=False)
    for _, element in reader:
        name = str(element.tag).removeprefix(place)
        if name == "Stmt":
            whole = whole and opening is not None and closing == opening + moved
            opening = closing = None
            moved = 0
        elif name == "Ntry":
            moved += _signed(element) if is_booked(element) else 0
        elif text_of(element, "Tp/CdOrPrtry/Cd") in _OPENING:
            opening = _signed(element)
        elif text_of(element, "Tp/CdOrPrtry/Cd") == _CLOSING:
            closing = _signed(element)
        if name != "Bal":
            forget(element)
    return whole


def _signed(element: etree._Element) -> int:
    """Return what an element adds to the account, in whole cents; an amount that is none adds nothing and shows."""
    cents = amount_of(element) or 0
    return cents if is_credit(element) else -cents
