"""What public centres for social welfare pay: living wages, and child benefit where no fund does. No amounts."""

from collections.abc import Iterator
from itertools import groupby

from functions.government.flow import Flow
from functions.government.unusable import CHILD_NOT_NAMED
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import period

_MONTHS = "Leefloonbedragen/Leefloonbedrag/Tegemoetkoming/Maandelijks/Maand"
_LIVING_WAGES = (
    f"{_MONTHS}/LeefloonPerPeriode/LeefloonPeriode",
    f"{_MONTHS}/EquivalentLeefloonPerPeriode/EquivalentLeefloonPeriode",
)
_CHILD_BENEFIT = f"{_MONTHS}/KinderbijslagPerPeriode/KinderbijslagPeriode"


def living_wages(answer: Answer) -> Iterator[Statement]:
    """Yield each period for which a living wage, or what equals it, was paid."""
    for one in _every(answer, *_LIVING_WAGES):
        person, unusable = subject(answer, one.text("Begunstigde/INSZ"))
        begin = one.text("Periode/Begin")
        status = {"name": "LIVING_WAGE", "applies": True, "period": period(begin, one.text("Periode/Einde"))}
        yield Statement(person, ("LIVING_WAGE", begin or ""), {"socialStatus": status}, unusable=unusable)


def child_benefit(answer: Answer) -> Iterator[Statement]:
    """Yield, per payee, that child benefit was paid; for which child the answer does not say: a person must ask."""
    paid = sorted(_every(answer, _CHILD_BENEFIT), key=_payee)
    for payee, months in groupby(paid, key=_payee):
        begins = [one.text("Periode/Begin") or "" for one in months]
        written = [
            {"beginMonth": begin[:7], "endMonth": begin[:7], "category": "BASE", "beneficiaries": [payee]}
            for begin in begins
        ]
        content = {"source": "PCSW", "periods": written}
        yield Statement(payee or answer.asked, ("PCSW",), {"benefitElsewhere": content}, unusable=CHILD_NOT_NAMED)


def _every(answer: Answer, *paths: str) -> list[Element]:
    content = answer.content
    return [] if content is None else [one for path in paths for one in content.every(path)]


def _payee(month: Element) -> str:
    return month.text("Begunstigde/INSZ") or ""


SERVICES = (
    Service(
        "{http://webservice.geefleefloonbedragendienst-02_00.soczek-02_00.vip.vlaanderen.be}"
        "GeefLeefloonbedragenResponse",
        "GeefLeefloonbedragen",
        "02.00",
        names(
            "Leefloonbedragen Leefloonbedrag Tegemoetkoming Maandelijks Maand LeefloonPerPeriode LeefloonPeriode"
            " EquivalentLeefloonPerPeriode EquivalentLeefloonPeriode KinderbijslagPerPeriode KinderbijslagPeriode"
            " Periode Begin Einde Begunstigde INSZ"
        ),
        names("Jaar Uitbetaling Jaarlijks Bedrag Partner OCMW MaximumLeefloonGekregen"),
        {Flow.INCOME_TAX: living_wages, Flow.BENEFIT_ELSEWHERE: child_benefit},
    ),
)
