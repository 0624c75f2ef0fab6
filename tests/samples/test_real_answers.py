"""Every real answer is read and mapped, and every trap in them is seen. Skipped where the answers are not at hand."""

import re
from pathlib import Path

import pytest

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.health_facts import DisabilityFact
from functions.dossier.register_facts import BirthFact
from functions.government.flow import Flow
from functions.government.take_delivery import take_delivery
from tests.builders.drops import DropWorld, number_of
from tests.builders.service_answers import notifications, parsed, xml_key
from tests.builders.vault import memory_vault
from tests.samples.real_answers import NOW, SETTING, Outcome, Sample, folder, outcome, row, samples

TABLE = Path(__file__).parents[2] / "docs" / "proof" / "3-samples.md"
EXPECTED = 60
pytestmark = pytest.mark.skipif(folder() is None, reason=f"{SETTING} names no folder with the answers")


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: f"{sample.name}-{sample.flow}")
def test_each_answer_becomes_what_the_table_says(sample: Sample) -> None:
    """Given an answer in a flow, then its notifications and facts are those of the table in the proof."""
    assert row(sample) in TABLE.read_text(encoding="utf-8").splitlines()


def test_the_table_holds_every_answer_and_nothing_else() -> None:
    """Given the folder, then all its files stand in the table, each in every flow that it can come in."""
    files = {sample.name for sample in samples()}
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(files) == EXPECTED
    assert {line.split("`")[1] for line in rows} == files
    assert len(rows) == len(samples())


def found(name: str, flow: Flow | None = None, *, with_question: bool = True) -> Outcome:
    """Return what became of the file whose name holds this."""
    (sample,) = [one for one in samples() if name in one.name and flow in (None, one.flow)]
    return outcome(sample, with_question=with_question)


def test_no_real_answer_holds_an_element_that_no_format_names() -> None:
    """Given every answer, then whatever it holds is either read or known and left out."""
    counted = {one.name: parsed(one.flow, one.body(with_question=False)).unknown_members for one in readable()}
    assert {name: count for name, count in counted.items() if count} == {}


def readable() -> list[Sample]:
    """Return the answers that are not refused as a whole."""
    refused = (["soap_fault"], ["source_not_answered"])
    return [one for one in samples() if (told := outcome(one)).receipt["status"] != "NOK" or told.codes not in refused]


def test_no_diagnosis_religion_paper_or_school_address_is_in_any_notification() -> None:
    """Given the answers with the most sensitive content, then nothing of it is in what is made of them."""
    planted = {"G09": "VolledigDossier", "664234564493": "00600099536", "Ritueel": "00600099536", "@": "Inschrijving"}
    planted |= {"PARKINGCARD": "12630962125", "ZORG_": "75681245770", "154.65": "11691489807", "Reden": "onderbreking"}
    for secret, name in planted.items():
        concerned = [one for one in readable() if name in one.name]
        assert any(secret in one.body(with_question=True).decode() for one in concerned), secret
        assert not any(secret in str(notifications(one.flow, one.body(with_question=True))) for one in concerned)


def test_dates_that_are_none_or_not_whole() -> None:
    """Given 2000-00-00, 9999-12-31, `,000-00-00`, then unknown stays unknown, open stays open, nonsense is not read."""
    (birth,) = [fact for fact in found("00600099536").facts if isinstance(fact, BirthFact)]
    assert (birth.born_on, birth.stated) == (None, "2000-00-00")
    (flemish,) = [one for one in samples() if "VolledigDossier" in one.name]
    assert "9999" in flemish.body(with_question=False).decode()
    assert "9999" not in str(notifications(flemish.flow, flemish.body(with_question=False)))
    assert found("onderbrekingen-02.00.0000_71690999827").counts == {"accepted": 1}


@pytest.mark.parametrize(
    "name",
    [
        "onderbrekingen-02.00.0000_71690499484",  # every source says that it has nothing
        "DmfaVoorWerknemer-03.00.0000_84720680027",  # a content with nothing in it
        "DossierHandicap-03.00.0000_10712995476",  # data found, without a file
        "DossierHandicap-03.00.0000_notfound",  # no data, as a warning
        "Personenbelasting-02.00.0000_notfound",  # a year that does not exist, as an information
        "MutatiesNotificaties",  # the end of a queue
    ],
)
def test_forms_of_no_data_are_valid_answers(name: str) -> None:
    """Given each form of 'no data', then nothing is stated, nothing is wrong, and nothing has to be asked again."""
    nothing = found(name)
    assert (nothing.receipt["status"], nothing.counts, nothing.problems, nothing.facts) == ("OK", {}, [], [])


@pytest.mark.parametrize("name", ["samenstelling-02.02.0000_96622497873", "Werkrelaties-02.00.0000_96622497873"])
def test_a_source_out_of_order_is_no_answer(name: str) -> None:
    """Given a source that is out of order, then the file is refused, so that it is asked for again."""
    down = found(name)
    assert (down.receipt["status"], down.codes) == ("NOK", ["source_not_answered"])


def test_withheld_elements_are_a_third_state() -> None:
    """Given filters and no recognition, then the fact says that it was withheld, not that there is none."""
    (fact,) = [one for one in found("12630962125").facts if isinstance(one, DisabilityFact)]
    assert "recognition" in fact.withheld


def test_a_partial_answer_counts_and_names_who_did_not_answer() -> None:
    """Given data beside silent sources, or beside authorities where nobody may ask, then it counts, they are named."""
    school = found("77660698640")
    assert (school.receipt["status"], school.counts) == ("PARTIAL", {"accepted": 6})
    assert [one["pointer"] for one in school.problems] == ["/sources/DHO", "/sources/Disci", "/sources/HO"]
    child = found("11691489807")
    assert [one["pointer"] for one in child.problems] == ["/sources/AVIQ", "/sources/DSL", "/sources/IrisCare"]
    (fact,) = [one for one in child.facts if isinstance(one, DisabilityFact)]
    assert (fact.points, fact.withheld) == (8, ())


def test_two_habits_of_versions() -> None:
    """Given a number that stays, and numbers that change, then versions are ranked within what is the same."""
    stays = [fact.provenance for fact in found("71640618918", Flow.EMPLOYMENT).facts]
    assert sorted((one.attestation, one.version) for one in stays if "8230019806" in one.attestation) == [
        ("DMFA-8230019806", 0),
        ("DMFA-8230019806", 1),
    ]
    changes = found("DmfaVoorWerknemer-03.00.0000_87721300296")
    assert len({fact.provenance.attestation for fact in changes.facts}) == 7
    assert sum(fact.void for fact in changes.facts) == 3


def test_two_payees_for_the_same_children_are_seen() -> None:
    """Given two answers that pay the same two children to different people, then the second is a conflict."""
    first, second = (
        next(one for one in samples() if f"KindVoordelen-02.00.0000_{person}" in one.name)
        for person in ("71690999827", "75681245770")
    )
    children = {one["ssin"]["value"] for one in notifications(first.flow, first.body(with_question=True))}  # type: ignore[index]
    world = DropWorld(memory_vault(NOW))
    people = {f"c{place}": (str(child), "child") for place, child in enumerate(sorted(children))}
    dossier = world.family(parent=(number_of(5), "beneficiary"), **people)  # type: ignore[arg-type]
    for sequence, sample in enumerate((first, second), 1):
        key = xml_key(sample.flow, sequence)
        take_delivery(world.post, world.put_bytes(key.text, sample.body(with_question=True)))
    receipt = world.receipt(xml_key(first.flow, 2).text)
    assert receipt["counts"]["quarantined"] == 2  # type: ignore[index]
    assert "content_conflict" in str(receipt["problems"])
    assert len(world.facts(dossier, BenefitElsewhereFact)) == 2


def test_answers_about_somebody_else_are_believed_about_nobody() -> None:
    """Given content about another person than was asked about, then it waits for a person, whatever the service."""
    assert found("65663046376").codes == ["asked_for_another_person"]
    assert found("85691526006").codes == ["person_not_in_household"]
    assert "payee_not_among_beneficiaries" in found("KindVoordelen-02.00.0000_02640485331").codes


def test_a_replaced_number_that_is_only_a_warning_is_read() -> None:
    """Given a warning beside data, then it is an event; its new number has no counter: it waits, the rest applies."""
    replaced = found("75680836687")
    assert replaced.counts == {"accepted": 3, "quarantined": 1}
    assert [(one["code"], one["pointer"]) for one in replaced.problems] == [
        ("national_number_check", "/data/notifications/0/ssin/replacedBy")
    ]


def test_a_wrong_check_digit_is_put_aside_and_no_number_is_told() -> None:
    """Given numbers with a wrong check digit, then each notification waits with that cause; no answer tells it."""
    for name in ("20652674825", "89651174486"):
        for sample in (one for one in samples() if name in one.name and one.flow is not Flow.BENEFIT_ELSEWHERE):
            told = outcome(sample)
            assert re.search(r"(?<![0-9])[0-9]{11}(?![0-9])", str(told.receipt)) is None
    assert set(found("GeefPersoon-02.02.0000_20652674825").codes) == {"national_number_check"}
    assert found("samenstelling-02.02.0000_89651174486").codes == ["national_number_check"]


def test_a_soap_fault_is_no_answer() -> None:
    """Given a fault, then the file is refused with that cause."""
    assert found("70021500155").codes == ["soap_fault"]
