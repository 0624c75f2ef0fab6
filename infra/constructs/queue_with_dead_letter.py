"""A queue of references (ids only), with the dead-letter queue that keeps what could not be handled."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.arns import bucket_arn
from infra.excuses import Excuse, excuse
from infra.stages.stage import Stage

RETENTION = Duration.days(14)
# Usual guidance for Lambda: a message stays invisible at least six times as long as one attempt may take.
VISIBILITY_FACTOR = 6
ATTEMPTS = 5
# A stream has no queue before it: what its function could not take for a day is told here, by shard and numbers alone.
LOST_BATCHES = {"ledger": "ledger-segments"}
PLAIN = Excuse("AwsSolutions-SQS4", "The emulator speaks plain HTTP; every other stage refuses it.")


def dead(name: str) -> str:
    """Return the name of a queue's dead-letter queue."""
    return f"{name}-dead"


def dead_letters(scope: Construct, node: str, name: str, *, stage: Stage, key: kms.IKey) -> sqs.Queue:
    """Make the dead-letter queue of a queue or a stream's function."""
    queue = sqs.Queue(
        scope,
        node,
        queue_name=stage.names.plain(dead(name)),
        encryption=sqs.QueueEncryption.KMS,
        encryption_master_key=key,
        enforce_ssl=stage.tls_only,
        retention_period=RETENTION,
        redrive_allow_policy=sqs.RedriveAllowPolicy(redrive_permission=sqs.RedrivePermission.ALLOW_ALL),
    )
    if not stage.tls_only:
        excuse(queue, PLAIN)
    return queue


def lost_batches(scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> None:
    """Make the dead-letter queue of a stream's function, which has no queue before it."""
    queue = dead_letters(scope, f"Lost-{name}", name, stage=stage, key=key)
    excuse(queue, Excuse("AwsSolutions-SQS3", "It is the dead-letter queue: of a stream's function, and of no queue."))


class QueueWithDeadLetter(Construct):
    """One queue and its dead-letter queue, both encrypted, both keeping messages for 14 days."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: kms.IKey, attempt: Duration) -> None:
        super().__init__(scope, f"Queue-{name}")
        names = stage.names
        self.dead_letters = dead_letters(self, "Dead", name, stage=stage, key=key)
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=names.plain(name),
            encryption=sqs.QueueEncryption.KMS,
            encryption_master_key=key,
            enforce_ssl=stage.tls_only,
            retention_period=RETENTION,
            visibility_timeout=Duration.seconds(attempt.to_seconds() * VISIBILITY_FACTOR),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=ATTEMPTS),
        )
        if not stage.tls_only:
            excuse(self.queue, PLAIN)

    def accept_from_rule(self, rule_arn: str) -> None:
        """Let one rule of EventBridge put what it made of events into the queue."""
        self.queue.add_to_resource_policy(
            iam.PolicyStatement(
                sid="EventsOfRule",
                actions=["sqs:SendMessage"],
                principals=[iam.ServicePrincipal("events.amazonaws.com")],
                resources=[self.queue.queue_arn],
                conditions={"ArnEquals": {"aws:SourceArn": rule_arn}},
            )
        )

    def accept_from_bucket(self, bucket_name: str) -> Construct:
        """Let S3 put references to new objects of one bucket into the queue; return the policy that says so."""
        self.queue.add_to_resource_policy(
            iam.PolicyStatement(
                sid="NewObjects",
                actions=["sqs:SendMessage"],
                principals=[iam.ServicePrincipal("s3.amazonaws.com")],
                resources=[self.queue.queue_arn],
                conditions={
                    "ArnEquals": {"aws:SourceArn": bucket_arn(bucket_name)},
                    "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
                },
            )
        )
        policy = self.queue.node.find_child("Policy")
        if not isinstance(policy, Construct):
            msg = "the queue has no policy"
            raise TypeError(msg)
        return policy
