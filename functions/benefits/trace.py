"""The trace of a decision: what is kept beside a payment, and enough to compute the same cents again.

A trace holds ids of rules and of amount files, the days these were in force from, articles, ratios, outcomes of tests
and cents: never an income, a name or a date of birth. Values are text, whole numbers, booleans, lists and maps of these
(RFC 8785).
"""

from functions.benefits.decision import ChildDecision, Decision, Line, OneOff, Term
from functions.benefits.rule_of import rule_of

VERSION = 1

type Traced = str | int | bool | list["Traced"] | dict[str, "Traced"] | None


def trace_of(decision: Decision) -> dict[str, Traced]:
    """Return the trace of a whole decision."""
    traced: dict[str, Traced] = {
        "version": VERSION,
        "month": str(decision.month),
        "region": decision.region,
        "status": decision.status,
        "parameters": decision.parameters,
        "income_test": decision.income_test,
        "payment_date": decision.payment_date.isoformat(),
        "total": decision.total,
        "children": [_child(child, decision.region) for child in decision.children],
        "one_off": [_one_off(one, decision.region) for one in decision.one_off],
        "shares": [{"to": share.to, "cents": share.cents} for share in decision.shares],
        "undecided": [
            {"child": one.child, "benefit": one.benefit, "because": one.because, "missing": list(one.missing)}
            for one in decision.undecided
        ],
    }
    if decision.once_shares:
        traced["once_shares"] = [{"to": share.to, "cents": share.cents} for share in decision.once_shares]
    return traced


def _child(child: ChildDecision, region: str) -> Traced:
    """Trace one child."""
    return {
        "child": child.child,
        "entitled": child.entitled,
        "reason": child.reason,
        "status": child.status,
        "choices": list(child.choices),
        "total": child.total,
        "refused_by": [limit.id for limit in child.refused],
        "lines": [_line(line, region) for line in child.lines],
    }


def _line(line: Line, region: str) -> Traced:
    """Trace one benefit of the month, with the income limits that were looked at."""
    return {
        **_reasons(line),
        "rule": rule_of(region, line.benefit),
        "tested_on": [limit.id for limit in line.tested],
        "doubts": list(line.doubts),
    }


def _one_off(one: OneOff, region: str) -> Traced:
    """Trace an amount that is paid once."""
    paid_in = None if one.paid_in is None else str(one.paid_in)
    rule = rule_of(region, one.benefit, "once")
    return {"child": one.child, "paid_in": paid_in, **_reasons(one), "rule": rule}


def _reasons(line: Line | OneOff) -> dict[str, Traced]:
    """Trace what made the cents of a line: tests and their outcomes, steps of the sum, articles, choices."""
    return {
        "benefit": line.benefit,
        "cents": line.cents,
        "status": line.status,
        "because": line.because,
        "law": [[place.text, place.article] for place in line.law],
        "tests": {name: outcome for name, outcome in line.tests},  # noqa: C416 - keeps the outcomes' types
        "terms": [_term(term) for term in line.terms],
        "choices": list(line.choices),
    }


def _term(term: Term) -> Traced:
    """Trace one step: amount file and day, ratio file and day, and whether it is added or taken off."""
    step: dict[str, Traced] = {
        "amount": term.amount.id,
        "from": term.amount.since.isoformat(),
        "sign": term.sign,
    }
    if term.ratio is not None:
        step["ratio"] = term.ratio.id
        step["ratio_from"] = term.ratio.since.isoformat()
        step["rounding"] = "half_up"
    return step
