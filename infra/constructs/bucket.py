"""A bucket: private, encrypted with the objects key, with a lifecycle as a second net where the code deletes."""

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.excuses import Excuse, excuse
from infra.stages.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketRules:
    """What a bucket keeps: `versioned` keeps every version, `expires_days` is the second net, `lock_days` a lock.

    `expires_prefix`: only objects whose names begin so expire.
    """

    name: str
    versioned: bool = False
    expires_days: int | None = None
    expires_prefix: str | None = None
    lock_days: int | None = None


class KroostBucket(Construct):
    """One bucket of the architecture page."""

    def __init__(self, scope: Construct, rules: BucketRules, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, f"Bucket-{rules.name}")
        self.name = stage.names.bucket(rules.name)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            bucket_name=self.name,
            encryption=s3.BucketEncryption.KMS,
            encryption_key=key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=stage.tls_only,
            minimum_tls_version=1.2 if stage.tls_only else None,
            versioned=rules.versioned or rules.lock_days is not None,
            object_lock_enabled=rules.lock_days is not None,
            object_lock_default_retention=_lock(rules),
            lifecycle_rules=_lifecycle(rules),
            removal_policy=RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY,
        )
        excuse(
            self.bucket,
            Excuse(
                "AwsSolutions-S1",
                "Server access logs would write object keys and callers' addresses to one more place to sweep; "
                "reads and writes of objects are recorded by the trail of the account.",
            ),
        )
        if not stage.tls_only:
            excuse(
                self.bucket, Excuse("AwsSolutions-S10", "The emulator speaks plain HTTP; every other stage refuses it.")
            )

    def notify(self, queue_arn: str, after: Construct) -> None:
        """Send a reference to each new object to a queue; `after` is the policy that lets S3 do so."""
        resource = self.bucket.node.default_child
        if not isinstance(resource, s3.CfnBucket):
            msg = "a bucket without a CloudFormation bucket"
            raise TypeError(msg)
        resource.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
            queue_configurations=[s3.CfnBucket.QueueConfigurationProperty(event="s3:ObjectCreated:*", queue=queue_arn)]
        )
        resource.node.add_dependency(after)


def _lock(rules: BucketRules) -> s3.ObjectLockRetention | None:
    return None if rules.lock_days is None else s3.ObjectLockRetention.compliance(Duration.days(rules.lock_days))


def _lifecycle(rules: BucketRules) -> Sequence[s3.LifecycleRule]:
    cleaning = s3.LifecycleRule(id="unfinished-uploads", abort_incomplete_multipart_upload_after=Duration.days(1))
    if rules.expires_days is None:
        return [cleaning]
    expiration = Duration.days(rules.expires_days)
    return [cleaning, s3.LifecycleRule(id="second-net", expiration=expiration, prefix=rules.expires_prefix)]
