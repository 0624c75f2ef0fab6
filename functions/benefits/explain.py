"""Explains a decision in plain words, from its trace and the amount files alone: templates by rule, no free text."""

from collections.abc import Iterator, Mapping
from typing import cast

from functions.benefits.parameters import ParameterSet
from functions.benefits.short_trace import whole_trace
from functions.benefits.what_would_change import what_would_change
from functions.benefits.words import Group, Language, say, say_amount, say_day, say_fact, say_month

type Node = Mapping[str, object]

# How the amount files say that no source seen gives the number of the article.
NOT_READ = "not read"
# The sentence of each kind of share that does not go to the family's own payee.
_TOLD = {
    "institution": "institution",
    "other_payee": "other_payee",
    "child": "to_child",
    "blocked_account": "blocked_account",
    "savings_account": "savings_account",
    "child_account": "child_account",
    "creditor": "creditor",
}


def explain(trace: Node, parameters: ParameterSet, language: Language) -> list[str]:
    """Return the explanation, a sentence or two a line; the same numbers, days and articles in every language.

    A stored trace (`short_trace`) is told as the whole one.
    """
    return list(Explanation(whole_trace(trace), parameters, language).lines())


class Explanation:
    """One trace told in one language."""

    def __init__(self, trace: Node, parameters: ParameterSet, language: Language) -> None:
        self._trace = trace
        self._parameters = parameters
        self._language = language
        self._month = say_month(str(trace["month"]))

    def lines(self) -> Iterator[str]:
        """Yield every line: the children with their amounts, what is paid once, what is open, the total, changes."""
        for child in rows(self._trace["children"]):
            yield from self._child(child)
        for one in rows(self._trace["one_off"]):
            yield from self._once(one)
        for one in rows(self._trace["undecided"]):
            yield self._undecided(one)
        day = say_day(str(self._trace["payment_date"]))
        yield self._say("total", amount=self._amount(self._trace["total"]), month=self._month, day=day)
        for share in rows(self._trace["shares"]):
            if share["to"] != "beneficiary":
                told = self._amount(share["cents"])
                yield say_share(str(share["to"]), self._language, told) if share["cents"] else self._say("protected")
        changes = list(what_would_change(self._trace, self._parameters, self._language))
        if changes:
            yield self._say("changes")
            yield from (f"- {change}" for change in changes)

    def _child(self, child: Node) -> Iterator[str]:
        name = str(child["child"])
        if child["reason"] is not None:
            reason = self._word("reasons", str(child["reason"]))
            yield self._say("no_right", child=name, month=self._month, reason=reason)
            return
        yield self._say("child", child=name, amount=self._amount(child["total"]), month=self._month)
        for line in rows(child["lines"]):
            yield "  " + self._say("line", **self._reasons(line))
            yield from self._sources(line)

    def _once(self, one: Node) -> Iterator[str]:
        yield self._say("once", child=str(one["child"]), **self._reasons(one))
        if one["paid_in"] is not None:
            yield "  " + self._say("paid_in", month=say_month(str(one["paid_in"])))
        yield from self._sources(one)

    def _reasons(self, line: Node) -> dict[str, str]:
        return {
            "benefit": self._word("benefits", str(line["benefit"])),
            "amount": self._amount(line["cents"]),
            "because": self._word("because", str(line["because"])),
        }

    def _sources(self, line: Node) -> Iterator[str]:
        law = "; ".join(_place(text, article) for text, article in cast("list[list[str]]", line["law"]))
        steps = "".join(self._step(step, first=at == 0) for at, step in enumerate(rows(line["terms"])))
        yield "  " + self._say("source", law=law, files=steps)
        if line["status"] == "unconfirmed":
            yield "  " + self._say("unconfirmed")

    def _step(self, step: Node, *, first: bool) -> str:
        key, since = str(step["amount"]), str(step["from"])
        cents = self._parameters.value_from(key, since)
        told = self._say("step", amount=self._amount(cents), file=key, since=say_day(since))
        if "ratio" in step:
            ratio = self._parameters.value_from(str(step["ratio"]), str(step["ratio_from"]))
            numerator, denominator = cast("list[int]", ratio)
            told = self._say("share", numerator=str(numerator), denominator=str(denominator)) + " " + told
        if step["sign"] == 1:
            return told if first else f" + {told}"
        return f" - {told}"

    def _undecided(self, one: Node) -> str:
        missing = ", ".join(say_fact(code, self._language) for code in cast("list[str]", one["missing"]))
        benefit = self._word("benefits", str(one["benefit"]))
        because = self._word("undecided", str(one["because"]))
        return self._say("undecided", benefit=benefit, because=because, missing=missing)

    def _say(self, template: str, **variables: str) -> str:
        return say("sentences", template, self._language, **variables)

    def _word(self, group: Group, code: str) -> str:
        return say(group, code, self._language)

    def _amount(self, cents: object) -> str:
        return say_amount(cast("int", cents), self._language)


def say_share(to: str, language: Language, amount: str) -> str:
    """Say that a part of a month goes to somebody else, by kind: never to whom (KeyError for an unknown kind)."""
    return say("sentences", _TOLD[to], language, amount=amount)


def _place(text: str, article: str) -> str:
    """Name an article; the text alone where no source seen gives the article."""
    return text if article == NOT_READ else f"{text} art. {article}"


def rows(value: object) -> list[Node]:
    """Return a list of objects of a trace."""
    return cast("list[Node]", value)
