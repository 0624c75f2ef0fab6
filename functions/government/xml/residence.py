"""Addresses of the National Register, in Belgium and abroad, each as the move to it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from functions.government.xml.element import Element
from functions.government.xml.statement import Statement
from functions.government.xml.values import known_day, period, without_nothing

_COUNTRIES = Path(__file__).with_name("countries.json")
_BELGIUM_NIS = "150"


def moves(person: Element, path: str) -> Iterator[Statement]:
    """Yield the move to each address below `path`; one without a date has none, and none is invented."""
    within = f"{path}/Historiek" if path.startswith("Historiek") else f"{path}/"
    doubled = path.startswith("Historiek")
    for name, read in (("Hoofdverblijfplaats", _in_belgium), ("VerblijfplaatsBuitenland", _abroad)):
        for one in person.every(f"{within}{name}/{name}" if doubled else f"{within}{name}"):
            yield _move(name, one, read(one))


def _move(name: str, place: Element, address: dict[str, object]) -> Statement:
    begin, end = place.attributes.get("DatumBegin"), place.attributes.get("DatumEinde")
    if known_day(begin) is not None:
        address["period"] = period(begin, end)
    content = without_nothing({"eventType": "MOVE", "eventDate": begin, "address": address})
    return Statement(None, ("MOVE", name, begin or ""), {"registerEvent": content})


def _in_belgium(place: Element) -> dict[str, object]:
    country = place.text("ISOCodeLand")
    if country is None and place.text("NISCodeLand") == _BELGIUM_NIS:
        country = "BEL"
    return without_nothing(
        {
            "streetName": place.text("Straatnaam/String") or place.text("NietGestandaardiseerdeStraatnaam/String"),
            "houseNumber": place.text("Huisnummer"),
            "boxNumber": place.text("Busnummer"),
            "postalCode": place.text("Postcode"),
            "municipalityName": place.text("Gemeentenaam/String")
            or place.text("NietGestandaardiseerdeGemeentenaam/String"),
            "countryCode": _two_letters(country),
        }
    )


def _abroad(place: Element) -> dict[str, object]:
    lines = [line.value for line in place.every("Teksten/Tekst") if line.value]
    return without_nothing({"countryCode": _two_letters(place.text("Land/ISOCode")), "lines": lines or None})


def _two_letters(country: str | None) -> str | None:
    return None if country is None else _countries().get(country, country)


@cache
def _countries() -> Mapping[str, str]:
    codes = json.loads(_COUNTRIES.read_text(encoding="utf-8"))["codes"]
    return {str(three): str(two) for three, two in codes.items()}
