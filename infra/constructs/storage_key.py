"""A KMS key for encryption at rest (tables, queues, objects, logs) of what is sealed already or holds ids only."""

from collections.abc import Mapping, Sequence

from aws_cdk import Aws, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.stages.stage import Stage

type Conditions = Mapping[str, Mapping[str, str | Sequence[str]]]


class StorageKey(Construct):
    """A key administered and used through IAM, plus the services that must use it by themselves."""

    def __init__(
        self, scope: Construct, name: str, *, stage: Stage, services: Mapping[str, Conditions] | None = None
    ) -> None:
        super().__init__(scope, f"Key-{name}")
        names = stage.names
        self.key = kms.Key(
            self,
            "Key",
            description=f"{names.plain(name)}: encryption at rest",
            enable_key_rotation=True,
            removal_policy=RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY,
        )
        for service, conditions in (services or {}).items():
            self.key.add_to_resource_policy(
                iam.PolicyStatement(
                    sid=f"Service{service.split('.', 1)[0].capitalize()}",
                    actions=[
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                    ],
                    principals=[iam.ServicePrincipal(service)],
                    resources=["*"],
                    conditions={operator: dict(values) for operator, values in conditions.items()},
                )
            )
        kms.CfnAlias(self, "Alias", alias_name=names.alias(name), target_key_id=self.key.key_id)
        ssm.CfnParameter(self, "Arn", type="String", name=names.key_arn_parameter(name), value=self.key.key_arn)


def of_this_account() -> Conditions:
    """Return the condition that a service acts for this account."""
    return {"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}}
