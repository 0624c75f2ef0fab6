"""The census of copies is made from the app: what nobody placed fails the build, and the page is the one it makes."""

from copy import deepcopy

import pytest

from functions.register.record_type import RecordType
from infra.census.entries import Entries, PlaceEntry, read_entries
from infra.census.places import Place, Template, UnknownResourceError, places_of
from infra.census.render import CensusError, check, page
from infra.write_copy_census import PAGE
from tests.infra.synthesis import Synthesis

PREFIX = "kroost-prod-"


def places(synthesis: Synthesis) -> list[Place]:
    """Return the places of a stage."""
    return places_of(synthesis.templates, synthesis.stage.names.plain(""))


def with_resource(synthesis: Synthesis, kind: str, properties: dict[str, object]) -> dict[str, Template]:
    """Return the templates with one resource more."""
    templates = deepcopy(synthesis.templates)
    resources = templates["data"]["Resources"]
    assert isinstance(resources, dict)
    resources["New"] = {"Type": kind, "Properties": properties}
    return dict(templates)


def test_the_page_is_the_one_that_the_app_makes(prod: Synthesis) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(places(prod), read_entries()), (
        "run python -m infra.write_copy_census"
    )


def test_the_laptop_has_no_place_that_the_page_does_not_know(local: Synthesis) -> None:
    assert {place.name for place in places(local)} <= set(read_entries().places)


TABLE = {
    "TableName": "kroost-prod-new-1",
    "GlobalSecondaryIndexes": [{"IndexName": "by-name"}],
    "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
    "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 35},
}


@pytest.mark.goal("ER-3")
@pytest.mark.parametrize(
    ("kind", "properties", "missing"),
    [
        ("AWS::DynamoDB::Table", TABLE, ("table new", "index new/by-name", "stream new", "recovery window new")),
        ("AWS::SQS::Queue", {"QueueName": f"{PREFIX}new", "MessageRetentionPeriod": 86_400}, ("queue new",)),
        (
            "AWS::S3::Bucket",
            {"BucketName": f"{PREFIX}new", "VersioningConfiguration": {"Status": "Enabled"}},
            ("bucket new", "older versions in new"),
        ),
        ("AWS::Logs::LogGroup", {"LogGroupName": "/kroost/prod/new", "RetentionInDays": 30}, ("logs new",)),
        ("AWS::StepFunctions::StateMachine", {"StateMachineName": f"{PREFIX}new"}, ("history of new",)),
        ("AWS::SNS::Topic", {"TopicName": f"{PREFIX}new"}, ("topic new",)),
        (
            "AWS::Lambda::EventSourceMapping",
            {"DestinationConfig": {"OnFailure": {"Destination": "arn"}}},
            ("destination of failed batches",),
        ),
    ],
)
def test_a_new_place_without_an_entry_fails_the_build(
    prod: Synthesis, kind: str, properties: dict[str, object], missing: tuple[str, ...]
) -> None:
    """Given one resource more, when the census is made, then it refuses and names each place that nobody described."""
    found = places_of(with_resource(prod, kind, properties), PREFIX)
    with pytest.raises(CensusError) as refused:
        check(found, read_entries())
    for name in missing:
        assert f"no entry: {name}" in str(refused.value)


@pytest.mark.goal("ER-3")
@pytest.mark.parametrize(
    "kind", ["AWS::Kinesis::Stream", "AWS::KinesisFirehose::DeliveryStream", "AWS::RDS::DBInstance"]
)
def test_a_type_of_resource_that_nobody_looked_at_fails_the_build(prod: Synthesis, kind: str) -> None:
    with pytest.raises(UnknownResourceError, match=kind):
        places_of(with_resource(prod, kind, {}), PREFIX)


@pytest.mark.goal("ER-3")
def test_a_kind_of_record_without_an_entry_fails_the_build(prod: Synthesis) -> None:
    """Given the register with a kind that nobody placed, or placed where nothing is, then the census refuses."""
    entries = read_entries()
    for kind in RecordType:
        fewer = {name: entry for name, entry in entries.records.items() if name is not kind}
        with pytest.raises(CensusError, match=f"no entry: record {kind.value}"):
            check(places(prod), entries.model_copy(update={"records": fewer}))
    lost = {
        **entries.records,
        RecordType.INCOME: entries.records[RecordType.INCOME].model_copy(update={"rests_in": ("table x",)}),
    }
    with pytest.raises(CensusError, match="record income rests in no place: table x"):
        check(places(prod), entries.model_copy(update={"records": lost}))


def test_an_entry_without_a_place_or_an_end_fails_the_build(prod: Synthesis) -> None:
    entries = read_entries()
    stale = Entries(
        places={**entries.places, "table gone": PlaceEntry(holds="x", emptied_by="x")},
        records=entries.records,
        outside=entries.outside,
    )
    with pytest.raises(CensusError, match="no such place: table gone"):
        check(places(prod), stale)
    endless = entries.places["table dossiers"].model_copy(update={"until": None})
    with pytest.raises(CensusError, match="until when: table dossiers"):
        check(places(prod), entries.model_copy(update={"places": {**entries.places, "table dossiers": endless}}))


def test_the_days_are_those_of_the_templates(prod: Synthesis) -> None:
    days = {place.name: place.days for place in places(prod)}
    assert days["recovery window subjects"] == days["recovery window look-ups"] == 7
    assert days["recovery window dossiers"] == 35
    assert days["queue submissions-dead"] == 14
    assert days["logs intake-api"] == 30
    assert days["logs rights-queue"] == 365
    assert days["bucket drops"] == 21
