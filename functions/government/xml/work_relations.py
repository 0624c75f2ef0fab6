"""Dimona: who begins and ends work for whom."""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.xml.answer import Answer
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import period, without_nothing

_KINDS = {"STU": "STUDENT"}
_CANCELLED = "1"


def relations(answer: Answer) -> Iterator[Statement]:
    """Yield each declared relation; a cancelled one takes its attestation back."""
    for contract in [] if answer.content is None else answer.content.every("Contracten/Contract"):
        person, unusable = subject(answer, contract.text("Relatie/Werknemer/INSZ"))
        begin = contract.text("Aangifte/PeriodeTijdstip/Begin/Datum")
        work = without_nothing(
            {
                "declarationKind": "DIMONA",
                "contractType": _KINDS.get(contract.text("Aangifte/AardWerknemer") or "", "OTHER"),
                "occupationPeriod": period(begin, contract.text("Aangifte/PeriodeTijdstip/Einde/Datum")),
            }
        )
        number = contract.text("Aangifte/DimonaNummer")
        is_cancelled = contract.text("Aangifte/Geannuleerd") == _CANCELLED
        yield Statement(
            person,
            ("DIMONA", number or "", begin or ""),
            None if is_cancelled else {"employment": work},
            own_id=None if number is None else f"DIMONA-{number}",
            status="CANCELLATION" if is_cancelled else None,
            unusable=unusable,
        )


SERVICES = (
    Service(
        "{http://webservice.geefwerkrelatiesdienst-02_00.werk-02_00.vip.vlaanderen.be}GeefWerkrelatiesResponse",
        "GeefWerkrelaties",
        "02.00",
        names(
            "Contracten Contract Relatie Werknemer INSZ Aangifte DimonaNummer PeriodeTijdstip Begin Einde Datum"
            " AardWerknemer Geannuleerd"
        ),
        names(
            "Werkgever IdentificatiePersoonGevalideerd Achternaam Voornaam Bron ParitairComite ServiceCategorie"
            " AantalGeplandeWerkdagen LaatsteDimonaActie Controlekaarten Tijd"
        ),
        {Flow.EMPLOYMENT: relations},
    ),
)
