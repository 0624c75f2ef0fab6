"""A KMS key that only named functions can use: the purpose stands in the key policy itself.

The account's root may administer the key but neither decrypt with it nor give grants on it. Use is delegated to IAM for
the named roles only, so two documents must agree before anything opens: this policy and the role's own. An
administrator who wants to read must first change this policy, which is an event of its own.
"""

from collections.abc import Mapping, Sequence

from aws_cdk import RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.arns import role_arn, session_arn
from infra.stages.stage import Stage

ADMINISTER = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)
WRAP = ("kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext")


class DomainKey(Construct):
    """The key of one domain or secret: `openers` may decrypt, `makers` may only wrap."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        openers: Sequence[str],
        makers: Sequence[str],
    ) -> None:
        super().__init__(scope, f"Key-{name}")
        names = stage.names
        statements = [_for_account("Administer", ADMINISTER)]
        if openers:
            statements.append(_use("Open", ("kms:Decrypt",), openers, stage))
        if makers:
            statements.append(_use("Wrap", WRAP, makers, stage))
        self.key = kms.Key(
            self,
            "Key",
            description=f"{names.plain(name)}: roots or secrets of this name, nothing else",
            enable_key_rotation=True,
            policy=iam.PolicyDocument(statements=statements),
            removal_policy=RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY,
        )
        kms.CfnAlias(self, "Alias", alias_name=names.alias(name), target_key_id=self.key.key_id)
        ssm.CfnParameter(self, "Arn", type="String", name=names.key_arn_parameter(name), value=self.key.key_arn)


def _use(sid: str, actions: Sequence[str], functions: Sequence[str], stage: Stage) -> iam.PolicyStatement:
    roles = [stage.names.plain(function) for function in functions]
    allowed = [role_arn(role) for role in roles]
    if stage.emulated_iam:
        allowed += [session_arn(role) for role in roles]
    return _for_account(sid, actions, {"ArnLike": {"aws:PrincipalArn": allowed}})


def _for_account(
    sid: str, actions: Sequence[str], conditions: Mapping[str, object] | None = None
) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid,
        actions=list(actions),
        principals=[iam.AccountRootPrincipal()],
        resources=["*"],
        conditions=conditions,
    )
