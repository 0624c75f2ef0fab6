"""The data stack: keys, tables, queues and buckets. It knows no function but by name, and nothing above it."""

from collections.abc import Mapping

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
from infra.constructs.mail import KroostMail, rule_arn
from infra.constructs.queue_with_dead_letter import LOST_BATCHES, QueueWithDeadLetter, lost_batches
from infra.constructs.storage_key import Conditions, StorageKey, of_this_account
from infra.constructs.table import KroostTable
from infra.register_view import PAIRS, ROOTS_MAKER, SECRETS, openers_of, users_of_secret
from infra.sizes import SIZES
from infra.stages.stage import CHECKPOINTS, Stage

MAIL_EVENTS = "mail-events"
CONSUMERS = {
    "submissions": "intake-queue",
    "drops": "government-queue",
    "rights": "rights-queue",
    "files": "payments-send",
    "recalculations": "payments-recalculate",
    "answers": "payments-answers",
    "messages": "messages-queue",
    "messages-outside": "messages-outside",
    MAIL_EVENTS: "messages-events",
}
# Segments are named by their day (`2026-11-24/...`), so a prefix tells them from what must not expire.
SEGMENT_DAYS = rule_for(RecordType.LEDGER).years * 366
DROPS = "drops"
ANSWERS, BANK_IN, BANK_OUT = "answers", "bank-in", "bank-out"


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
        for secret in (*SECRETS, *PAIRS):
            DomainKey(self, secret, stage=stage, openers=users_of_secret(secret), makers=[ROOTS_MAKER])
        tables_key = StorageKey(self, "tables", stage=stage).key
        for table in Table:
            KroostTable(self, table, stage=stage, key=tables_key)
        queues = self._queues()
        self._buckets(queues)
        queues[MAIL_EVENTS].accept_from_rule(rule_arn(stage))
        KroostMail(self, stage=stage, queue=MAIL_EVENTS)
        # What passes events on knows no condition here; this key protects the alarms' topic and nothing else.
        alarms: dict[str, Conditions] = {"cloudwatch.amazonaws.com": of_this_account(), "events.amazonaws.com": {}}
        StorageKey(self, "alarms", stage=stage, services=alarms)
        StorageKey(self, "logs", stage=stage, services={f"logs.{Aws.REGION}.amazonaws.com": self._own_log_groups()})

    def _queues(self) -> dict[str, QueueWithDeadLetter]:
        # A rule passes events on without naming its account to the key; the queue itself takes from one rule only.
        services: dict[str, Conditions] = {"s3.amazonaws.com": of_this_account(), "events.amazonaws.com": {}}
        key = StorageKey(self, "queues", stage=self._stage, services=services).key
        for name in LOST_BATCHES.values():
            lost_batches(self, name, stage=self._stage, key=key)
        return {
            name: QueueWithDeadLetter(self, name, stage=self._stage, key=key, attempt=SIZES[consumer].timeout)
            for name, consumer in CONSUMERS.items()
        }

    def _buckets(self, queues: Mapping[str, QueueWithDeadLetter]) -> None:
        stage = self._stage
        key: kms.IKey = StorageKey(self, "objects", stage=stage).key
        for name, record, queue in ((DROPS, RecordType.RAW_DROP, DROPS), (BANK_IN, RecordType.BANK_COPY, ANSWERS)):
            bucket = KroostBucket(
                self, BucketRules(name=name, expires_days=rule_for(record).days), stage=stage, key=key
            )
            policy = queues[queue].accept_from_bucket(bucket.name)
            bucket.notify(arn("sqs", stage.names.plain(queue)), policy)
        for rules in (
            BucketRules(name=BANK_OUT, expires_days=rule_for(RecordType.BANK_COPY).days),
            BucketRules(name="receipts", expires_days=rule_for(RecordType.DROP_RECEIPT).days),
            BucketRules(name="payment-files"),
            # A package goes with its key by the sweep; a day later the bucket itself lets go of what was missed.
            BucketRules(name="packages", expires_days=rule_for(RecordType.PACKAGE).days + 1),
            BucketRules(name="letters", expires_days=rule_for(RecordType.LETTER_COPY).days),
            BucketRules(name="roots-copy", versioned=True),
            BucketRules(name="journal", lock_days=stage.journal_lock_days),
            # Lines of segments go with the longest term of the ledger; where the chains end now stands beside them.
            BucketRules(name="ledger-segments", expires_days=SEGMENT_DAYS, expires_prefix="2"),
            BucketRules(name=CHECKPOINTS, lock_days=stage.checkpoint_lock_days),
        ):
            if rules.name == CHECKPOINTS and stage.checkpoint_account is not None:
                continue  # it stands in the second account: infra/stacks/witness.py
            KroostBucket(self, rules, stage=stage, key=key)

    def _own_log_groups(self) -> dict[str, dict[str, str]]:
        groups = arn("logs", f"log-group:{self._stage.names.log_group('*')}")
        return {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}}
