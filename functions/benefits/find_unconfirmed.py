"""What of a decision no run may pay: unconfirmed amounts and limits, by the id of the file that has to be edited."""

from collections.abc import Iterator

from functions.benefits.decision import Decision


def find_unconfirmed(decision: Decision) -> tuple[str, ...]:
    """Return the ids of the files that make the month unconfirmed, in order; empty when every line may be paid.

    Amounts that are carried forward past their `known_until` count. An amount paid once counts too.
    """
    return tuple(sorted(set(_ids(decision))))


def _ids(decision: Decision) -> Iterator[str]:
    """Yield every unconfirmed file that an amount or a refusal rests on."""
    for child in decision.children:
        yield from (limit.id for limit in child.refused if limit.status == "unconfirmed")
        for line in child.lines:
            yield from line.doubts
            yield from (limit.id for limit in line.tested if limit.status == "unconfirmed")
            yield from (term.amount.id for term in line.terms if term.amount.status == "unconfirmed")
    for one in decision.one_off:
        yield from (term.amount.id for term in one.terms if term.amount.status == "unconfirmed")
