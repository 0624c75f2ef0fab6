"""Each stored field names message, authority, arrival and first day, and the person is shown them in four languages."""

from collections.abc import Mapping
from datetime import date

import pytest

from functions.dossier.fact import Fact
from functions.dossier.family_file import read_family_file
from functions.dossier.field_origins import Language, field_origins
from functions.dossier.holdings import DossierHolding
from functions.government.flow import Flow
from functions.register.purpose import Purpose
from functions.register.rights_words import rights_words
from functions.register.words import LANGUAGES
from functions.rights.hand_over import HandedOver, hand_over
from functions.rights.package import Package
from functions.rights.rights_state import RequestKind, RightsState
from tests.builders import statements as said
from tests.builders.drops import DropWorld, Json, child_number, envelope, household, number_of
from tests.builders.rights_desk import RightsDesk
from tests.builders.statements import event, statement

HEAD, CHILD = number_of(301), child_number(301)
MESSAGE = "2f6c0d0e-6f0e-4b0e-9b59-0d6f6f0e4b0e"
# Sender, content, kinds of fact, and the first day of the fact.
STATED: Mapping[Flow, list[tuple[Json, str, date | None]]] = {
    Flow.REGISTER_EVENT: [
        (event("BIRTH", eventDate="2019-05-02"), "birth", date(2019, 5, 2)),
        (event("MOVE", address=said.ADDRESS), "address", date(2024, 3, 1)),
    ],
    Flow.EMPLOYMENT: [({"employment": said.EMPLOYMENT}, "employment", date(2024, 4, 1))],
    Flow.INCAPACITY: [({"incapacity": said.INCAPACITY}, "incapacity", date(2023, 1, 1))],
    Flow.UNEMPLOYMENT: [({"unemployment": said.UNEMPLOYMENT}, "unemployment", date(2024, 4, 1))],
    Flow.INCOME_TAX: [
        ({"yearlyIncome": said.YEARLY_INCOME}, "yearly_income", date(2022, 1, 1)),
        ({"socialStatus": said.SOCIAL_STATUS}, "social_status", date(2024, 1, 1)),
    ],
    Flow.SCHOOL: [({"schoolEnrolment": said.SCHOOL}, "school_enrolment", date(2023, 9, 18))],
    Flow.DISABILITY: [({"disability": said.DISABILITY}, "disability", date(2024, 1, 1))],
    Flow.BENEFIT_ELSEWHERE: [
        ({"benefitElsewhere": said.PAID}, "benefit_elsewhere", date(2019, 1, 1)),
        ({"benefitElsewhere": said.PICTURE_2018}, "picture_2018", None),
        ({"benefitElsewhere": said.PICTURE_2019}, "picture_2019", None),
    ],
}


def world_of_all_flows() -> tuple[DropWorld, str]:
    """Return a family about whose child every flow stated something, and its dossier."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", CHILD, [(HEAD, 12)])]))
    for flow, stated in STATED.items():
        notifications = [statement(f"{flow.lower()}-{n}", CHILD, one[0], version=n) for n, one in enumerate(stated)]
        world.take(envelope(flow, 1, notifications))
    return world, dossier


def package_of(desk: RightsDesk, person: str, language: str = "nl") -> HandedOver:
    """Return what a person gets who asks for a copy."""
    case = desk.ask(RequestKind.ACCESS, person, language=language).case
    assert desk.run(case) is RightsState.CLOSED
    handed = hand_over(desk.memory.vault, desk.packages, desk.proof(person), case, desk.record(case))
    assert handed is not None
    return handed


def wanted() -> list[tuple[Flow, str, str, int, date | None]]:
    """Return flow, kind, attestation, version and first day of everything that was stated."""
    found = [
        (flow, kind, f"{flow.lower()}-{n}", n, first)
        for flow, stated in STATED.items()
        for n, (_, kind, first) in enumerate(stated)
    ]
    return [(Flow.HOUSEHOLD, "household", "h1", 0, date(2024, 5, 1)), *found]


@pytest.mark.goal("GD-5")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_of_ones_data_shows_the_origin_of_every_record(language: str) -> None:
    """Given facts of all nine flows and of the form, then the copy names who, in which message, when and from when."""
    world, _ = world_of_all_flows()
    assert {flow for flow, *_ in wanted()} == set(Flow)
    desk = RightsDesk(memory=world.memory, holdings=(DossierHolding(),))
    handed = package_of(desk, world.person(CHILD) or "", language)
    words = rights_words(language)
    package = Package.model_validate_json(handed.json_text)
    records = {one.kind: one for one in package.records}
    tables = {part.partition("</h3>")[0]: part for part in handed.html.split("<h3>")}
    for flow, kind, attestation, version, first in wanted():
        origin = records[kind].origin
        sender = "0308357159" if flow is Flow.INCOME_TAX else "0244640631"
        told = (origin.source, origin.authority, origin.flow, origin.message, origin.attestation, origin.version)
        assert told == ("government", sender, flow.value, MESSAGE, attestation, version)
        assert str(records[kind].received_at).startswith("2024-07-01")
        assert records[kind].valid_from == first
        table = tables[words.text(f"kind.{kind}").replace("'", "&#x27;")]
        shown = (sender, words.flow(flow).replace("'", "&#x27;"), MESSAGE, f"{attestation} ({version})", "2024-07-01")
        for value in (*shown, *([] if first is None else [first.isoformat()])):
            assert value in table, (kind, value)
    own = package_of(desk, desk.family.partner, language)
    stated = [
        one for one in Package.model_validate_json(own.json_text).records if one.kind in {"work", "yearly_income"}
    ]
    assert stated
    for one in stated:
        assert one.origin.source == "family"
        assert one.origin.attestation is not None
        assert one.received_at is not None


@pytest.mark.goal("GD-5")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_the_file_has_its_origin(language: Language) -> None:
    """Given the same facts, then the view of a file gives every stored field one by one, each with its whole origin."""
    world, dossier = world_of_all_flows()
    file = read_family_file(world.memory.request(Purpose.APPLY_GOVERNMENT_DATA), dossier)
    told = field_origins((row.record for row in file.facts), language)
    words = rights_words(language)
    by_kind = {kind: [one for one in told if one.kind == words.text(f"kind.{kind}")] for _, kind, *_ in wanted()}
    for flow, kind, attestation, version, first in wanted():
        (record,) = {row.record for row in file.facts if row.record.kind == kind}
        own = record.model_dump(mode="json", exclude_none=True).keys() - Fact.model_fields.keys()
        fields = {words.text_or(f"field.{name}", name) for name in own if getattr(record, name) != ()}
        assert {one.field for one in by_kind[kind]} == fields
        for one in by_kind[kind]:
            assert (one.message, one.attestation, one.version) == (MESSAGE, attestation, version)
            assert one.about == words.flow(flow)
            assert one.authority not in {None, "0244640631", "0308357159"}  # by name, in the language
            assert (one.received_on, one.valid_from) == (date(2024, 7, 1), first)


def test_a_sender_without_a_name_is_told_by_its_number_and_what_was_withheld_is_said() -> None:
    """Given another sender, and a withheld member, then the number stands for the name, and the member is named."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    income: Json = {"yearlyIncome": {"incomeYear": 2022}}
    world.take(envelope("INCOME_TAX", 1, [statement("i1", HEAD, income, filters=["items"])], sender="0500000000"))
    file = read_family_file(world.memory.request(Purpose.APPLY_GOVERNMENT_DATA), dossier)
    told = field_origins((row.record for row in file.facts), "en")
    assert {one.authority for one in told} == {"0500000000"}
    assert [one.field for one in told if one.withheld] == [rights_words("en").text_or("field.items", "items")]
