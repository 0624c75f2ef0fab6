"""Answers of services as drops: from the key to facts, receipts and sealed cases."""

import gzip
import subprocess
import sys

import pytest

from functions.dossier.fact import HouseholdFact, YearlyIncomeFact
from functions.dossier.work_facts import SchoolEnrolmentFact
from functions.government.take_delivery import Report, take_delivery
from tests.builders.drops import DropWorld, Json, child_number, counts, number_of
from tests.builders.service_answers import (
    SENDER,
    asked,
    found,
    remark,
    service_answer,
    without_content,
    xml_key,
)

PARENT, CHILD, STRANGER = number_of(1), child_number(2), number_of(77)
TAX = ("GeefAanslagbiljetPersonenbelasting", "02.00")


def assessment(person: str, cents: int = 1000, year: int = 2022) -> str:
    """Return an assessment."""
    return found(
        f"<AanslagbiljetPersonenbelasting><GevraagdePersoon><INSZ>{person}</INSZ></GevraagdePersoon><Inkomensjaar>{year}"
        f"</Inkomensjaar><Items><Item><Code>A7555</Code><Waarde>{cents}</Waarde></Item></Items>"
        "</AanslagbiljetPersonenbelasting>"
    )


def taken(world: DropWorld, flow: str, body: bytes, sequence: int = 1, form: str = "xml") -> tuple[Report, Json]:
    """Drop and take a file; return what was done and the receipt."""
    key = xml_key(flow, sequence, form).text
    report = take_delivery(world.post, world.put_bytes(key, gzip.compress(body) if form == "xml.gz" else body))
    assert world.drops.bodies == {}
    return report, world.receipt(key)


def problems(receipt: Json) -> list[Json]:
    """Return the problems of a receipt."""
    found = receipt["problems"]
    assert isinstance(found, list)
    return found


def world_with_family() -> tuple[DropWorld, str]:
    """Return a world with one family."""
    world = DropWorld()
    return world, world.family(An=(PARENT, "beneficiary"), Bo=(CHILD, "child"))


@pytest.mark.parametrize("form", ["xml", "xml.gz"])
def test_an_answer_becomes_a_fact_with_its_origin(form: str) -> None:
    """Given an assessment in XML, packed or not, then the family's file holds it with its origin."""
    world, dossier = world_with_family()
    _, receipt = taken(world, "INCOME_TAX", service_answer(*TAX, assessment(PARENT)), form=form)
    assert (receipt["status"], receipt["counts"], receipt["problems"]) == ("OK", counts(accepted=1), [])
    (fact,) = world.facts(dossier, YearlyIncomeFact)
    assert [(item.code, item.cents) for item in fact.items] == [("A7555", 1000)]
    origin = fact.provenance
    assert (origin.sender, origin.flow, origin.version, str(origin.stated_on)) == (
        SENDER,
        "INCOME_TAX",
        8888,
        "2024-05-02",
    )
    assert origin.attestation.startswith("ATT-")


def test_the_same_answer_again_is_a_duplicate_and_another_of_the_day_a_conflict() -> None:
    """Given the same answer under another number, and one of the same day with other content, then each is told."""
    world, dossier = world_with_family()
    taken(world, "INCOME_TAX", service_answer(*TAX, assessment(PARENT)))
    _, again = taken(world, "INCOME_TAX", service_answer(*TAX, assessment(PARENT)), 2)
    assert again["counts"] == counts(duplicates=1)
    _, other = taken(world, "INCOME_TAX", service_answer(*TAX, assessment(PARENT, 7)), 3)
    assert other["counts"] == counts(quarantined=1)
    _, later = taken(world, "INCOME_TAX", service_answer(*TAX, assessment(PARENT, 8), at="2024-05-03"), 4)
    assert later["counts"] == counts(accepted=1)
    assert sorted(fact.items[0].cents for fact in world.facts(dossier, YearlyIncomeFact)) == [8, 1000]


def test_a_bad_number_is_put_aside_and_its_neighbours_apply() -> None:
    """Given a number with a wrong check digit among good ones and a stranger, then each ends where it belongs."""
    world, dossier = world_with_family()
    wrong = PARENT[:-2] + f"{(int(PARENT[-2:]) + 1) % 97:02d}"
    body = service_answer(*TAX, *(assessment(one) for one in (wrong, PARENT, STRANGER)))
    _, receipt = taken(world, "INCOME_TAX", body)
    assert receipt["counts"] == counts(accepted=1, quarantined=1, unknownPersons=1)
    place = "/data/notifications/0/ssin/value"
    assert [(one["code"], one["pointer"]) for one in problems(receipt)] == [("national_number_check", place)]
    assert wrong not in str(receipt)
    assert len(world.facts(dossier, YearlyIncomeFact)) == 1


def test_test_numbers_are_refused_where_the_setting_is_off() -> None:
    """Given a stage that takes no synthetic people, then their answers are put aside."""
    world, _ = world_with_family()
    key = xml_key("INCOME_TAX").text
    post = world.post
    strict = type(post)(post.vault, post.drops, post.receipts, synthetic_allowed=False)
    take_delivery(strict, world.put_bytes(key, service_answer(*TAX, assessment(PARENT))))
    assert [one["code"] for one in problems(world.receipt(key))] == ["national_number_synthetic"]


def test_no_data_is_a_valid_answer_and_silence_is_not() -> None:
    """Given no data, then the receipt says OK with nothing in it; given silence, it says NOK, to be sent again."""
    world, _ = world_with_family()
    _, nothing = taken(world, "INCOME_TAX", service_answer(*TAX, without_content(remark("30001"))))
    assert (nothing["status"], nothing["counts"], nothing["problems"]) == ("OK", counts(), [])
    report, silent = taken(world, "INCOME_TAX", service_answer(*TAX, without_content(remark("60006"))), 2)
    assert report.refused == 1
    assert (silent["status"], silent["problems"]) == (
        "NOK",
        [{"attestationId": None, "code": "source_not_answered", "pointer": ""}],
    )


def test_the_rest_of_a_partial_answer_counts_and_the_silent_source_is_named() -> None:
    """Given data of one school source and silence of another, then the fact stands and the receipt names the other."""
    world, dossier = world_with_family()
    adult = (
        "<Inschrijvingen><Inschrijving><Bron>VWO</Bron><Referte>3d75509e-89c5-4326-8dc1-e5ce578fdfbc</Referte>"
        "<Volwassenenonderwijs><Status><Code>INGESCHREVEN</Code></Status><DatumInschrijving>2024-02-01"
        "</DatumInschrijving></Volwassenenonderwijs></Inschrijving></Inschrijvingen>"
    )
    body = service_answer("GeefHistoriekInschrijving", "02.01", found(adult, remark("60006", Bron="HO")))
    _, receipt = taken(world, "SCHOOL", asked(body, CHILD))
    assert (receipt["status"], receipt["counts"]) == ("PARTIAL", counts(accepted=1))
    assert receipt["problems"] == [{"attestationId": None, "code": "source_not_answered", "pointer": "/sources/HO"}]
    (fact,) = world.facts(dossier, SchoolEnrolmentFact)
    assert (fact.level, str(fact.valid_from)) == ("adult", "2024-02-01")


def test_an_unknown_format_is_sealed_under_a_case_with_its_root_as_cause() -> None:
    """Given a format that nobody knows, then its bytes are sealed, and the root's name is the cause."""
    world, _ = world_with_family()
    body = f"<GeefIetsNieuwsResponse><INSZ>{PARENT}</INSZ></GeefIetsNieuwsResponse>".encode()
    _, receipt = taken(world, "HOUSEHOLD", body)
    assert receipt["status"] == "NOK"
    assert receipt["problems"] == [
        {"attestationId": None, "code": "unknown_format", "pointer": "/GeefIetsNieuwsResponse"}
    ]
    (case,) = world.cases()
    assert (case["code"], case["pointer"]) == ("unknown_format", "/GeefIetsNieuwsResponse")


def test_what_cannot_be_believed_waits_sealed_with_its_reason() -> None:
    """Given an answer about somebody else than was asked, then a case holds it, and no fact is made of it."""
    world, dossier = world_with_family()
    _, receipt = taken(world, "INCOME_TAX", asked(service_answer(*TAX, assessment(PARENT)), CHILD))
    assert receipt["counts"] == counts(quarantined=1)
    (case,) = world.cases()
    assert case["code"] == "asked_for_another_person"
    assert world.facts(dossier, YearlyIncomeFact) == []


def test_a_household_in_xml_brings_a_child_into_the_file() -> None:
    """Given a household of the parent with a child that nobody knows, then the child joins, as it would by JSON."""
    world = DropWorld()
    dossier = world.family(An=(PARENT, "beneficiary"))
    members = "".join(
        f"<Gezinslid><INSZ>{number}</INSZ><Positie><Code>{code}</Code></Positie><Bron><Code>RR</Code></Bron></Gezinslid>"
        for number, code in ((PARENT, "01"), (CHILD, "03"), (STRANGER, "12"))
    )
    body = service_answer("GeefGezinssamenstelling", "02.02", found(f"<Gezinsleden>{members}</Gezinsleden>"))
    _, receipt = taken(world, "HOUSEHOLD", body)
    assert receipt["counts"] == counts(accepted=1)
    (fact,) = world.facts(dossier, HouseholdFact)
    assert ([one.relationship for one in fact.members], fact.others) == ([1, 3], (12,))


def test_a_declaration_of_work_outside_its_quarter_is_put_aside() -> None:
    """Given two declarations, one of work that begins after its quarter, then that one waits and the other applies."""
    world, _ = world_with_family()
    attests = "".join(
        f"<Attest><Identificatie><Nummer>{number}</Nummer><Versie>{number}</Versie><Status><Code>0</Code></Status>"
        "<DatumCreatie>2024-04-21</DatumCreatie></Identificatie><AangifteWerkgever><Kwartaal>20234</Kwartaal><Werknemer>"
        f"<INSZ>{PARENT}</INSZ><Werknemerslijn><Tewerkstellingen><Tewerkstelling><Periode><Begin>{begin}</Begin>"
        "</Periode><TypeContract>0</TypeContract></Tewerkstelling></Tewerkstellingen></Werknemerslijn></Werknemer>"
        "</AangifteWerkgever></Attest>"
        for number, begin in ((1, "2023-05-01"), (2, "2024-05-10"))
    )
    body = service_answer("GeefDmfaVoorWerknemer", "03.00", found(f"<Attesten>{attests}</Attesten>"))
    _, receipt = taken(world, "EMPLOYMENT", body)
    assert receipt["counts"] == counts(accepted=1, quarantined=1)
    assert [(one["attestationId"], one["code"]) for one in problems(receipt)] == [("DMFA-2", "dates_out_of_order")]


def test_new_elements_are_counted_for_the_alarm() -> None:
    """Given elements that no format names, then the fact is the same and the report counts them."""
    world, _ = world_with_family()
    body = service_answer(*TAX, assessment(PARENT)).replace(b"<Items>", b"<Nieuw>1</Nieuw><Items>")
    report, receipt = taken(world, "INCOME_TAX", body)
    assert (report.dropped_members, receipt["counts"]) == (1, counts(accepted=1))


def test_the_parser_of_xml_is_not_loaded_before_a_file_of_xml_comes() -> None:
    """Given a fresh process, then the entry point of drops imports no lxml."""
    check = "import functions.government.queue, sys; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
