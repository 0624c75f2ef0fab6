"""Tax assessments: income lines of one year."""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import whole, without_nothing


def assessments(answer: Answer) -> Iterator[Statement]:
    """Yield each assessment. One without lines has none; that is neither a line of 0 nor no assessment."""
    content = answer.content
    for one in [] if content is None else content.every("AanslagbiljetPersonenbelasting"):
        person, unusable = subject(answer, one.text("GevraagdePersoon/INSZ"))
        year = one.text("Inkomensjaar")
        income = without_nothing(
            {
                "incomeYear": whole(year),
                "fiscalStatus": one.text("GevraagdePersoon/FiscaleStatus/Code"),
                "relatedPersonSsin": one.text("GerelateerdePersoon/INSZ"),
                "items": [_line(item) for item in one.every("Items/Item")],
            }
        )
        yield Statement(person, (year or "",), {"yearlyIncome": income}, unusable=unusable)


def _line(item: Element) -> dict[str, object]:
    # The service states no unit; amounts are read as euro cents, as its public samples are.
    return without_nothing({"code": item.text("Code"), "amountEurocent": whole(item.text("Waarde"))})


SERVICES = (
    Service(
        "{http://webservice.geefaanslagbiljetpersonenbelastingdienst-02_00.inkomen-02_00.vip.vlaanderen.be}"
        "GeefAanslagbiljetPersonenbelastingResponse",
        "GeefAanslagbiljetPersonenbelasting",
        "02.00",
        names(
            "AanslagbiljetPersonenbelasting GevraagdePersoon GerelateerdePersoon"
            " INSZ FiscaleStatus Code Inkomensjaar Items Item Waarde"
        ),
        names("Omschrijving Artikelnummer"),
        {Flow.INCOME_TAX: assessments},
    ),
)
