"""Enrolments in Flemish schools: compulsory (LP), higher (HO) and adult education (VWO), boarding schools (INT).

The answer names no person: only the question does. Addresses and contacts of schools are not read.
"""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.unusable import NOT_READ
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import flag, listed, period, whole, without_nothing

_LEVELS = {"1": "NURSERY", "2": "PRIMARY", "3": "SECONDARY"}
_APPRENTICESHIP = "5"
_NORMAL_END = "X"
_LEFT_HIGHER, _LEFT_ADULT = "03", "UITGESCHREVEN"
# An academic year ends on the day before the next one begins, on the last of September at the latest: chosen, since the
# service sends no date.
_ACADEMIC_YEAR_ENDS = "09-30"


def enrolments(answer: Answer) -> Iterator[Statement]:
    """Yield each enrolment; one of a source whose form is not known cannot be believed."""
    person, unusable = subject(answer, None)
    for one in [] if answer.content is None else answer.content.every("Inschrijvingen/Inschrijving"):
        source, reference = one.text("Bron") or "", one.text("Referte")
        for own, written in _parts(one, reference):
            yield Statement(
                person,
                (source, own or ""),
                {"schoolEnrolment": {"source": source} | written},
                own_id=None if own is None else f"{source}-{own}",
                unusable=unusable or (None if written else NOT_READ),
            )


def _parts(enrolment: Element, reference: str | None) -> Iterator[tuple[str | None, dict[str, object]]]:
    compulsory = enrolment.first("LeerplichtOnderwijs")
    higher = enrolment.first("HogerOnderwijs")
    adult = enrolment.first("Volwassenenonderwijs")
    boarding = enrolment.first("Internaat")
    if compulsory is not None:
        groups = list(compulsory.every("InschrijvingAdministratieveGroep"))
        for group in groups:
            level = "APPRENTICESHIP" if compulsory.text("SoortProgramma/Code") == _APPRENTICESHIP else None
            yield (reference if len(groups) == 1 else group.text("Referte")), _compulsory(group, level)
    if higher is not None:
        yield reference, _higher(higher)
    if adult is not None:
        yield reference, _adult(adult)
    if boarding is not None:
        yield (
            reference,
            {"period": period(boarding.text("Periode/Begin"), boarding.text("Periode/Einde")), "level": "BOARDING"},
        )
    if compulsory is None and higher is None and adult is None and boarding is None:
        yield reference, {}


def _compulsory(group: Element, level: str | None) -> dict[str, object]:
    end = group.text("Periode/Einde")
    reason = group.text("Uitschrijving/Aanleiding/Code")
    # The normal end of a school year is no leaving of the school.
    left = None if reason is None or reason == _NORMAL_END else without_nothing({"date": end})
    return without_nothing(
        {
            "period": period(group.text("Periode/Begin"), end),
            "level": level or listed(group.text("AdministratieveGroep/Niveau/Code"), _LEVELS),
            "deregistration": left,
        }
    )


def _higher(higher: Element) -> dict[str, object]:
    year, left_on = whole(higher.text("Academiejaar")), higher.text("DatumUitschrijving")
    year_end = f"{year + 1}-{_ACADEMIC_YEAR_ENDS}" if isinstance(year, int) else None
    left = higher.text("Status/Code") == _LEFT_HIGHER or left_on is not None
    return without_nothing(
        {
            "period": period(higher.text("DatumInschrijving"), left_on or year_end),
            "level": "HIGHER",
            "credits": whole(higher.text("Studiepunten/Opgenomen")),
            "sufficientSize": flag(higher.text("ToereikendeStudieomvang")),
            "deregistration": without_nothing({"date": left_on}) if left else None,
        }
    )


def _adult(adult: Element) -> dict[str, object]:
    left_on = adult.text("DatumUitschrijving")
    left = adult.text("Status/Code") == _LEFT_ADULT or left_on is not None
    return without_nothing(
        {
            "period": period(adult.text("DatumInschrijving"), left_on),
            "level": "ADULT",
            "deregistration": without_nothing({"date": left_on}) if left else None,
        }
    )


SERVICES = (
    Service(
        "{http://webservice.geefhistoriekinschrijvingdienst-02_01.onderwijs.vlaanderen.be}"
        "GeefHistoriekInschrijvingResponse",
        "GeefHistoriekInschrijving",
        "02.01",
        names(
            "Inschrijvingen Inschrijving Bron Referte LeerplichtOnderwijs InschrijvingAdministratieveGroep Periode"
            " Begin Einde AdministratieveGroep Niveau Code Uitschrijving Aanleiding HogerOnderwijs Academiejaar Status"
            " DatumInschrijving DatumUitschrijving Studiepunten Opgenomen ToereikendeStudieomvang Volwassenenonderwijs"
            " SoortProgramma Internaat"
        ),
        names(
            "DuaalLeren AnderstaligeNieuwkomer GewezenAnderstaligeNieuwkomer"
            " Instelling OnderwijsLocatie Schooljaar DatumEersteLes Nummer Naam SoortOnderwijs"
            " TypeBuitengewoon Omschrijving SituatieNa Opleiding SoortContract Verworven Gedelibereerd GeenResultaat"
            " NietVerworven Vrijgesteld Uitgeschreven Studieomvang StudiebewijsHaalbaar Module Resultaat"
        ),
        {Flow.SCHOOL: enrolments},
    ),
)
