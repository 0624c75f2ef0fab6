"""What other funds pay for children, per child. Supplements are not read: they would tell of illness or foster care."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from functions.government.content.benefit_elsewhere import KEPT_BONUSES, KEPT_CATEGORIES
from functions.government.flow import Flow
from functions.government.unusable import PAYEE_UNKNOWN
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import day, listed, without_nothing

_SOURCES = {
    "VLAANDEREN": "FLANDERS",
    "BRUSSEL": "BRUSSELS",
    "WALLONIE": "WALLONIA",
    "OOST-BELGIE": "GERMAN_SPEAKING",
    "FEDERAAL": "FEDERAL",
}
_BONUSES = {"GEBOORTE": "BIRTH", "ADOPTIE": "ADOPTION", "SCHOOL": "SCHOOL"}
_CATEGORIES = {"BASIS": "BASE", "PARTICIPATIE_UNIVERSEEL": "SCHOOL"}


@dataclass
class _Child:
    """What all blocks of one fund say about one child."""

    person: str | None
    periods: list[dict[str, object]] = field(default_factory=list)
    bonuses: list[dict[str, object]] = field(default_factory=list)
    unusable: str | None = None


def children(answer: Answer) -> Iterator[Statement]:
    """Yield what each fund pays for each child. Who was asked about plays no part in what the statement is about.

    So two answers that name different payees for the same child and day contradict each other, and are seen to.
    """
    found: dict[tuple[str, str, str], _Child] = {}
    for block in [] if answer.content is None else answer.content.every("KindVoordelen/KindVoordeel"):
        _, unusable = subject(answer, block.text("INSZ"))
        source, fund = block.text("Bron") or "", block.text("KindVoordeelFonds/Ondernemingsnummer") or ""
        payees = {one.text("INSZ") for one in block.every("Begunstigden/Begunstigde")}
        for child in block.every("Kinderen/Kind"):
            number = child.text("INSZ")
            one = found.setdefault((source, fund, number or ""), _Child(number))
            one.unusable = one.unusable or _inconsistent(child, payees) or unusable
            one.periods += _periods(child)
            one.bonuses += _bonuses(child)
    for (source, fund, _), one in found.items():
        content = {"source": listed(source, _SOURCES)} | _fund(fund) | {"periods": one.periods}
        content |= {"bonuses": one.bonuses} if one.bonuses else {}
        yield Statement(one.person, (source, fund), {"benefitElsewhere": content}, unusable=one.unusable)


def _fund(number: str) -> dict[str, object]:
    return {"fund": {"enterpriseNumber": number}} if number else {}


def _inconsistent(child: Element, payees: set[str | None]) -> str | None:
    named = {payee.value for payee in child.every("Betalingsperiodes/Betalingsperiode/Begunstigden/Begunstigde")}
    return None if named <= payees else PAYEE_UNKNOWN


def _periods(child: Element) -> Iterator[dict[str, object]]:
    for one in child.every("Betalingsperiodes/Betalingsperiode"):
        category = _CATEGORIES.get(one.text("Categorie/Code") or "")
        if category in KEPT_CATEGORIES:
            yield without_nothing(
                {
                    "beginMonth": one.text("Periode/BeginMaand"),
                    "endMonth": one.text("Periode/EindeMaand"),
                    "category": category,
                    "beneficiaries": [payee.value or "" for payee in one.every("Begunstigden/Begunstigde")],
                }
            )


def _bonuses(child: Element) -> Iterator[dict[str, object]]:
    """Yield what was paid once for the child. The schema lists no codes; the words in them are read."""
    for one in child.every("Bonussen/Bonus"):
        code = one.text("Categorie/Code") or ""
        kind = next((kind for word, kind in _BONUSES.items() if word in code), None)
        if kind in KEPT_BONUSES:
            yield without_nothing({"date": day(one.text("Betalingsdatum")), "category": kind})


SERVICES = (
    Service(
        "{http://webservice.geefkindvoordelendienst-02_00.gezin-02_00.vip.vlaanderen.be}GeefKindVoordelenResponse",
        "GeefKindVoordelen",
        "02.00",
        names(
            "KindVoordelen KindVoordeel Bron INSZ KindVoordeelFonds Ondernemingsnummer Begunstigden Begunstigde"
            " Kinderen Kind Betalingsperiodes Betalingsperiode Periode BeginMaand EindeMaand Categorie Code"
            " Bonussen Bonus Betalingsdatum"
        ),
        names("Omschrijving Dossiernummer Rechthebbende"),
        {Flow.BENEFIT_ELSEWHERE: children},
    ),
)
