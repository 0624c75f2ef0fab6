"""The witness: the locked bucket of the ledger's checkpoints, in a second account whose operators are not the fund's.

Whoever rules the fund's account cannot take back or rewrite what this one keeps. It holds roots, counts and instants,
nothing about a person; the fund's function may add and read, and neither delete nor change the lock.
"""

from aws_cdk import CfnParameter, Duration, IStackSynthesizer, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.stages.stage import CHECKPOINTS
from infra.stages.stage import Stage as Settings

WRITER = "ledger-checkpoint"


class WitnessStack(Stack):
    """Deployed into the account that the stage names, with the fund's account as parameter."""

    def __init__(self, scope: Construct, stage: Settings, synthesizer: IStackSynthesizer) -> None:
        super().__init__(
            scope,
            stage.names.plain("witness"),
            description="Kroost: checkpoints of the ledger, kept by a second account",
            termination_protection=stage.keeps_data,
            synthesizer=synthesizer,
        )
        fund = CfnParameter(self, "FundAccount", description="The account of the fund", allowed_pattern="[0-9]{12}")
        bucket = s3.Bucket(
            self,
            "Bucket",
            bucket_name=stage.names.bucket(CHECKPOINTS),
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=stage.tls_only,
            versioned=True,
            object_lock_enabled=True,
            object_lock_default_retention=s3.ObjectLockRetention.compliance(Duration.days(stage.checkpoint_lock_days)),
            removal_policy=RemovalPolicy.RETAIN,
        )
        writer = iam.ArnPrincipal(f"arn:{self.partition}:iam::{fund.value_as_string}:role/{stage.names.plain(WRITER)}")
        for sid, action, resource in (
            ("Add", "s3:PutObject", bucket.arn_for_objects("*")),
            ("Read", "s3:GetObject", bucket.arn_for_objects("*")),
            ("List", "s3:ListBucket", bucket.bucket_arn),
        ):
            bucket.add_to_resource_policy(
                iam.PolicyStatement(sid=sid, principals=[writer], actions=[action], resources=[resource])
            )
