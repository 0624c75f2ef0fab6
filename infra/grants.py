"""What the role of each function may do: every statement follows from the register, none has a wildcard action.

Resources are exact, but for objects of a bucket and streams of a log group, whose names are not known beforehand.
"""

from collections.abc import Callable, Iterable, Mapping

from aws_cdk import Aws
from aws_cdk import aws_iam as iam

from functions.register.access import domains_of, places_of
from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.vault.keyring import CLIENT_KEY_USES, CLIENT_KEYS
from infra.arns import arn, bucket_arn
from infra.constructs.mail import mail_domain
from infra.constructs.queue_with_dead_letter import LOST_BATCHES, dead
from infra.environment import CLOCK
from infra.operator_parameters import read_by
from infra.register_view import PAIRS, SECRETS, SIGNING, secrets_of
from infra.stages.stage import Stage

type KeyArn = Callable[[str], str]

TABLE_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query"),
    "put": ("dynamodb:PutItem",),
    "update": ("dynamodb:UpdateItem",),
    "delete": ("dynamodb:DeleteItem",),
}
QUEUE_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "receive": ("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
    "send": ("sqs:SendMessage",),
}
OBJECT_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("s3:GetObject",),
    "write": ("s3:PutObject",),
    "delete": ("s3:DeleteObject",),
}
STREAM_ACTIONS = (
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
)
AT_REST = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)


def statements_of(function: str, stage: Stage, key_arn: KeyArn, stream_arn: KeyArn) -> list[iam.PolicyStatement]:
    """Return the statements of a function's role, logs and traces included."""
    return [
        *_tables(function, stage, key_arn, stream_arn),
        *_queues(function, stage, key_arn),
        *_buckets(function, stage, key_arn),
        *_mail(function, stage),
        *_parameters(function, stage),
        *_keys(function, key_arn),
        _allow("Log", ("logs:CreateLogStream", "logs:PutLogEvents"), [_log_streams(function, stage)]),
        # X-Ray knows no resources: the two calls that a traced function makes can only be granted on all.
        _allow("Trace", ("xray:PutTelemetryRecords", "xray:PutTraceSegments"), ["*"]),
    ]


def parameters_of(function: str, stage: Stage) -> list[str]:
    """Return the full names of the parameters that a function reads."""
    access, places, names = domains_of(function), places_of(function), stage.names
    parts: list[tuple[str, ...]] = []
    for version in map(str, stage.root_versions):
        parts += [("roots", domain.value, version) for domain in sorted(access.opens) if domain is not Domain.AUDIT]
        parts += [("audit-root", version, "private")] if Domain.AUDIT in access.opens else []
        # Who makes a subject wraps to the audit root; who appends to a run's own chain seals to it.
        seals = access.makes or "put" in places.tables.get(Table.LEDGER.value, ())
        parts += [("audit-root", version, "public")] if seals else []
        parts += [("secrets", secret, version) for secret in sorted(secrets_of(function)) if secret in SECRETS]
        parts += [("signing", version, "private")] if SIGNING in secrets_of(function) else []
        parts += [("signing", version, "public")] if places.public_keys else []
        if CLIENT_KEYS in secrets_of(function):
            parts += [("client-keys", use, version) for use in CLIENT_KEY_USES]
    parts += [(name,) for name in read_by(function)]
    parts += [(CLOCK,)] if stage.has_set_clock else []
    return [names.parameter(*each) for each in parts]


def _allow(
    sid: str, actions: Iterable[str], resources: list[str], conditions: Mapping[str, object] | None = None
) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid, actions=sorted(actions), resources=resources, conditions=dict(conditions) if conditions else None
    )


def _sid(*parts: str) -> str:
    return "".join(word.capitalize() for part in parts for word in part.split("-"))


def _through(service: str) -> Mapping[str, object]:
    return {"StringEquals": {"kms:ViaService": f"{service}.{Aws.REGION}.{Aws.URL_SUFFIX}"}}


def _tables(function: str, stage: Stage, key_arn: KeyArn, stream_arn: KeyArn) -> list[iam.PolicyStatement]:
    places, found = places_of(function), []
    for table, rights in sorted(places.tables.items()):
        actions = [action for right in rights for action in TABLE_ACTIONS[right]]
        found.append(_allow(_sid("Table", table), actions, [_table_arn(table, stage)]))
    for table, indexes in sorted(places.indexes.items()):
        resources = [f"{_table_arn(table, stage)}/index/{index}" for index in sorted(indexes)]
        found.append(_allow(_sid("Index", table), ["dynamodb:Query"], resources))
    found += [_allow(_sid("Stream", table), STREAM_ACTIONS, [stream_arn(table)]) for table in sorted(places.streams)]
    if places.tables:
        found.append(_allow("TablesKey", AT_REST, [key_arn("tables")], _through("dynamodb")))
    return found


def _queues(function: str, stage: Stage, key_arn: KeyArn) -> list[iam.PolicyStatement]:
    places, found = places_of(function), []
    for queue, rights in sorted(places.queues.items()):
        actions = [action for right in rights for action in QUEUE_ACTIONS[right]]
        if stage.emulated_iam and "send" in rights:
            # The emulator has a right for sending many at once, where AWS asks for the one to send.
            actions.append("sqs:SendMessageBatch")
        found.append(_allow(_sid("Queue", queue), actions, [arn("sqs", stage.names.plain(queue))]))
    lost = [dead(LOST_BATCHES[table]) for table in sorted(places.streams) if table in LOST_BATCHES]
    if lost:
        found.append(_allow("LostBatches", ["sqs:SendMessage"], [arn("sqs", stage.names.plain(name)) for name in lost]))
    if places.queues or lost:
        found.append(_allow("QueuesKey", ("kms:Decrypt", "kms:GenerateDataKey"), [key_arn("queues")], _through("sqs")))
    return found


def _buckets(function: str, stage: Stage, key_arn: KeyArn) -> list[iam.PolicyStatement]:
    places, found = places_of(function), []
    for bucket, rights in sorted(places.buckets.items()):
        place = bucket_arn(stage.bucket(bucket))
        actions = [action for right in rights for action in OBJECT_ACTIONS[right]]
        found.append(_allow(_sid("Objects", bucket), actions, [f"{place}/*"]))
        if "read" in rights:
            # Without it a missing object answers "forbidden", and the code could not tell gone from refused.
            found.append(_allow(_sid("Bucket", bucket), ["s3:ListBucket"], [place]))
    if places.buckets:
        found.append(_allow("ObjectsKey", ("kms:Decrypt", "kms:GenerateDataKey"), [key_arn("objects")], _through("s3")))
    return found


def _mail(function: str, stage: Stage) -> list[iam.PolicyStatement]:
    """Let a function send from the fund's own domain, through the one configuration set."""
    if not places_of(function).mails:
        return []
    resources = [
        arn("ses", f"identity/{mail_domain(stage)}"),
        arn("ses", f"configuration-set/{stage.names.plain('mail')}"),
    ]
    if stage.emulated_iam:
        # The emulator compares a mail with no resource at all, where AWS asks for identity and set.
        resources.append("*")
    return [_allow("Mail", ["ses:SendEmail"], resources)]


def _parameters(function: str, stage: Stage) -> list[iam.PolicyStatement]:
    resources = [arn("ssm", f"parameter{name}") for name in parameters_of(function, stage)]
    return [_allow("Parameters", ["ssm:GetParameter"], resources)] if resources else []


def _keys(function: str, key_arn: KeyArn) -> list[iam.PolicyStatement]:
    keys = [*(domain.value for domain in sorted(domains_of(function).opens)), *sorted(secrets_of(function))]
    return [_allow("OpenRoots", ["kms:Decrypt"], [key_arn(key) for key in keys])] if keys else []


def _table_arn(table: str, stage: Stage) -> str:
    return arn("dynamodb", f"table/{stage.names.table(table)}")


def _log_streams(function: str, stage: Stage) -> str:
    return arn("logs", f"log-group:{stage.names.log_group(function)}:log-stream:*")


def roots_maker_statements(stage: Stage, key_arn: KeyArn) -> list[iam.PolicyStatement]:
    """Return what the deploy step needs: wrap, and put parameters if absent. It can open nothing."""
    names, parts = stage.names, []
    for version in map(str, stage.root_versions):
        parts += [("roots", domain.value, version) for domain in Domain if domain is not Domain.AUDIT]
        parts += [("audit-root", version, half) for half in ("private", "public")]
        parts += [("secrets", secret, version) for secret in SECRETS]
        parts += [("signing", version, half) for half in ("private", "public")]
        parts += [("client-keys", use, version) for use in CLIENT_KEY_USES]
    resources = [arn("ssm", f"parameter{names.parameter(*each)}") for each in parts]
    keys = [*(domain.value for domain in Domain), *SECRETS, *PAIRS]
    targets = [key_arn(key) for key in keys]
    if stage.emulated_iam:
        # The emulator asks for rights on the alias that a call names, where AWS asks for rights on the key behind it.
        targets += [arn("kms", names.alias(key)) for key in keys]
    return [
        _allow("MakeParameters", ["ssm:GetParameter", "ssm:PutParameter"], resources),
        _allow("Wrap", ["kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"], targets),
    ]
