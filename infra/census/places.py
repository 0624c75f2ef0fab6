"""Find every place of the templates that keeps something for longer than a request, with the days that they say.

Nothing is listed by hand: a place follows from a resource and its properties. A type of resource that is neither known
to keep nor known not to keep data is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

type Template = Mapping[str, object]

# Types that keep no data of a request: settings, rights, wiring, code, and figures without an id.
KEEPS_NOTHING = frozenset(
    {
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
        "AWS::Lambda::LayerVersion",
        "AWS::Lambda::Permission",
        "AWS::S3::BucketPolicy",
        "AWS::SES::ConfigurationSetEventDestination",
        "AWS::SES::EmailIdentity",
        "AWS::SNS::Subscription",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::QueuePolicy",
        "AWS::SSM::Parameter",
        "AWS::WAFv2::WebACL",
        "AWS::WAFv2::WebACLAssociation",
        "Custom::Roots",
    }
)
# DynamoDB keeps a backup of a deleted table this long, and a stream's records one day: nobody can set either.
SYSTEM_BACKUP_DAYS, STREAM_DAYS = 35, 1
# Step Functions keeps the history of an execution for 90 days; Lambda keeps an event that waits for six hours.
HISTORY_DAYS = 90
SECONDS_A_DAY = 86_400


class UnknownResourceError(Exception):
    """A type of resource that nobody has looked at: the text names it."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One place: its name in the census, and the days after which what is gone there cannot come back any more."""

    name: str
    days: int | None = None


def places_of(templates: Mapping[str, Template], prefix: str) -> list[Place]:
    """Return every place of a stage's templates; `prefix` begins the names of its resources (`kroost-prod-`)."""
    found: dict[str, Place] = {}
    for template in templates.values():
        resources = template["Resources"]
        if not isinstance(resources, Mapping):
            msg = "a template without resources"
            raise TypeError(msg)
        for body in resources.values():
            for place in _places(str(body["Type"]), body.get("Properties", {}), prefix):
                older = found.get(place.name, place)
                found[place.name] = max(older, place, key=lambda each: each.days or 0)
    return [found[name] for name in sorted(found)]


def _places(kind: str, properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    if kind in KEEPS_NOTHING:
        return
    find = _BY_TYPE.get(kind)
    if find is None:
        msg = f"{kind} is new: say in infra/census what of a person can rest in it"
        raise UnknownResourceError(msg)
    yield from find(properties, prefix)


def _table(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    table = _name(properties, "TableName", prefix).rpartition("-")[0]
    yield Place(f"table {table}")
    for index in _objects(properties.get("GlobalSecondaryIndexes", [])):
        yield Place(f"index {table}/{index['IndexName']}")
    if "StreamSpecification" in properties:
        yield Place(f"stream {table}", STREAM_DAYS)
    recovery = properties.get("PointInTimeRecoverySpecification")
    if isinstance(recovery, Mapping) and recovery.get("PointInTimeRecoveryEnabled"):
        yield Place(f"recovery window {table}", int(str(recovery["RecoveryPeriodInDays"])))
    yield Place("system backup of a deleted table", SYSTEM_BACKUP_DAYS)


def _queue(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    days = int(str(properties["MessageRetentionPeriod"])) // SECONDS_A_DAY
    yield Place(f"queue {_name(properties, 'QueueName', prefix)}", days)


def _bucket(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    name = _name(properties, "BucketName", prefix).partition("-<")[0]
    lifecycle = properties.get("LifecycleConfiguration")
    rules = _objects(lifecycle.get("Rules", [])) if isinstance(lifecycle, Mapping) else []
    days = [int(str(rule["ExpirationInDays"])) for rule in rules if "ExpirationInDays" in rule]
    yield Place(f"bucket {name}", max(days) if days else None)
    if "VersioningConfiguration" in properties:
        yield Place(f"older versions in {name}")
    if any("AbortIncompleteMultipartUpload" in rule for rule in rules):
        yield Place("unfinished uploads", 1)


def _logs(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    name = _name(properties, "LogGroupName", prefix).rpartition("/")[2]
    yield Place("logs of the door" if name == "door" else f"logs {name}", int(str(properties["RetentionInDays"])))


def _function(properties: Mapping[str, object], _: str) -> Iterator[Place]:
    tracing = properties.get("TracingConfig")
    if isinstance(tracing, Mapping) and tracing.get("Mode") == "Active":
        yield Place("traces of functions", 30)
    yield Place("file system of an execution environment")


def _source(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    destination = properties.get("DestinationConfig")
    if isinstance(destination, Mapping):
        name = text(destination["OnFailure"]["Destination"]).rpartition(":")[2]
        yield Place(f"destination of failed batches {name.removeprefix(prefix)}")


def _schedule(_properties: Mapping[str, object], _: str) -> Iterator[Place]:
    yield Place("events that wait for a function", 1)


def _machine(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    yield Place(f"history of {_name(properties, 'StateMachineName', prefix)}", HISTORY_DAYS)


def _topic(properties: Mapping[str, object], prefix: str) -> Iterator[Place]:
    yield Place(f"topic {_name(properties, 'TopicName', prefix)}")


def _mail(properties: Mapping[str, object], _: str) -> Iterator[Place]:
    delivery = properties["DeliveryOptions"]
    seconds = int(str(delivery["MaxDeliverySeconds"])) if isinstance(delivery, Mapping) else SECONDS_A_DAY
    yield Place("mail on its way", -(-seconds // SECONDS_A_DAY))


_BY_TYPE = {
    "AWS::DynamoDB::Table": _table,
    "AWS::SQS::Queue": _queue,
    "AWS::S3::Bucket": _bucket,
    "AWS::Logs::LogGroup": _logs,
    "AWS::Lambda::Function": _function,
    "AWS::Lambda::EventSourceMapping": _source,
    "AWS::Scheduler::Schedule": _schedule,
    "AWS::StepFunctions::StateMachine": _machine,
    "AWS::SNS::Topic": _topic,
    "AWS::SES::ConfigurationSet": _mail,
}


def text(value: object) -> str:
    """Return a value of a template as text; references stand in angle brackets."""
    match value:
        case str():
            return value
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(text(part) for part in parts)
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
    return repr(value)


def _name(properties: Mapping[str, object], attribute: str, prefix: str) -> str:
    return text(properties[attribute]).removeprefix(prefix)


def _objects(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
