"""Lines of descent of the National Register, as who a child's legal parents are from each day on."""

from collections.abc import Iterator

from functions.government.xml.element import Element
from functions.government.xml.statement import Statement
from functions.government.xml.values import known_day, without_nothing

_ADOPTION = "14"


def parentages(person: Element, path: str) -> Iterator[Statement]:
    """Yield all legal parents as they are from each day on which a line begins or ends, and each adoption."""
    lines = list(person.every(f"{path}/Afstamming"))
    days = sorted({found for line in lines for found in (_begin(line), _end(line)) if found is not None})
    if not lines:
        return
    starts: list[str | None] = [*days] or [None]
    for on in starts:
        parents = [parent for line in lines if _holds(line, on) for parent in _parents(line)]
        content = without_nothing({"eventType": "PARENTAGE", "eventDate": on, "parents": parents})
        yield Statement(None, ("PARENTAGE", on or ""), {"registerEvent": content})
    for line in lines:
        if line.text("Type/Code") == _ADOPTION:
            content = without_nothing({"eventType": "ADOPTION", "eventDate": _begin(line)})
            yield Statement(None, ("ADOPTION", _begin(line) or ""), {"registerEvent": content})


def _begin(line: Element) -> str | None:
    return known_day(line.attributes.get("DatumBegin"))


def _end(line: Element) -> str | None:
    return known_day(line.attributes.get("DatumEinde"))


def _holds(line: Element, on: str | None) -> bool:
    """Tell whether a line holds on a day; one without a beginning always did."""
    begin, end = _begin(line), _end(line)
    return on is None or ((begin is None or begin <= on) and (end is None or end > on))


def _parents(line: Element) -> Iterator[dict[str, object]]:
    for parent in line.every("Ouders/Ouder"):
        yield without_nothing({"ssin": parent.text("INSZ")})
