"""What synthetic authorities state in each flow: whole contents, and notifications around them."""

import random
from collections.abc import Sequence

from tests.builders.drops import Json, attestation, number_of

FLOWS = (
    "HOUSEHOLD",
    "REGISTER_EVENT",
    "EMPLOYMENT",
    "INCAPACITY",
    "UNEMPLOYMENT",
    "INCOME_TAX",
    "SCHOOL",
    "DISABILITY",
    "BENEFIT_ELSEWHERE",
)
ADDRESS: Json = {
    "streetName": "Rue de la Loi",
    "houseNumber": "16",
    "boxNumber": "b",
    "postalCode": "1000",
    "municipalityName": "Bruxelles",
    "municipalityNisCode": "21004",
    "countryCode": "BE",
    "period": {"begin": "2024-03-01"},
}
EMPLOYMENT: Json = {
    "declarationKind": "DMFA",
    "yearQuarter": "2024Q2",
    "employer": {"enterpriseNumber": "0200000000"},
    "occupationPeriod": {"begin": "2023-02-01"},
    "contractType": "STUDENT",
    "serviceDays": 20,
    "weeklyHours": {"worker": 1900, "reference": 3800},
    "workedHours": 250,
    "studentHours": 250,
    "remunerationEurocent": 350_000,
}
INCAPACITY: Json = {
    "yearQuarter": "2024Q1",
    "socialRisk": "INVALIDITY",
    "period": {"begin": "2023-01-01"},
    "degreePercent": 70,
    "exitCode": "E1",
}
UNEMPLOYMENT: Json = {
    "kind": "FULL",
    "source": "NEO",
    "referenceMonth": "2024-04",
    "checkedDays": 26,
    "monthlyAmountEurocent": 140_000,
    "strikingOffCode": "S9",
}
YEARLY_INCOME: Json = {
    "incomeYear": 2022,
    "assessmentArticle": "727270607",
    "fiscalStatus": "A",
    "relatedPersonSsin": number_of(2),
    "items": [{"code": "A7555", "amountEurocent": 0}, {"code": "TOTAL_TAXABLE", "amountEurocent": 2_512_345}],
    "cadastralIncome": {"otherUseEurocent": 50_000, "builtEurocent": 120_000},
}
SOCIAL_STATUS: Json = {
    "name": "INCREASED_REIMBURSEMENT",
    "applies": True,
    "period": {"begin": "2024-01-01", "end": "2030-12-31"},
}
SCHOOL: Json = {
    "source": "HO",
    "schoolYear": "2023-2024",
    "period": {"begin": "2023-09-18", "end": "2024-09-14"},
    "institutionId": "1234",
    "level": "HIGHER",
    "specialEducationType": "TYPE2",
    "credits": 60,
    "sufficientSize": True,
    "weeklyHours": 20,
    "deregistration": {"reason": "X", "date": "2024-06-30"},
}
DISABILITY: Json = {
    "authenticSource": "KindEnGezin",
    "recognition": {"dateOfDecision": "2024-02-01", "start": "2024-01-01", "end": "2027-12-31"},
    "pillars": {"p1": 1, "p2": 3, "p3": 4, "total": 8},
    "requestDate": "2023-12-01",
    "pending": False,
    "appeal": False,
}
PAID: Json = {
    "source": "WALLONIA",
    "fund": {"enterpriseNumber": "0500000000"},
    "periods": [
        {"beginMonth": "2019-01", "endMonth": "2020-09", "category": "BASE", "beneficiaries": [number_of(1)]},
        {"beginMonth": "2020-10", "category": "BASE", "beneficiaries": [number_of(1), number_of(70)]},
        {"beginMonth": "2020-10", "category": "CARE", "beneficiaries": [number_of(1)]},
        {"beginMonth": "2020-10", "category": "FOSTER", "beneficiaries": [number_of(1)]},
    ],
    "bonuses": [{"date": "2019-05-10", "category": "BIRTH"}, {"date": "2023-08-08", "category": "OTHER"}],
    "rightEnded": "2024-05-31",
    "firstOfParent": True,
}
PICTURE_2018: Json = {"source": "FEDERAL", "picture2018": {"rightOpen": True, "group": "one", "rank": "LOWEST"}}
PICTURE_2019: Json = {
    "source": "BRUSSELS",
    "picture2019": {"rightOpen": True, "social": "INVALID", "singleParent": True, "switchedOn": "2023-01"},
}


def event(event_type: str, **members: object) -> Json:
    """Return the content of a register event."""
    return {"registerEvent": {"eventType": event_type, **members}}


def statement(
    name: str, person: str, content: Json, *, version: int = 0, filters: Sequence[str] = (), **ssin: object
) -> Json:
    """Return a notification; `filters`: elements that it says were withheld."""
    said = attestation(name, version, "MODIFICATION" if version else "CREATION")
    made: Json = {"ssin": {"value": person, **ssin}, "attestation": said, "content": content}
    return made | ({"dataFilters": {"filteredElement": list(filters)}} if filters else {})


def any_content(choose: random.Random, flow: str, people: Sequence[str]) -> Json:
    """Return a good content of a flow other than the household; `people` may be named in it."""
    return _MAKERS[flow](choose, people)


def _event(choose: random.Random, people: Sequence[str]) -> Json:
    day = choose.choice(["2024-03-01", "2024-04-00", "2023-00-00"])
    period = {"begin": choose.choice(["2024-01-01", "2024-05-10"])}
    parents = [{"ssin": number} for number in choose.sample(list(people), k=min(2, len(people)))]
    return choose.choice(
        [
            event("BIRTH", eventDate=day),
            event("DEATH", eventDate=day),
            event("MOVE", address={**ADDRESS, "postalCode": choose.choice(["1000", "9000", "5000"])}),
            event("NAME", eventDate=day, name={"surname": choose.choice(["Peeters", "Janssens"])}),
            event("PARENTAGE", parents=[*parents[:1], {"deathDate": day}]),
            event("PARENTAGE", parents=parents),
            event("ADOPTION", eventDate=day),
            event("PLACEMENT", placement=choose.choice(["HOME", "FOSTER", "INSTITUTION"]), period=period),
            event("HOUSING", housing=choose.choice(["ONE", "EQUAL"]), period=period),
            event("RESIDENCE_STATUS", eventDate=day, residenceStatus="ABSENT"),
        ]
    )


def _employment(choose: random.Random, _: Sequence[str]) -> Json:
    kind = choose.choice(["DMFA", "DIMONA", "SELF_EMPLOYED"])
    return {"employment": {**EMPLOYMENT, "declarationKind": kind, "workedHours": choose.choice([250, 300])}}


def _incapacity(choose: random.Random, _: Sequence[str]) -> Json:
    return {"incapacity": {**INCAPACITY, "degreePercent": choose.choice([65, 66, 70])}}


def _unemployment(choose: random.Random, _: Sequence[str]) -> Json:
    return {"unemployment": {**UNEMPLOYMENT, "referenceMonth": choose.choice(["2024-04", "2024-05"])}}


def _income(choose: random.Random, people: Sequence[str]) -> Json:
    status: Json = {"socialStatus": {**SOCIAL_STATUS, "applies": choose.random() < 0.5}}
    income = {**YEARLY_INCOME, "incomeYear": choose.choice([2021, 2022]), "relatedPersonSsin": choose.choice(people)}
    return choose.choice([status, {"yearlyIncome": income}])


def _school(choose: random.Random, _: Sequence[str]) -> Json:
    return {"schoolEnrolment": {**SCHOOL, "level": choose.choice(["SECONDARY", "HIGHER"])}}


def _disability(choose: random.Random, _: Sequence[str]) -> Json:
    return {"disability": {**DISABILITY, "appeal": choose.random() < 0.5}}


def _elsewhere(choose: random.Random, people: Sequence[str]) -> Json:
    period = {"beginMonth": choose.choice(["2019-01", "2023-04"]), "category": "BASE"}
    paid = {**PAID, "periods": [{**period, "beneficiaries": [choose.choice(people)]}]}
    return {"benefitElsewhere": choose.choice([paid, PICTURE_2018, PICTURE_2019])}


_MAKERS = {
    "REGISTER_EVENT": _event,
    "EMPLOYMENT": _employment,
    "INCAPACITY": _incapacity,
    "UNEMPLOYMENT": _unemployment,
    "INCOME_TAX": _income,
    "SCHOOL": _school,
    "DISABILITY": _disability,
    "BENEFIT_ELSEWHERE": _elsewhere,
}
