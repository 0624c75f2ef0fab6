"""Drops of the flows beside household and income, with a marker in every member that is kept and can carry one."""

from tests.builders import statements as said
from tests.builders.drops import Json, envelope
from tests.builders.statements import event, statement

PLANTED_STATEMENTS = {
    "drop street": "Merkdropstraat",
    "drop house number": "77123-m",
    "drop box": "dropbus-9",
    "drop municipality": "Dropgemeente-Merk",
    "drop address line": "Dropregel te Oslo",
    "drop moved on": "2023-10-19",
    "drop given names": "Voornaam-Dropmerk",
    "drop surname": "Achternaam-Dropmerk",
    "drop died on": "2023-10-23",
    "drop parent died on": "2023-10-27",
    "drop adopted on": "2023-11-07",
    "drop placed on": "2023-11-13",
    "drop housed on": "2023-11-17",
    "drop left on": "2023-11-23",
    "drop wage": "736451829",
    "drop occupation begin": "2024-04-11",
    "drop incapacity begin": "2022-10-19",
    "drop unemployment amount": "645738291",
    "drop status begin": "2023-08-13",
    "drop cadastral other": "564738291",
    "drop cadastral built": "473829165",
    "drop school begin": "2023-09-23",
    "drop school left": "2024-06-23",
    "drop decision": "2021-12-09",
    "drop recognition begin": "2021-12-07",
    "drop recognition end": "2027-12-13",
    "drop fund": "0987612345",
    "drop bonus": "2019-06-17",
    "drop right ended": "2024-05-29",
    "drop group": "groep-merk-2018",
}
_P = PLANTED_STATEMENTS


def planted_statements(person: str, sender: str | None = None) -> list[tuple[Json, str]]:
    """Return deliveries about a person of ours, one a flow, with the format of each."""
    since = _P["drop placed on"], _P["drop housed on"]
    address = {
        "streetName": _P["drop street"],
        "houseNumber": _P["drop house number"],
        "boxNumber": _P["drop box"],
        "postalCode": "1000",
        "municipalityName": _P["drop municipality"],
        "countryCode": "BE",
        "lines": [_P["drop address line"]],
    }
    name = {"givenNames": _P["drop given names"], "surname": _P["drop surname"]}
    events = [
        event("MOVE", eventDate=_P["drop moved on"], address=address),
        event("NAME", name=name),
        event("DEATH", eventDate=_P["drop died on"]),
        event("PARENTAGE", parents=[{"deathDate": _P["drop parent died on"]}]),
        event("ADOPTION", eventDate=_P["drop adopted on"]),
        event("PLACEMENT", placement="FOSTER", period={"begin": since[0]}),
        event("HOUSING", housing="EQUAL", period={"begin": since[1]}),
        event("RESIDENCE_STATUS", eventDate=_P["drop left on"], residenceStatus="LEFT_COUNTRY"),
    ]
    cadastral = {
        "otherUseEurocent": int(_P["drop cadastral other"]),
        "builtEurocent": int(_P["drop cadastral built"]),
    }
    flows: dict[str, list[Json]] = {
        "REGISTER_EVENT": events,
        "EMPLOYMENT": [{"employment": _employment()}],
        "INCAPACITY": [{"incapacity": {**said.INCAPACITY, "period": {"begin": _P["drop incapacity begin"]}}}],
        "UNEMPLOYMENT": [
            {"unemployment": {**said.UNEMPLOYMENT, "monthlyAmountEurocent": int(_P["drop unemployment amount"])}}
        ],
        "INCOME_TAX": [
            {"socialStatus": {**said.SOCIAL_STATUS, "period": {"begin": _P["drop status begin"]}}},
            {"yearlyIncome": {"incomeYear": 2021, "items": [], "cadastralIncome": cadastral}},
        ],
        "SCHOOL": [{"schoolEnrolment": _school()}],
        "DISABILITY": [{"disability": _disability()}],
        "BENEFIT_ELSEWHERE": [{"benefitElsewhere": _paid()}, {"benefitElsewhere": _picture()}],
    }
    return [
        (envelope(flow, 7, [statement(f"planted-{at}", person, one) for at, one in enumerate(stated)], sender), "jsonl")
        for flow, stated in flows.items()
    ]


def _employment() -> Json:
    return {
        **said.EMPLOYMENT,
        "occupationPeriod": {"begin": _P["drop occupation begin"]},
        "remunerationEurocent": int(_P["drop wage"]),
    }


def _school() -> Json:
    return {
        **said.SCHOOL,
        "period": {"begin": _P["drop school begin"], "end": "2024-09-14"},
        "deregistration": {"date": _P["drop school left"]},
    }


def _disability() -> Json:
    recognition = {
        "dateOfDecision": _P["drop decision"],
        "start": _P["drop recognition begin"],
        "end": _P["drop recognition end"],
    }
    return {**said.DISABILITY, "recognition": recognition}


def _paid() -> Json:
    return {
        **said.PAID,
        "fund": {"enterpriseNumber": _P["drop fund"]},
        "bonuses": [{"date": _P["drop bonus"], "category": "BIRTH"}],
        "rightEnded": _P["drop right ended"],
    }


def _picture() -> Json:
    return {"source": "FEDERAL", "picture2018": {"rightOpen": True, "group": _P["drop group"]}}
