"""Tells families in the seven flows beside household and income: what registers, funds, schools and insurers report."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from tools.synthetic.family import Family, Home, Kind, Person
from tools.synthetic.make_families import AS_OF
from tools.synthetic.tell_drops import LARGEST_DELIVERY, Delivery, deliveries, notification
from tools.synthetic.tell_form import Json
from tools.synthetic.words import Region

_TOLD_ON = AS_OF - timedelta(days=40)
_FIRST_SCHOOL_YEAR: Json = {"begin": "2023-09-01", "end": "2024-06-30"}
_SCHOOL_FROM_DAYS, _PRIMARY_FROM_DAYS = 913, 2192
_SCHEME_OF_2019 = date(2019, 1, 1)
_PICTURE_OF_2019 = date(2020, 1, 1)
_EVERY_TENTH = 10


def other_deliveries(families: Iterable[Family], *, largest: int = LARGEST_DELIVERY) -> Iterator[Delivery]:
    """Yield the deliveries of seven flows about these families."""
    population = list(families)
    for flow, tell in _TELLERS.items():
        yield from deliveries(flow, (told for family in population for told in tell(family)), largest)


def _told(family: Family, what: str, about: Person, content: Json) -> Json:
    return notification(f"{what}/{family.number}", about, 0, _TOLD_ON, content)


def _events(family: Family) -> Iterator[Json]:
    other = None if family.other_parent is None else family.other_parent.person
    parents: list[Json] = [{"ssin": one.national_number} for one in (*family.adults, other) if one is not None]
    for child in family.children:
        born = child.born.isoformat()
        yield _event(family, child, "BIRTH", eventDate=born)
        yield _event(family, child, "PARENTAGE", eventDate=born, parents=parents)
        if other is not None:
            yield _event(family, child, "HOUSING", housing="EQUAL", period={"begin": born})
    if family.moved_from is not None:
        for one in (*family.adults, *family.children):
            since = family.household_since.isoformat()
            yield _event(family, one, "MOVE", eventDate=since, address=_address(family.home))


def _event(family: Family, about: Person, event_type: str, **members: Json) -> Json:
    content: dict[str, Json] = {"eventType": event_type, **members}
    return _told(family, f"event/{event_type}", about, {"registerEvent": content})


def _address(home: Home) -> Json:
    address: dict[str, Json] = {
        "streetName": home.street,
        "houseNumber": home.house_number,
        "postalCode": home.postal_code,
        "municipalityName": home.municipality,
        "countryCode": "BE",
    }
    return address if home.box is None else address | {"boxNumber": home.box}


def _work(family: Family, status: str, what: str, content: Json) -> Iterator[Json]:
    for adult, own in zip(family.adults, family.work, strict=True):
        if own == status:
            yield _told(family, what, adult, content)


def _employment(family: Family) -> Iterator[Json]:
    since: Json = {"begin": (AS_OF - timedelta(days=900)).isoformat()}
    declared: Json = {
        "declarationKind": "DMFA",
        "yearQuarter": "2024Q1",
        "occupationPeriod": since,
        "contractType": "FULL_TIME",
        "workedHours": 480,
    }
    yield from _work(family, "employed", "work", {"employment": declared})
    career: Json = {"declarationKind": "SELF_EMPLOYED", "occupationPeriod": since, "contributionClass": "MAIN"}
    yield from _work(family, "self_employed", "work", {"employment": career})


def _incapacity(family: Family) -> Iterator[Json]:
    since: Json = {"begin": (AS_OF - timedelta(days=700)).isoformat()}
    content: Json = {"socialRisk": "INVALIDITY", "period": since, "degreePercent": 70}
    yield from _work(family, "incapacity", "incapacity", {"incapacity": content})


def _unemployment(family: Family) -> Iterator[Json]:
    content: Json = {"kind": "FULL", "source": "NEO", "referenceMonth": "2024-05", "checkedDays": 27}
    yield from _work(family, "unemployed", "unemployment", {"unemployment": content})


def _school(family: Family) -> Iterator[Json]:
    for child in family.children:
        age = (date(2023, 9, 1) - child.born).days
        if age >= _SCHOOL_FROM_DAYS:
            level = "PRIMARY" if age >= _PRIMARY_FROM_DAYS else "NURSERY"
            content: Json = {"source": "LP", "period": _FIRST_SCHOOL_YEAR, "level": level}
            yield _told(family, "school", child, {"schoolEnrolment": content})


def _disability(family: Family) -> Iterator[Json]:
    if family.number % _EVERY_TENTH == 0:
        child, start = family.children[0], family.children[0].born + timedelta(days=60)
        recognition: Json = {"dateOfDecision": start.isoformat(), "start": start.isoformat()}
        pillars: Json = {"p1": 4, "p2": 3, "p3": 5, "total": 12}
        source = {Region.FLANDERS: "KindEnGezin", Region.BRUSSELS: "IrisCare", Region.WALLONIA: "AVIQ"}
        content: Json = {
            "authenticSource": source[family.home.region],
            "recognition": recognition,
            "pillars": pillars,
        }
        yield _told(family, "disability", child, {"disability": content})


def _elsewhere(family: Family) -> Iterator[Json]:
    for child in family.children:
        if child.born < _SCHEME_OF_2019:
            picture: Json = {"rightOpen": True, "group": f"group-{family.number}"}
            yield _told(family, "picture/2018", child, _stated("FEDERAL", picture2018=picture))
        if family.home.region is Region.BRUSSELS and child.born < _PICTURE_OF_2019:
            paid: Json = {"rightOpen": True, "singleParent": family.partner is None}
            yield _told(family, "picture/2019", child, _stated("BRUSSELS", picture2019=paid))
        if family.kind is Kind.MOVED_REGION and family.moved_from is not None:
            yield _told(family, "elsewhere", child, _paid_elsewhere(family, child, family.moved_from))


def _paid_elsewhere(family: Family, child: Person, before: Home) -> Json:
    """Return that the earlier fund paid up to and including the month of the move."""
    first = max(child.born, _SCHEME_OF_2019).isoformat()[:7]
    period: Json = {
        "beginMonth": first,
        "endMonth": max(family.household_since.isoformat()[:7], first),
        "category": "BASE",
        "beneficiaries": [family.applicant.national_number],
    }
    return _stated(before.region.value.upper(), periods=[period])


def _stated(source: str, **members: Json) -> Json:
    content: Mapping[str, Json] = {"source": source, **members}
    return {"benefitElsewhere": dict(content)}


_TELLERS = {
    "REGISTER_EVENT": _events,
    "EMPLOYMENT": _employment,
    "INCAPACITY": _incapacity,
    "UNEMPLOYMENT": _unemployment,
    "SCHOOL": _school,
    "DISABILITY": _disability,
    "BENEFIT_ELSEWHERE": _elsewhere,
}
