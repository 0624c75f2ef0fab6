"""Periods of incapacity that the health insurance pushes through the Crossroads Bank: attestations with own versions.

Leave for paternity, adoption or foster care comes in the same message. It is no incapacity: no right asks for it.
"""

from collections.abc import Iterator

from functions.government.flow import Flow
from functions.government.unusable import UNKNOWN
from functions.government.xml.answer import Answer
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, Status
from functions.government.xml.values import day, period, whole, without_nothing

_RISKS = {"IncapacityForWork": "SICKNESS", "Pregnancy": "MATERNITY", "BreastFeeding": "MATERNITY"}
_STATUSES: tuple[Status, ...] = ("CREATION", "MODIFICATION", "CANCELLATION")


def periods(answer: Answer) -> Iterator[Statement]:
    """Yield the statement of one notification; one that is taken back states nothing but that."""
    one = answer.content
    if one is None:
        return
    category = one.text("socialRisk/socialRiskCategory")
    risk = None if category is None else next((risk for word, risk in _RISKS.items() if word in category), None)
    status = next((name for name in _STATUSES if name == one.text("attestationIdentification/attestationStatus")), None)
    if category is not None and risk is None:
        return
    version = whole(one.text("attestationIdentification/attestationVersion"))
    number = one.text("attestationIdentification/attestationId")
    ssin = one.first("ssin")
    marks = {} if ssin is None else ssin.attributes
    incapacity = {
        "socialRisk": risk,
        "period": None
        if category is None
        else period(one.text("socialRisk/period/beginDate"), one.text("socialRisk/period/endDate")),
    }
    yield Statement(
        one.text("ssin"),
        ("HIA", number or ""),
        None if status == "CANCELLATION" else {"incapacity": without_nothing(incapacity)},
        own_id=f"HIA-{number}",
        version=version if isinstance(version, int) else None,
        created=day(one.text("attestationIdentification/creationDate")),
        status=status,
        replaced_by=marks.get("replacedBy"),
        canceled=marks.get("canceled") in ("true", "1"),
        withheld=answer.filters,
        unusable=None if status and isinstance(version, int) else UNKNOWN,
    )


SERVICES = (
    Service(
        "{http://kszbcss.fgov.be/intf/HdiIndemnityAllowanceNotifications/v1}notifyHdiIndemnityAllowancePeriod",
        "HdiIndemnityAllowanceNotifications",
        "1",
        names(
            "ssin attestationIdentification creationDate attestationId attestationVersion attestationStatus socialRisk"
            " socialRiskCategory period beginDate endDate"
        ),
        names("exitCode"),
        {Flow.INCAPACITY: periods},
        unit="hiaPeriodNotification",
    ),
)
