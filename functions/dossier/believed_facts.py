"""Which facts count: a function of the set of facts, never of the order in which they came."""

from collections.abc import Iterable
from datetime import datetime

from functions.dossier.fact import Fact
from functions.units.clock import parse_instant
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

_TRUST = {"family": 0, "staff": 1, "government": 2}


def believed_facts[F: Fact](facts: Iterable[Stored[F]], at: datetime | None = None) -> list[Stored[F]]:
    """Return the newest version of every origin that was known at `at` (None: all), without those that are void.

    The result is ordered by row key, so equal sets give equal lists.
    """
    newest: dict[tuple[str, str], Stored[F]] = {}
    for fact in sorted(facts, key=lambda row: row.place.sk):
        if at is None or parse_instant(fact.record.known_at) <= at:
            origin = fact.place.sk.rsplit("#", 1)[0]
            newest[fact.place.pk, origin] = fact
    return [fact for _, fact in sorted(newest.items()) if not fact.record.void]


def fact_in_month[F: Fact](
    facts: Iterable[Stored[F]], kind: type[F], person: str, month: YearMonth
) -> Stored[F] | None:
    """Return the fact of one kind about one person that holds on the last day of a month; None when none is known.

    Of several, the last in `statement_order` counts, then the row key: when a message arrived plays no part.
    """
    day = month.last_day
    holding = [
        fact
        for fact in facts
        if isinstance(fact.record, kind)
        and fact.record.person == person
        and (fact.record.valid_from is None or fact.record.valid_from <= day)
        and (fact.record.valid_to is None or fact.record.valid_to >= month.first_day)
    ]
    return max(holding, key=_weight, default=None)


def statement_order(record: Fact) -> tuple[int, str, str, int, int]:
    """Return what puts facts of one kind in order: the highest counts.

    Authorities outweigh the fund's staff, staff the family; then the later start, the later statement, the later place
    among the sender's messages. The instant of arrival counts for what has no statement date (the family's forms).
    """
    origin = record.provenance
    start = "" if record.valid_from is None else record.valid_from.isoformat()
    stated = record.known_at if origin.stated_on is None else origin.stated_on.isoformat()
    return _TRUST[origin.source], start, stated, origin.sequence or 0, origin.line or 0


def _weight(fact: Stored[Fact]) -> tuple[tuple[int, str, str, int, int], str]:
    return statement_order(fact.record), fact.place.sk
