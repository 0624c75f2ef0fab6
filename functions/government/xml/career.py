"""Careers of the self-employed: occupations, and periods that count as worked because of sickness."""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import listed, period

_CONTRIBUTIONS = {"100": "MAIN", "510": "PENSIONER"}
_RISKS = {"100": "SICKNESS"}


def occupations(answer: Answer) -> Iterator[Statement]:
    """Yield each period of work; a period that only counts as worked is none."""
    for person, unusable, stretch in _stretches(answer):
        if stretch.first("PeriodeGelijkgesteld") is None:
            code = stretch.text("Bijdragereeks/Code") or ""
            work = {
                "declarationKind": "SELF_EMPLOYED",
                "contributionClass": _CONTRIBUTIONS.get(code, "OTHER"),
                "occupationPeriod": _period(stretch),
            }
            about = ("SELF_EMPLOYED", code, stretch.text("Periode/Begin") or "")
            yield Statement(person, about, {"employment": work}, unusable=unusable)


def assimilated(answer: Answer) -> Iterator[Statement]:
    """Yield each period that counts as worked because of sickness; without an end it still runs."""
    for person, unusable, stretch in _stretches(answer):
        code = stretch.text("PeriodeGelijkgesteld/Code")
        if code is not None:
            sickness = {"socialRisk": listed(code, _RISKS), "period": _period(stretch)}
            about = ("ASSIMILATED", code, stretch.text("Periode/Begin") or "")
            yield Statement(person, about, {"incapacity": sickness}, unusable=unusable)


def _period(stretch: Element) -> dict[str, object]:
    return period(stretch.text("Periode/Begin"), stretch.text("Periode/Einde"))


def _stretches(answer: Answer) -> Iterator[tuple[str | None, str | None, Element]]:
    for one in [] if answer.content is None else answer.content.every("Zelfstandige"):
        person, unusable = subject(answer, one.text("INSZ"))
        for stretch in one.every("Aansluitingen/Aansluiting/Loopbanen/Loopbaan"):
            yield person, unusable, stretch


SERVICES = (
    Service(
        "{http://webservice.geefloopbaanarzadienst-02_01.werk-02_01.vip.vlaanderen.be}GeefLoopbaanARZAResponse",
        "GeefLoopbaanARZA",
        "02.01",
        names(
            "Zelfstandige INSZ Aansluitingen Aansluiting Loopbanen Loopbaan Bijdragereeks Code Periode Begin Einde"
            " PeriodeGelijkgesteld"
        ),
        names("Ondernemingsnummer SociaalVerzekeringsfonds Omschrijving Beroep Hoedanigheid DatumOndertekening"),
        {Flow.EMPLOYMENT: occupations, Flow.INCAPACITY: assimilated},
    ),
)
