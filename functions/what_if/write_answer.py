"""Writes a decision as the answer of the what-if contract: amounts with two decimals and codes, no family facts."""

from functions.benefits.decision import ChildDecision, Decision, Line, OneOff, Undecided
from functions.units.cents import format_euro


def write_answer(decision: Decision) -> dict[str, object]:
    """Return the members of the answer."""
    answer: dict[str, object] = {
        "month": str(decision.month),
        "region": decision.region,
        "status": decision.status,
        "children": [_child(child) for child in decision.children],
        "total": format_euro(decision.total),
        "shares": [{"to": share.to, "amount": format_euro(share.cents)} for share in decision.shares],
        "one_off": [_one_off(one) for one in decision.one_off],
        "payment_date": decision.payment_date.isoformat(),
        "parameters": decision.parameters,
    }
    if decision.undecided:
        answer["undecided"] = [_undecided(one) for one in decision.undecided]
    return answer


def _child(child: ChildDecision) -> dict[str, object]:
    """Write one child; `reason` stands only where there is no right."""
    written: dict[str, object] = {
        "id": child.child,
        "entitled": child.entitled,
        "total": format_euro(child.total),
        "status": child.status,
        "lines": [_line(line) for line in child.lines],
    }
    if child.reason is not None:
        written["reason"] = child.reason
    return written


def _line(line: Line) -> dict[str, object]:
    """Write one benefit with its reason and its source."""
    return {
        "benefit": line.benefit,
        "amount": format_euro(line.cents),
        "status": line.status,
        "law": [{"text": place.text, "article": place.article} for place in line.law],
        "amount_id": line.amount_id,
        "amount_from": line.amount_from.isoformat(),
        "because": line.because,
    }


def _one_off(one: OneOff) -> dict[str, object]:
    """Write an amount that is paid once; `paid_in` stands only where the contract has it."""
    written: dict[str, object] = {"child": one.child, "benefit": one.benefit, "amount": format_euro(one.cents)}
    if one.paid_in is not None:
        written["paid_in"] = str(one.paid_in)
    written["status"] = one.status
    return written


def _undecided(one: Undecided) -> dict[str, object]:
    """Write a right that was not decided."""
    return {"child": one.child, "benefit": one.benefit, "because": one.because, "missing": list(one.missing)}
