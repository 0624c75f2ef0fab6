"""The facts that would change a decision, at most three, read from its trace: never a guess about the family."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import cast

from functions.benefits.parameters import ParameterSet
from functions.benefits.words import Language, say, say_amount, say_fact

type Node = Mapping[str, object]

AT_MOST = 3
_BY_REASON = {"obstacle": "no_obstacle", "not_studying": "study", "school_leaver_period_over": "study"}
_BY_INCOME_TEST = {"unknown": "income_known", "cadastral": "cadastral"}
# Flanders and Wallonia: the limit itself is inside; Brussels: the income lies below the ceiling.
_BELOW = {"flanders": "income_at_most", "brussels": "income_below", "wallonia": "income_at_most"}
_ABOVE = {"flanders": "income_above", "brussels": "income_from", "wallonia": "income_above"}


def what_would_change(trace: Node, parameters: ParameterSet, language: Language) -> Iterator[str]:
    """Yield at most three facts, each once: what is missing, what stands in the way, what the income would change."""
    seen: dict[str, None] = dict.fromkeys(_all(trace, parameters, language))
    return islice(seen, AT_MOST)


def _all(trace: Node, parameters: ParameterSet, language: Language) -> Iterator[str]:
    """Yield every fact, the strongest first."""
    children = cast("list[Node]", trace["children"])
    for one in cast("list[Node]", trace["undecided"]):
        for fact in cast("list[str]", one["missing"]):
            yield say("changes", "missing_fact", language, missing=say_fact(fact, language))
    for child in children:
        if str(child["reason"]) in _BY_REASON:
            yield say("changes", _BY_REASON[str(child["reason"])], language)
    if str(trace["income_test"]) in _BY_INCOME_TEST and any(child["entitled"] for child in children):
        yield say("changes", _BY_INCOME_TEST[str(trace["income_test"])], language)
    if trace["income_test"] == "both":
        return
    region, month = str(trace["region"]), str(trace["month"])
    for limits, code in (
        ([child["refused_by"] for child in children], _BELOW[region]),
        ([line["tested_on"] for child in children for line in cast("list[Node]", child["lines"])], _ABOVE[region]),
    ):
        for found in cast("list[list[str]]", limits):
            if found:
                cents = parameters.law_of_text(region, month).amount(found[-1]).cents
                yield say("changes", code, language, amount=say_amount(cents, language))
