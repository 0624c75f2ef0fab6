"""Join places and entries, refuse what does not fit, and write the page."""

from collections.abc import Iterable, Sequence

from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from infra.census.entries import Entries
from infra.census.places import Place

HEAD = """# Where a person's bytes can rest

<!-- Written by `python -m infra.write_copy_census` from the synthesized app and infra/census/places.yaml. -->

Every place of the deployed system that keeps something for longer than a request: what of a person can lie there, what
empties it, and until when something that left the live system could still come back. The places and their days are
taken from the templates of stage `prod`. A new resource, index, stream, queue, version or log without an entry fails
the build, and so does a kind of record that nobody placed (`tests/infra/test_copy_census.py`).

*Ciphertext* opens with a key of its subject only; once that key is destroyed it opens for nobody, wherever a copy of it
lies. A destroyed key itself can be brought back for 7 days, by the recovery window of `subjects` alone.
"""


class CensusError(Exception):
    """The census does not fit the app; the text names every place that has no entry, or that is no more."""


def check(places: Iterable[Place], entries: Entries) -> None:
    """Raise CensusError unless places and entries, and kinds of records and their entries, are the same."""
    names = {place.name for place in places}
    wrong = [f"no entry: {name}" for name in sorted(names - set(entries.places))]
    wrong += [f"no such place: {name}" for name in sorted(set(entries.places) - names)]
    wrong += [f"no entry: record {kind.value}" for kind in RecordType if kind not in entries.records]
    for kind, record in entries.records.items():
        known = {*names, *entries.outside}
        wrong += [f"record {kind.value} rests in no place: {where}" for where in record.rests_in if where not in known]
    untimed = [place.name for place in places if place.days is None]
    wrong += [f"until when: {name}" for name in untimed if name in entries.places and not entries.places[name].until]
    if wrong:
        raise CensusError("; ".join(wrong))


def page(places: Sequence[Place], entries: Entries) -> str:
    """Return the page; raises CensusError when it would not be whole."""
    check(places, entries)
    rows = [
        (place.name, entry.holds, entry.emptied_by, _until(place, entry.until))
        for place in places
        for entry in [entries.places[place.name]]
    ]
    outside = [(name, entry.holds, entry.emptied_by, entry.until or "-") for name, entry in entries.outside.items()]
    columns = ("place", "what of a person", "emptied by", "comes back until")
    records = [
        (kind.value, ", ".join(record.rests_in) or "-", _term(kind), record.at_erasure)
        for kind, record in sorted(entries.records.items())
    ]
    return "\n".join(
        [
            HEAD,
            *_table(columns, rows),
            "",
            "## Kinds of records",
            "",
            "Every kind of the register, where it rests, its longest own term, and what an erasure does with it.",
            "",
            *_table(("record", "rests in", "term", "at an erasure"), records),
            "",
            "## Outside the templates",
            "",
            *_table(columns, outside),
            "",
        ]
    )


def _until(place: Place, said: str | None) -> str:
    days = "" if place.days is None else "1 day" if place.days == 1 else f"{place.days} days"
    return "; ".join(part for part in (days, said) if part)


def _term(kind: RecordType) -> str:
    try:
        rule = rule_for(kind, "flanders")
    except Exception:  # noqa: BLE001 - a kind without a regional rule has one rule for all
        rule = rule_for(kind)
    parts = (("year", rule.years), ("month", rule.months), ("day", rule.days), ("hour", rule.hours))
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for word, number in parts if number)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |"]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows)]
