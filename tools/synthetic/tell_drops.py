"""Tells families as the files in which authorities report them: household compositions and yearly incomes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from uuid import NAMESPACE_URL, uuid5

from tools.synthetic.family import Family, Person
from tools.synthetic.tell_form import Json

SENDER = "0244640631"
RECEIVER = "0200000000"
LARGEST_DELIVERY = 5000
# Above this a delivery is written with one notification a line, so that its reader never holds it whole.
_FEW = 100
_HEAD, _PARTNER, _CHILD = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file for the drop bucket."""

    key: str
    body: bytes


def household_deliveries(families: Iterable[Family], *, largest: int = LARGEST_DELIVERY) -> Iterator[Delivery]:
    """Yield the household compositions; a partner who moved in later makes a second version of the attestation."""
    return deliveries("HOUSEHOLD", (told for family in families for told in _households(family)), largest)


def household_again(family: Family, *, version: int, sequence: int) -> Delivery:
    """Return a delivery that states one family's household once more, as a later version of the same attestation."""
    on = family.partner_since or family.household_since
    told = _household(family, f"household/{family.number}", version=version, on=on, adults=family.adults)
    body = text(envelope("HOUSEHOLD", sequence, {"notifications": [told]})) + "\n"
    return Delivery(f"{SENDER}/household/{sequence:015d}.json", body.encode())


def income_deliveries(families: Iterable[Family], *, largest: int = LARGEST_DELIVERY) -> Iterator[Delivery]:
    """Yield the yearly incomes, one notification per adult."""
    return deliveries("INCOME_TAX", (told for family in families for told in incomes(family)), largest)


def deliveries(flow: str, notifications: Iterator[Json], largest: int) -> Iterator[Delivery]:
    """Yield the notifications of a flow in numbered deliveries of at most so many."""
    for sequence, batch in enumerate(batched(notifications, largest, strict=False), start=1):
        if len(batch) <= _FEW:
            body, ending = text(envelope(flow, sequence, {"notifications": list(batch)})) + "\n", "json"
        else:
            body, ending = "".join(text(line) + "\n" for line in (envelope(flow, sequence, {}), *batch)), "jsonl"
        yield Delivery(f"{SENDER}/{flow.lower()}/{sequence:015d}.{ending}", body.encode())


def envelope(flow: str, sequence: int, content: dict[str, Json]) -> Json:
    """Return a delivery around its content."""
    return {
        "specversion": "1.0",
        "id": str(uuid5(NAMESPACE_URL, f"kroost/{SENDER}/{flow}/{sequence}")),
        "source": f"urn:be:cbe:{SENDER}",
        "type": f"be.kroost.{flow.lower()}.v1.notify",
        "time": f"2024-06-{min(sequence, 28):02d}T08:00:00Z",
        "datacontenttype": "application/json",
        "data": {
            "sender": {"cbeNumber": SENDER},
            "receiver": {"cbeNumber": RECEIVER},
            "legalContext": f"FAMILY_BENEFITS:{flow}",
            "flow": flow,
            "sequenceNumber": sequence,
            **content,
        },
    }


def _households(family: Family) -> Iterator[Json]:
    told = f"household/{family.number}"
    if family.partner_since is None:
        yield _household(family, told, version=0, on=family.household_since, adults=family.adults)
    else:
        yield _household(family, told, version=0, on=family.household_since, adults=(family.applicant,))
        yield _household(family, told, version=1, on=family.partner_since, adults=family.adults)
    if family.other_parent is not None:
        # The register writes a child into one household only, also when it lives in two.
        head: list[Json] = [{"ssin": family.other_parent.person.national_number, "relationship": _HEAD}]
        on = family.household_since
        yield notification(f"{told}/other", family.other_parent.person, 0, on, {"household": _composition(on, head)})


def _household(family: Family, told: str, *, version: int, on: date, adults: tuple[Person, ...]) -> Json:
    members: list[Json] = []
    for adult, relationship in zip(adults, (_HEAD, _PARTNER), strict=False):
        member: dict[str, Json] = {"ssin": adult.national_number, "relationship": relationship}
        if adult is family.partner and family.partner_since is not None:
            member["entryDate"] = family.partner_since.isoformat()
        members.append(member)
    members += [
        {"ssin": child.national_number, "relationship": _CHILD, "entryDate": child.born.isoformat()}
        for child in family.children
    ]
    return notification(told, family.applicant, version, on, {"household": _composition(on, members)})


def _composition(on: date, members: list[Json]) -> Json:
    return {"referenceDate": on.isoformat(), "origin": "NATIONAL_REGISTER", "members": members}


def incomes(family: Family) -> Iterator[Json]:
    """Yield the assessment of each adult of a family."""
    for adult, cents in zip(family.adults, family.incomes_cents, strict=True):
        income: dict[str, Json] = {
            "incomeYear": family.income_year,
            "items": [{"code": "TOTAL_TAXABLE", "amountEurocent": cents}],
        }
        related = [other for other in family.adults if other is not adult]
        if related:
            income["relatedPersonSsin"] = related[0].national_number
        told = f"income/{family.number}/{family.adults.index(adult)}/{family.income_year}"
        yield notification(told, adult, 0, family.household_since, {"yearlyIncome": income})


def notification(told: str, about: Person, version: int, on: date, content: Json) -> Json:
    """Return one version of an attestation about a person; `told` names it."""
    return {
        "ssin": {"value": about.national_number},
        "attestation": {
            "attestationId": str(uuid5(NAMESPACE_URL, f"kroost/{told}/{about.national_number}")),
            "attestationVersion": version,
            "attestationStatus": "CREATION" if version == 0 else "MODIFICATION",
            "creationDate": on.isoformat(),
        },
        "content": content,
    }


def text(value: Json) -> str:
    """Return JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
