"""Ask the law what a visitor filled in, and write the answer as the calculator's page shows it."""

import json
from collections.abc import Mapping

from functions.benefits.decision import Decision
from functions.benefits.explain import explain
from functions.benefits.parameters import ParameterSet
from functions.benefits.trace import trace_of
from functions.benefits.words import Language as Spoken
from functions.benefits.words import say, say_amount, say_day, say_month
from functions.runtime.problem import Language
from functions.site.calculator_page import Calculated, CalculatedChild, CalculatedLine
from functions.units.cents import Cents


def question_text(question: Mapping[str, object]) -> str:
    """Return a question as the what-if contract reads it."""
    return json.dumps(question)


def calculated(decision: Decision, parameters: ParameterSet, language: Language) -> Calculated:
    """Return an answer in a language; children are numbered as on the form."""
    spoken: Spoken = language.value
    children = []
    for child in decision.children:
        if child.reason is not None:
            children.append(CalculatedChild(int(child.child), "", no_right=say("reasons", child.reason, spoken)))
            continue
        lines = [_line(line.benefit, line.cents, line.because, spoken) for line in child.lines]
        children.append(CalculatedChild(int(child.child), say_amount(child.total, spoken), lines))
    once = [
        (
            int(one.child),
            _line(one.benefit, one.cents, one.because, spoken),
            "" if one.paid_in is None else say_month(str(one.paid_in)),
        )
        for one in decision.one_off
    ]
    day = say_day(decision.payment_date.isoformat())
    whole = explain(trace_of(decision), parameters, spoken)
    total = say_amount(decision.total, spoken)
    return Calculated(say_month(str(decision.month)), total, day, children, once, whole)


def _line(benefit: str, cents: Cents | int, because: str, spoken: Spoken) -> CalculatedLine:
    return CalculatedLine(
        say("benefits", benefit, spoken), say_amount(int(cents), spoken), say("because", because, spoken)
    )


def field_of(pointer: str) -> str:
    """Return the field of the page that a wrong member of the question came from."""
    name = pointer.strip("/").replace("/", ".")
    if name.startswith("income"):
        return "income"
    return name
