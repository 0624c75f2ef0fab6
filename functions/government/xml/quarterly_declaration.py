"""DmfA: quarterly declarations of employers, each an attestation in one or more versions.

Senders have two habits. In one the number stays and the key of the version changes, in the other number and version are
the same and the previous version names another number. A version's key is no counter: its place is its rank behind the
versions that it follows. A previous version of another quarter is another attestation.
"""

from collections.abc import Iterator, Mapping

from functions.government.flow import Flow
from functions.government.unusable import UNKNOWN
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, Status, subject
from functions.government.xml.values import day, listed, period, quarter, without_nothing

_STATUSES: Mapping[str, Status] = {"0": "CREATION", "1": "MODIFICATION", "2": "CANCELLATION"}
_CONTRACTS = {"0": "FULL_TIME", "1": "PART_TIME"}
_MOST_RANK = 1000


def declarations(answer: Answer) -> Iterator[Statement]:
    """Yield each occupation of each declaration."""
    attests = [] if answer.content is None else list(answer.content.every("Attesten/Attest"))
    by_version = {version: one for one in attests if (version := one.text("Identificatie/Versie")) is not None}
    for attest in attests:
        rank, number = _rank(attest, by_version)
        for place, occupation in enumerate(_occupations(attest), 1):
            yield _statement(answer, attest, occupation, (number if place == 1 else f"{number}.{place}", rank))


def no_period(answer: Answer) -> Iterator[Statement]:
    """Yield nothing: a wage for days of sickness says neither from when nor until when somebody could not work."""
    del answer
    return iter(())


def _statement(answer: Answer, attest: Element, occupation: Element | None, identity: tuple[str, int]) -> Statement:
    number, rank = identity
    person, unusable = subject(answer, attest.text("AangifteWerkgever/Werknemer/INSZ"))
    status = _STATUSES.get(attest.text("Identificatie/Status/Code") or "")
    work = {
        "declarationKind": "DMFA",
        "yearQuarter": quarter(attest.text("AangifteWerkgever/Kwartaal")),
        "contractType": None if occupation is None else listed(occupation.text("TypeContract"), _CONTRACTS),
        "occupationPeriod": None
        if occupation is None
        else period(occupation.text("Periode/Begin"), occupation.text("Periode/Einde")),
    }
    return Statement(
        person,
        ("DMFA", number),
        # What is taken back states nothing: its content may be as wrong as the reason for taking it back.
        None if status == "CANCELLATION" else {"employment": without_nothing(work)},
        own_id=f"DMFA-{number}",
        version=rank,
        created=day(attest.text("Identificatie/DatumCreatie")),
        status=status,
        unusable=unusable or (None if status else UNKNOWN),
    )


def _occupations(attest: Element) -> list[Element | None]:
    worker = "AangifteWerkgever/Werknemer/Werknemerslijn/Tewerkstellingen/Tewerkstelling"
    return [*attest.every(worker)] or [None]


def _rank(attest: Element, by_version: Mapping[str, Element]) -> tuple[int, str]:
    """Return how many versions stand before this one, and the number of the attestation."""
    rank, one, seen = 0, attest, {id(attest)}
    while rank < _MOST_RANK and (before := by_version.get(one.text("Versie/Vorige") or "")) is not None:
        if id(before) in seen or not _is_same(one, before):
            break
        seen.add(id(before))
        rank, one = rank + 1, before
    follows = _STATUSES.get(attest.text("Identificatie/Status/Code") or "") != "CREATION"
    return (1 if rank == 0 and follows else rank), one.text("Identificatie/Nummer") or ""


def _is_same(one: Element, before: Element) -> bool:
    return one.text("Identificatie/Nummer") == before.text("Identificatie/Nummer") or (
        one.text("AangifteWerkgever/Kwartaal") == before.text("AangifteWerkgever/Kwartaal")
        and one.text("AangifteWerkgever/Werknemer/INSZ") == before.text("AangifteWerkgever/Werknemer/INSZ")
    )


SERVICES = (
    Service(
        "{http://magda.vlaanderen.be/werk/soap/geefdmfavoorwerknemer/v03_00}GeefDmfaVoorWerknemerResponse",
        "GeefDmfaVoorWerknemer",
        "03.00",
        names(
            "Attesten Attest Identificatie Nummer Versie Status Code DatumCreatie Vorige AangifteWerkgever Kwartaal"
            " Werknemer INSZ Werknemerslijn Tewerkstellingen Tewerkstelling Periode Begin Einde TypeContract"
        ),
        names(
            "Omschrijving Volgende RSZNummer Bron SectorIndicator OnderCuratele Ondernemingsnummer"
            " VerschuldigdNettoBedrag ConversieNaarRegime5 DatumBeginVakantie OriolusValidatie Categorie Kerngetal"
            " Grensarbeider Volgnummer InternNummer LokaleEenheid ParitairComite AantalWerkdagenPerWeek"
            " GemiddeldAantalUrenPerWeek Informatie Prestaties"
        ),
        {Flow.EMPLOYMENT: declarations, Flow.INCAPACITY: no_period},
    ),
)
