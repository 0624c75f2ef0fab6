"""Career breaks and time credit, of the federal employment office and of the regions."""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import listed, period, whole, without_nothing

_SOURCES = {"RVA": "NEO", "Vlaanderen": "FLANDERS", "Wallonie": "WALLONIA", "Brussel": "BRUSSELS"}
_KINDS = {"1": "TIME_CREDIT", "4": "CARE_CREDIT"}
_REDUCTIONS = {"1": "FULL", "5": "ONE_FIFTH"}


def breaks(answer: Answer) -> Iterator[Statement]:
    """Yield each period. A file number is no key (two periods may share it); why somebody pauses is not read."""
    content = answer.content
    for one in [] if content is None else content.every("Loopbaanonderbrekingen/Loopbaanonderbreking"):
        person, unusable = subject(answer, one.text("INSZ"))
        source, begin = one.text("Bron") or "", one.text("Periode/Begin")
        kind, reduction = one.text("Categorie/Code"), one.text("Vermindering/Code")
        pause = without_nothing(
            {
                "kind": None if kind is None else _KINDS.get(kind, "CAREER_BREAK"),
                "source": listed(source, _SOURCES),
                "period": period(begin, one.text("Periode/Einde")),
                "reduction": None if reduction is None else _REDUCTIONS.get(reduction, "OTHER"),
                # No unit is stated; read as euro cents, as the amounts of the samples are plausible only so.
                "monthlyAmountEurocent": whole(one.text("BedragMaandelijkseUitkering")),
            }
        )
        about = (source, one.text("Dossiernummer") or "", begin or "")
        yield Statement(person, about, {"unemployment": pause}, unusable=unusable)


SERVICES = (
    Service(
        "{http://webservice.geefloopbaanonderbrekingendienst-02_00.werk-02_00.vip.vlaanderen.be}"
        "GeefLoopbaanonderbrekingenResponse",
        "GeefLoopbaanonderbrekingen",
        "02.00",
        names(
            "Loopbaanonderbrekingen Loopbaanonderbreking Bron Dossiernummer INSZ Periode Begin Einde Categorie Code"
            " Vermindering BedragMaandelijkseUitkering"
        ),
        names("Omschrijving Reden Regime Contract GemiddeldAantalUrenPerWeek BijkomendeActiviteit"),
        {Flow.UNEMPLOYMENT: breaks},
    ),
)
