"""The data stack: keys, tables, queues and buckets. It knows no function but by name, and nothing above it."""

from aws_cdk import Aws, IStackSynthesizer, Stack
from aws_cdk import aws_kms as kms
from constructs import Construct

from functions.register.domain import Domain
from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from functions.runtime.database import Table
from infra.arns import arn
from infra.constructs.bucket import BucketRules, KroostBucket
from infra.constructs.domain_key import DomainKey
from infra.constructs.queue_with_dead_letter import QueueWithDeadLetter
from infra.constructs.storage_key import Conditions, StorageKey, of_this_account
from infra.constructs.table import KroostTable
from infra.register_view import ROOTS_MAKER, SECRETS, SIGNING, openers_of, users_of_secret
from infra.sizes import SIZES
from infra.stages.stage import Stage

CONSUMERS = {"submissions": "intake-queue", "drops": "government-queue", "rights": "rights-queue"}
DROPS = "drops"


class DataStack(Stack):
    """Everything that keeps data."""

    def __init__(self, scope: Construct, stage: Stage, synthesizer: IStackSynthesizer) -> None:
        super().__init__(
            scope,
            stage.names.plain("data"),
            description="Kroost: keys, tables, queues and buckets",
            termination_protection=stage.keeps_data,
            synthesizer=synthesizer,
        )
        self._stage = stage
        for domain in Domain:
            DomainKey(self, domain.value, stage=stage, openers=openers_of(domain), makers=[ROOTS_MAKER])
        for secret in (*SECRETS, SIGNING):
            DomainKey(self, secret, stage=stage, openers=users_of_secret(secret), makers=[ROOTS_MAKER])
        tables_key = StorageKey(self, "tables", stage=stage).key
        for table in Table:
            KroostTable(self, table, stage=stage, key=tables_key)
        queues = self._queues()
        self._buckets(queues[DROPS])
        # What passes events on knows no condition here; this key protects the alarms' topic and nothing else.
        alarms: dict[str, Conditions] = {"cloudwatch.amazonaws.com": of_this_account(), "events.amazonaws.com": {}}
        StorageKey(self, "alarms", stage=stage, services=alarms)
        StorageKey(self, "logs", stage=stage, services={f"logs.{Aws.REGION}.amazonaws.com": self._own_log_groups()})

    def _queues(self) -> dict[str, QueueWithDeadLetter]:
        key = StorageKey(self, "queues", stage=self._stage, services={"s3.amazonaws.com": of_this_account()}).key
        return {
            name: QueueWithDeadLetter(self, name, stage=self._stage, key=key, attempt=SIZES[consumer].timeout)
            for name, consumer in CONSUMERS.items()
        }

    def _buckets(self, drops_queue: QueueWithDeadLetter) -> None:
        stage = self._stage
        key: kms.IKey = StorageKey(self, "objects", stage=stage).key
        drops = KroostBucket(
            self, BucketRules(name=DROPS, expires_days=rule_for(RecordType.RAW_DROP).days), stage=stage, key=key
        )
        for rules in (
            BucketRules(name="receipts", expires_days=rule_for(RecordType.DROP_RECEIPT).days),
            BucketRules(name="payment-files"),
            BucketRules(name="roots-copy", versioned=True),
            BucketRules(name="journal", lock_days=stage.journal_lock_days),
        ):
            KroostBucket(self, rules, stage=stage, key=key)
        policy = drops_queue.accept_from_bucket(drops.name)
        drops.notify(arn("sqs", stage.names.plain(DROPS)), policy)

    def _own_log_groups(self) -> dict[str, dict[str, str]]:
        groups = arn("logs", f"log-group:{self._stage.names.log_group('*')}")
        return {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}}
