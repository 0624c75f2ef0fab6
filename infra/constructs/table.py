"""A table of the architecture page: on demand, customer-managed key, protected, restorable, keys-only indexes."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from functions.runtime.database import INDEX_KEYS, INDEXES_OF, Table
from infra.stages.stage import Stage

RESTORE_DAYS = rule_for(RecordType.BACKUP).days
SHORT_RESTORE_DAYS = rule_for(RecordType.KEY_BACKUP).days
# What a backup brings back, a person's erasure has not reached: the tables that make data readable (keys, look-ups,
# sessions) can be brought back for a week only, and by no other means than point-in-time recovery.
SHORT_LIVED = frozenset({Table.SUBJECTS, Table.LOOK_UPS, Table.SESSIONS})
NO_COPIES = frozenset({Table.SUBJECTS, Table.LOOK_UPS})
# The outbox publishes from its stream; the ledger's feeds segments, and tells how old an entry was that went. Keys
# (subjects) must never leave by a stream.
STREAMS = {
    Table.OUTBOX: dynamodb.StreamViewType.NEW_IMAGE,
    Table.LEDGER: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
}
COPYING = (
    "dynamodb:CreateBackup",
    "dynamodb:StartAwsBackupJob",
    "dynamodb:ExportTableToPointInTime",
    "dynamodb:EnableKinesisStreamingDestination",
)
EXPIRES_AT = "expires_at"


class KroostTable(Construct):
    """One table with its indexes, stream and limits; its name is made of stage, logical name and generation."""

    def __init__(self, scope: Construct, table: Table, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, f"Table-{table}")
        text = dynamodb.AttributeType.STRING
        self.table = dynamodb.Table(
            self,
            "Table",
            table_name=stage.names.table(table),
            partition_key=dynamodb.Attribute(name="pk", type=text),
            sort_key=dynamodb.Attribute(name="sk", type=text),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
            encryption_key=key,
            deletion_protection=stage.keeps_data,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True,
                recovery_period_in_days=SHORT_RESTORE_DAYS if table in SHORT_LIVED else RESTORE_DAYS,
            ),
            stream=STREAMS.get(table),
            time_to_live_attribute=EXPIRES_AT if table is Table.SESSIONS else None,
            resource_policy=_no_copies() if table in NO_COPIES else None,
            removal_policy=RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY,
        )
        for index in INDEXES_OF.get(table, ()):
            partition, sort = INDEX_KEYS[index]
            self.table.add_global_secondary_index(
                index_name=index.value,
                partition_key=dynamodb.Attribute(name=partition, type=text),
                sort_key=dynamodb.Attribute(name=sort, type=text),
                projection_type=dynamodb.ProjectionType.KEYS_ONLY,
            )
        if table in STREAMS:
            ssm.CfnParameter(
                self,
                "StreamArn",
                type="String",
                name=stage.names.stream_arn_parameter(table),
                value=self.table.table_stream_arn or "",
            )


def _no_copies() -> iam.PolicyDocument:
    """Refuse to everybody what would make a copy of keys that outlives their destruction."""
    return iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                sid="NoCopyOfKeys",
                effect=iam.Effect.DENY,
                principals=[iam.AnyPrincipal()],
                actions=list(COPYING),
                resources=["*"],
            )
        ]
    )
