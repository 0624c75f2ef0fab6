"""Every place where something can rest stands in the census of copies, and the census names no place that is not."""

from pathlib import Path

from tests.infra.synthesis import Resource, Synthesis, text

CENSUS = Path(__file__).parents[2] / "docs" / "copies.md"
COLUMNS = 4
# Types that keep no data of a request: settings, rights, wiring, code, and figures without an id.
KEEPS_NOTHING = {
    "AWS::ApiGateway::Account",
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGateway::GatewayResponse",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::Resource",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Stage",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Permission",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::SSM::Parameter",
    "AWS::Scheduler::Schedule",
    "AWS::WAFv2::WebACL",
    "AWS::WAFv2::WebACLAssociation",
    "Custom::Roots",
}


def census() -> dict[str, list[str]]:
    """Return the rows of the page: place -> the other cells."""
    lines = [line for line in CENSUS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in rows if row[0] not in {"place", "---"}}


def places(synthesis: Synthesis) -> set[str]:
    """Return every place of the templates that keeps data."""
    return {place for resource in synthesis.all() for place in _places_of(synthesis, resource)}


NAMED_BY = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
    "AWS::SNS::Topic": "TopicName",
}


def _places_of(synthesis: Synthesis, resource: Resource) -> list[str]:
    kind = resource.type
    if kind in KEEPS_NOTHING:
        return []
    assert kind in NAMED_BY, f"{kind} is new: say in docs/copies.md what of a person can rest in it"
    name = text(resource.properties[NAMED_BY[kind]]).removeprefix(synthesis.stage.names.plain(""))
    if kind == "AWS::DynamoDB::Table":
        table = name.rpartition("-")[0]
        return [f"table {table}", *([f"stream {table}"] if "StreamSpecification" in resource.properties else [])]
    if kind == "AWS::Logs::LogGroup":
        return ["logs door" if name.endswith("/door") else "logs of functions"]
    words = {"AWS::SQS::Queue": "queue", "AWS::S3::Bucket": "bucket", "AWS::SNS::Topic": "topic"}
    return [f"{words.get(kind, 'state machine')} {name.partition('-<')[0]}"]


def test_the_census_and_the_templates_name_the_same_places(prod: Synthesis, local: Synthesis) -> None:
    assert places(prod) == set(census())
    assert places(local) <= set(census())


def test_every_row_says_what_rests_what_empties_it_and_until_when() -> None:
    for place, cells in census().items():
        assert len(cells) == COLUMNS - 1, place
        assert all(cells), place


def test_the_days_of_tables_are_those_of_the_templates(prod: Synthesis) -> None:
    rows = census()
    for resource in prod.of("AWS::DynamoDB::Table"):
        table = _places_of(prod, resource)[0]
        recovery = resource.properties["PointInTimeRecoverySpecification"]
        assert isinstance(recovery, dict)
        assert f"{recovery['RecoveryPeriodInDays']} days" in rows[table][2], table


def test_the_days_of_queues_and_logs_are_those_of_the_templates(prod: Synthesis) -> None:
    rows = census()
    for resource in prod.of("AWS::SQS::Queue"):
        (place,) = _places_of(prod, resource)
        seconds = resource.properties["MessageRetentionPeriod"]
        assert isinstance(seconds, int)
        assert f"{seconds // 86_400} days" in rows[place][2], place
    for resource in prod.of("AWS::Logs::LogGroup"):
        (place,) = _places_of(prod, resource)
        assert f"{resource.properties['RetentionInDays']} days" in rows[place][2], place
