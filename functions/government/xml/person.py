"""People in the National Register: today's state and the history, as the events that make the state.

Only what a right asks for is read: of everything else (nationality, civil status, papers, funeral) nothing is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from functions.government.flow import Flow
from functions.government.unusable import NOT_READ
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.parentage import parentages
from functions.government.xml.residence import moves
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import day, without_nothing

_DEAD = "99990"
_STATUSES = {"992": "LEFT_COUNTRY", "99991": "STRUCK_OFF", "99996": "ABSENT", "99997": "RESIDENCE_LOST"}


def state(answer: Answer) -> Iterator[Statement]:
    """Yield the events that make the state of a person today."""
    for person in [] if answer.content is None else answer.content.every("Persoon"):
        yield from _about(answer, person, "", "Adressen", "Afstammingen", "Statussen")


def history(answer: Answer) -> Iterator[Statement]:
    """Yield the events of a person's history."""
    for person in [] if answer.content is None else answer.content.every("HistoriekPersoon"):
        yield from _about(answer, person, "Historiek", "HistoriekAdressen", "HistoriekAfstamming", "HistoriekStatus")


def mutations(answer: Answer) -> Iterator[Statement]:
    """Yield that mutations came whose form is not known here: they wait for a person, and are not lost."""
    if answer.content is not None:
        yield Statement(answer.asked, ("mutation",), None, unusable=NOT_READ)


def _about(answer: Answer, person: Element, within: str, *paths: str) -> Iterator[Statement]:
    number, unusable = subject(answer, person.text("INSZ"))
    addresses, descent, statuses = paths
    found = [
        *_replaced(answer),
        *_births(person, within),
        *_deaths(person, within, statuses),
        *_names(person, within),
        *_residence_statuses(person, statuses),
        *moves(person, addresses),
        *parentages(person, descent),
    ]
    for one in found:
        yield replace(one, person=one.person or number, unusable=unusable or one.unusable)


def _event(event: str, on: str | None, more: Mapping[str, object], *, about: tuple[str, ...] = ()) -> Statement:
    content = without_nothing({"eventType": event, "eventDate": day(on)}) | dict(more)
    return Statement(None, (event, *about), {"registerEvent": content})


def _replaced(answer: Answer) -> Iterator[Statement]:
    """Yield that the person has another number: the service only warns of it, beside data under the old one."""
    remark = answer.replaced
    if remark is not None:
        event = _event("SSIN_REPLACED", None, {})
        yield replace(event, person=remark.old, replaced_by=remark.new)


def _both(person: Element, name: str, within: str) -> list[Element]:
    return [*person.every(f"{within}{name}/{name}" if within else name)]


def _births(person: Element, within: str) -> Iterator[Statement]:
    for birth in _both(person, "Geboorte", within)[:1]:
        yield _event("BIRTH", birth.text("Datum"), {})


def _deaths(person: Element, within: str, statuses: str) -> Iterator[Statement]:
    deaths = [one.text("Datum") for one in _both(person, "Overlijden", within)]
    stated = [
        one.attributes.get("DatumBegin") for one in person.every(f"{statuses}/Status") if one.text("Code") == _DEAD
    ]
    for on in (deaths or stated)[:1]:
        yield _event("DEATH", on, {})


def _names(person: Element, within: str) -> Iterator[Statement]:
    for name in _both(person, "Naam", within):
        given = " ".join(one.value or "" for one in name.every("Voornamen/Voornaam")).strip()
        surname = " ".join(one.value or "" for one in name.every("Achternamen/Achternaam")).strip()
        begin = name.attributes.get("DatumBegin")
        written = without_nothing({"givenNames": given or None, "surname": surname or None})
        yield _event("NAME", begin, {"name": written}, about=(begin or "",))


def _residence_statuses(person: Element, path: str) -> Iterator[Statement]:
    found = [one for one in person.every(f"{path}/Status") if one.text("Code") != _DEAD]
    begins = {one.attributes.get("DatumBegin") for one in found}
    for one in found:
        code, begin, end = one.text("Code") or "", one.attributes.get("DatumBegin"), one.attributes.get("DatumEinde")
        stated = {"residenceStatus": _STATUSES.get(code, code)}
        yield _event("RESIDENCE_STATUS", begin, stated, about=(begin or "",))
        if end is not None and end not in begins:
            yield _event("RESIDENCE_STATUS", end, {"residenceStatus": "REGISTERED"}, about=(end,))


_READS = names(
    "INSZ Naam Achternamen Achternaam Voornamen Voornaam Geboorte Datum Overlijden Status Code Hoofdverblijfplaats"
    " Straatnaam NietGestandaardiseerdeStraatnaam String Huisnummer Busnummer Postcode Gemeentenaam"
    " NietGestandaardiseerdeGemeentenaam ISOCodeLand NISCodeLand VerblijfplaatsBuitenland Land ISOCode Teksten Tekst"
    " Afstamming Type Ouders Ouder"
)
_LEFT_OUT = names(
    "Geslacht Beheerder Register Nationaliteiten HistoriekNationaliteit Plaats Aktenummer Bewijsstuk Omschrijving Taal"
    " NISCode NISCodeGemeente StraatCode WettelijkeSamenwoning HistoriekWettelijkeSamenwoning BurgerlijkeStaten"
    " HistoriekBurgerlijkeStaat HistoriekGeslacht HistoriekBeheerder HistoriekRegister Referentiepersoon"
    " HistoriekReferentiepersoon Gezinsleden Geboortedatum Begraving LijkbezorgingEnRitueel Identiteitsbewijzen"
    " DiplomatiekePost HistoriekAangifteAdreswijziging WettigeVerblijven TypeVluchteling"
)
SERVICES = (
    Service(
        "{http://magda.vlaanderen.be/persoon/soap/geefpersoon/v02_02}GeefPersoonResponse",
        "GeefPersoon",
        "02.02",
        _READS | names("Persoon Statussen Adressen Afstammingen"),
        _LEFT_OUT,
        {Flow.REGISTER_EVENT: state},
    ),
    Service(
        "{http://magda.vlaanderen.be/persoon/soap/geefhistoriekpersoon/v02_02}GeefHistoriekPersoonResponse",
        "GeefHistoriekPersoon",
        "02.02",
        _READS
        | names(
            "HistoriekPersoon HistoriekNaam HistoriekGeboorte HistoriekOverlijden HistoriekStatus HistoriekAdressen"
            " HistoriekHoofdverblijfplaats HistoriekVerblijfplaatsBuitenland HistoriekAfstamming"
        ),
        _LEFT_OUT,
        {Flow.REGISTER_EVENT: history},
    ),
    Service(
        "{http://magda.vlaanderen.be/persoon/soap/GeefPersoonMutatiesNotificaties/v02_00}"
        "GeefPersoonMutatiesNotificatiesResponse",
        "GeefPersoonMutatiesNotificaties",
        "02.00",
        names(""),
        names(""),
        {Flow.REGISTER_EVENT: mutations},
    ),
)
