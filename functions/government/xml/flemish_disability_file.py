"""Files of the Flemish agency for persons with a disability: the recognition alone, no diagnosis and no score."""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import day, flag, last_day, without_nothing


def recognition(answer: Answer) -> Iterator[Statement]:
    """Yield the recognition, if the person has one."""
    content = answer.content
    for one in [] if content is None else content.every("GeefVolledigDossierHandicap/persoonsgegevens"):
        person, unusable = subject(answer, one.text("rijksregisternummer"))
        for stated in one.every("erkenningHandicap"):
            start = day(stated.text("startdatum"))
            span = without_nothing({"start": start, "end": last_day(stated.text("einddatum"))})
            if flag(stated.text("heeftHandicap")) is not False:
                written = {"authenticSource": "VAPH", "recognition": span}
                yield Statement(person, ("VAPH", start or ""), {"disability": written}, unusable=unusable)


SERVICES = (
    Service(
        "{http://magda.vlaanderen.be/soczek/soap/geefvolledigdossierhandicap/v03_00}"
        "GeefVolledigDossierHandicapResponse",
        "GeefVolledigDossierHandicap",
        "03.00",
        names(
            "GeefVolledigDossierHandicap persoonsgegevens rijksregisternummer erkenningHandicap heeftHandicap"
            " startdatum einddatum"
        ),
        names("dossiernummer adres telefoonnummer emailadres diagnose persoonsvolgendBudget nietPvbGebondenZorg"),
        {Flow.DISABILITY: recognition},
    ),
)
