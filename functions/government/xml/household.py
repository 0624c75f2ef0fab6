"""Household compositions of the National Register: today's (two versions) and the history."""

from collections.abc import Iterator

from functions.government.content.household import HEAD
from functions.government.flow import Flow
from functions.government.unusable import NOT_NAMED
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement
from functions.government.xml.values import day, known_day, whole, without_nothing

_ORIGINS = {"RR": "NATIONAL_REGISTER"}
_NOT_COLLECTIVE = "00"
_COMPOSITION = "GeefGezinssamenstelling"


def composition(answer: Answer) -> Iterator[Statement]:
    """Yield the household of an answer: the picture of the day on which it was given."""
    members = [] if answer.content is None else list(answer.content.every("Gezinsleden/Gezinslid"))
    if members:
        yield _household(members, answer, None)


def history(answer: Answer) -> Iterator[Statement]:
    """Yield each household of a history; one without a date of its own is the picture of the day of the answer."""
    content = answer.content
    for one in [] if content is None else content.every("HistoriekGezinssamenstelling/Gezinssamenstelling"):
        members = list(one.every("Gezinsleden/Gezinslid"))
        if members:
            yield _household(members, answer, one.attributes.get("DatumBegin"))


def _household(members: list[Element], answer: Answer, since: str | None) -> Statement:
    on = day(since) or answer.at.date().isoformat()
    written = [_member(member) for member in members]
    numbers = [str(one["ssin"]) for one in written]
    head = next((number for number, one in zip(numbers, written, strict=True) if one.get("relationship") == HEAD), None)
    # A question about somebody who is not in the answer: the rules refuse it, the household is attached to nobody.
    person = answer.asked if answer.asked is not None and answer.asked not in numbers else head or numbers[0]
    living = [found for member in members if (found := member.text("Woonvorm/Code")) is not None]
    content = without_nothing(
        {
            "referenceDate": on,
            "origin": _ORIGINS.get(members[0].text("Bron/Code") or ""),
            "collective": any(code != _NOT_COLLECTIVE for code in living) if living else None,
            "members": written,
        }
    )
    return Statement(person or None, (on,), {"household": content}, unusable=None if person else NOT_NAMED)


def _member(member: Element) -> dict[str, object]:
    entered = member.attributes.get("DatumBegin") or member.attributes.get("DatumCreatie")
    return {"ssin": member.text("INSZ") or member.text("Persoon/INSZ") or ""} | without_nothing(
        {"relationship": whole(member.text("Positie/Code")), "entryDate": known_day(entered)}
    )


_READS = names("Gezinsleden Gezinslid INSZ Positie Code Bron Woonvorm")
_LEFT_OUT = names("Naam Geslacht Geboortedatum Adressen Beheerder Omschrijving")
_PERSON = names(
    "Nationaliteiten Geboorte BurgerlijkeStaten Statussen Register Afstammingen Referentiepersoon Overlijden"
    " WettelijkeSamenwoning"
)
SERVICES = (
    Service(
        "{http://magda.vlaanderen.be/persoon/soap/geefgezinssamenstelling/v02_02}GeefGezinssamenstellingResponse",
        _COMPOSITION,
        "02.02",
        _READS,
        _LEFT_OUT,
        {Flow.HOUSEHOLD: composition},
    ),
    Service(
        "{http://webservice.geefgezinssamenstellingdienst-02_00.persoon-02_00.vip.vlaanderen.be}"
        "GeefGezinssamenstellingResponse",
        _COMPOSITION,
        "02.00",
        _READS | {"Persoon"},
        _LEFT_OUT | _PERSON,
        {Flow.HOUSEHOLD: composition},
    ),
    Service(
        "{http://magda.vlaanderen.be/persoon/soap/geefhistoriekgezinssamenstelling/v02_02}"
        "GeefHistoriekGezinssamenstellingResponse",
        "GeefHistoriekGezinssamenstelling",
        "02.02",
        _READS | names("HistoriekGezinssamenstelling Gezinssamenstelling"),
        _LEFT_OUT,
        {Flow.HOUSEHOLD: history},
    ),
)
