"""The forms and the drops of one run, with a marker in every member that can carry one.

What cannot: closed lists (language, part, status, topics), truths, years, and Belgian postal codes: four digits are
found by chance anywhere.
"""

import json
from dataclasses import dataclass, field
from datetime import date

import pytest

from functions.government.take_delivery import take_delivery
from functions.intake import api, queue
from functions.runtime.database import Table
from tests.builders.drops import DropWorld, Json, child_number, envelope, household, income, number_of
from tests.builders.forms import application_form, family_form, interest_form
from tests.builders.http_events import call
from tests.builders.memory_system import MemorySystem
from tests.privacy.planted_statements import PLANTED_STATEMENTS, planted_statements

APPLICANT, PARTNER, CHILD = number_of(301), number_of(302, date(1987, 9, 23)), child_number(303)
NEW_SPOUSE, NEW_CHILD, STRANGER = number_of(304), child_number(305), number_of(306)

PLANTED = {
    "form given name": "Aurélie-Markeer",
    "form family name": "Van Plantgoed",
    "form national number": APPLICANT,
    "form birth date": "1985-03-14",
    "form street": "Zoekmijstraat",
    "form house number": "98713-x",
    "form box": "bus-77x",
    "form municipality": "Verborgenhove",
    "form email": "vind.mij@plant.example",
    "form mobile": "+32471987654",
    "form partner name": "Théo-Gemerkt",
    "form partner number": PARTNER,
    "form child name": "Kleine-Marker",
    "form child number": CHILD,
    "form iban": "BE43068999999501",
    "form holder": "A. Van Plantgoed-Rekening",
    "interest name": "Intéressé Plantée",
    "interest email": "interest@plant.example",
    "application name": "Bewerber-Marke",
    "application motivation": "Weil ich gefunden werde",
    "application role": "Markierte Rolle",
    "form partner family name": "Geplantet-Partner",
    "form partner birth date": "1987-09-23",
    "form child family name": "Van Kindermerk",
    "form child birth date": "2019-05-02",
    "form second child name": "Nog-Onbekend-Merk",
    "form expected on": "2024-11-19",
    "form earlier fund": "Fonds-Gemarkeerd",
    "interest mobile": "+32472111222",
    "application given name": "Bewerber-Vorname",
    "application email": "bewerbung@plant.example",
    "application mobile": "+32473222333",
    "application birth date": "1979-01-27",
    "application street": "Bewerberstrasse",
    "application municipality": "Eupen-Gemerkt",
    "application house number": "55117-x",
    "application field": "Markierte Studien",
    "application level": "Niveau-Marke",
    "application earlier role": "Fruehere Marke",
    "application from": "1998-02",
    "application to": "2003-08",
    "drop reference date": "2024-04-27",
    "drop creation date": "2024-04-28",
    "drop new spouse": NEW_SPOUSE,
    "drop new child": NEW_CHILD,
    "drop entry date": "2021-11-23",
    "drop origin": "REGISTER_MARK_77",
    "drop income amount": "283746519",
    "drop income code": "MARK_CODE_9173",
    "drop stranger": STRANGER,
    "drop stranger amount": "918273645",
    "drop unknown member": "onbekend-lid-waarde",
    "drop broken value": "gebroken-waarde-55",
    "drop stray text": "verdwaalde-tekst-66",
    **PLANTED_STATEMENTS,
}


@dataclass
class PlantedStory:
    """One run over one store."""

    world: DropWorld = field(default_factory=DropWorld)

    def play(self, patch: pytest.MonkeyPatch) -> None:
        """Send three forms, then drops of every kind: taken, repeated, conflicting, broken, refused, strange."""
        system = MemorySystem("intake-api", self.world.memory)
        patch.setattr(api, "system", lambda: system)
        patch.setattr(queue, "system", lambda: system)
        for name, form in planted_forms().items():
            answer = call(api.handler, "POST", f"/api/forms/{name}", form, {"Idempotency-Key": f"planted-{name}"})
            assert answer.status == 202, answer.body
        assert queue.handler({"Records": self._messages()}, None) == {"batchItemFailures": []}
        for number, (delivery, written_as) in enumerate(planted_deliveries()):
            self.world.take(delivery, written_as)
            assert self.world.receipts.bodies, number
        stray = json.dumps({"name": PLANTED["drop stray text"]}).encode()
        take_delivery(self.world.post, self.world.put_bytes(f"{PLANTED['drop stray text']}.json", stray))

    def _messages(self) -> list[dict[str, str]]:
        rows = self.world.memory.database.rows[Table.OUTBOX].values()
        events = [row for row in rows if row["kind"] == "submission_received"]
        assert len(events) == 3
        return [
            {
                "messageId": str(row["sk"]),
                "body": json.dumps({"event": row["sk"], "kind": row["kind"], "ids": row["ids"]}),
            }
            for row in events
        ]


def planted_forms() -> dict[str, Json]:
    """Return a form of each kind, by the last part of its route."""
    return {"families": _family(), "interests": _interest(), "applications": _application()}


def _family() -> Json:
    form = family_form()
    applicant, partner, children = form["applicant"], form["partner"], form["children"]
    assert isinstance(applicant, dict)
    assert isinstance(partner, dict)
    assert isinstance(children, list)
    applicant |= {
        "given_name": PLANTED["form given name"],
        "family_name": PLANTED["form family name"],
        "birth_date": PLANTED["form birth date"],
        "national_number": APPLICANT,
        "email": PLANTED["form email"],
        "mobile": PLANTED["form mobile"],
    }
    applicant["address"] |= {
        "street": PLANTED["form street"],
        "house_number": PLANTED["form house number"],
        "box": PLANTED["form box"],
        "municipality": PLANTED["form municipality"],
    }
    partner |= {
        "given_name": PLANTED["form partner name"],
        "national_number": PARTNER,
        "family_name": PLANTED["form partner family name"],
        "birth_date": PLANTED["form partner birth date"],
    }
    children[0] |= {
        "given_name": PLANTED["form child name"],
        "family_name": PLANTED["form child family name"],
        "national_number": CHILD,
        "birth_date": PLANTED["form child birth date"],
    }
    children[1] |= {"given_name": PLANTED["form second child name"], "expected_on": PLANTED["form expected on"]}
    form["current_fund"] = PLANTED["form earlier fund"]
    form["account"] = {"iban": PLANTED["form iban"], "holder": PLANTED["form holder"]}
    return form


def _interest() -> Json:
    return interest_form(
        name=PLANTED["interest name"], email=PLANTED["interest email"], mobile=PLANTED["interest mobile"]
    )


def _application() -> Json:
    return application_form(
        given_name=PLANTED["application given name"],
        family_name=PLANTED["application name"],
        birth_date=PLANTED["application birth date"],
        email=PLANTED["application email"],
        mobile=PLANTED["application mobile"],
        address={
            "street": PLANTED["application street"],
            "house_number": PLANTED["application house number"],
            "postal_code": "4700",
            "municipality": PLANTED["application municipality"],
            "country": "BE",
        },
        motivation=PLANTED["application motivation"],
        role=PLANTED["application role"],
        education=[{"level": PLANTED["application level"], "field": PLANTED["application field"], "year": 2001}],
        experience=[
            {
                "role": PLANTED["application earlier role"],
                "from": PLANTED["application from"],
                "to": PLANTED["application to"],
            }
        ],
    )


def planted_deliveries(sender: str | None = None) -> list[tuple[Json, str]]:
    """Return deliveries of every kind, with the format of each, by one sender or by the usual ones."""
    home = household("p1", APPLICANT, [(NEW_SPOUSE, 2), (NEW_CHILD, 3), (STRANGER, 12)])
    home["shoeSize"] = PLANTED["drop unknown member"]
    content = home["content"]
    assert isinstance(content, dict)
    content["household"]["origin"] = PLANTED["drop origin"]
    content["household"]["referenceDate"] = PLANTED["drop reference date"]
    home["attestation"] |= {"creationDate": PLANTED["drop creation date"]}  # type: ignore[operator]
    content["household"]["members"][2]["entryDate"] = PLANTED["drop entry date"]
    taxed = income("p2", APPLICANT, int(PLANTED["drop income amount"]))
    taxed_content = taxed["content"]
    assert isinstance(taxed_content, dict)
    taxed_content["yearlyIncome"]["items"][0]["code"] = PLANTED["drop income code"]
    taxed_content["yearlyIncome"]["relatedPersonSsin"] = STRANGER
    strange = income("p3", STRANGER, int(PLANTED["drop stranger amount"]))
    broken = income("p4", APPLICANT, 1) | {"ssin": {"value": PLANTED["drop broken value"]}}
    conflict = income("p2", APPLICANT, int(PLANTED["drop stranger amount"]))
    filtered = {**home, "dataFilters": {"filteredElement": ["household/members"]}}
    return [
        (envelope("HOUSEHOLD", 1, [home], sender), "jsonl"),
        (envelope("INCOME_TAX", 1, [taxed, strange, broken], sender), "json.gz"),
        (envelope("INCOME_TAX", 1, [taxed, strange, broken], sender), "json.gz"),
        (envelope("INCOME_TAX", 2, [conflict, taxed], sender), "json"),
        (envelope("HOUSEHOLD", 2, [filtered], sender), "jsonl.gz"),
        (envelope("SCHOOL", 1, [home, taxed, strange], sender), "json"),
        *planted_statements(CHILD, sender),
    ]
