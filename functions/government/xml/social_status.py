"""Social statuses of the health insurance: increased reimbursement and living wage."""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import flag, listed, period, without_nothing

# Help of a public centre for social welfare brings the increased reimbursement with it; the service names both in one.
_STATUSES = {
    "BIM": "INCREASED_REIMBURSEMENT",
    "BIM_BVT": "INCREASED_REIMBURSEMENT",
    "BIM_BVT_IN_FAMILY": "INCREASED_REIMBURSEMENT",
    "PCSA_AND_BIM_HELP": "INCREASED_REIMBURSEMENT",
}


def statuses(answer: Answer) -> Iterator[Statement]:
    """Yield each status and period; one without a period holds on the day of the answer only."""
    for person in [] if answer.content is None else answer.content.every("Persoon"):
        number, unusable = subject(answer, person.text("INSZ"))
        for one in person.every("SocialeStatuten/SociaalStatuut"):
            named = one.text("Naam") or ""
            for since, span in _periods(one, answer.at.date().isoformat()):
                status = without_nothing(
                    {"name": listed(named, _STATUSES), "applies": flag(one.text("Resultaat/Code")), "period": span}
                )
                yield Statement(number, (named, since), {"socialStatus": status}, unusable=unusable)


def _periods(status: Element, today: str) -> list[tuple[str, dict[str, object]]]:
    given = [
        (one.text("Begindatum") or "", period(one.text("Begindatum"), one.text("Einddatum")))
        for one in status.every("Periodes/Periode")
    ]
    return given or [(today, {"begin": today, "end": today})]


SERVICES = (
    Service(
        "{http://magda.vlaanderen.be/soczek/soap/geefsociaalstatuut/v03_00}GeefSociaalStatuutResponse",
        "GeefSociaalStatuut",
        "03.00",
        names("Persoon INSZ SocialeStatuten SociaalStatuut Naam Resultaat Code Periodes Periode Begindatum Einddatum"),
        names("Omschrijving Status"),
        {Flow.INCOME_TAX: statuses},
    ),
)
