"""One function with a role of its own, a log group of its own and exactly the environment it reads."""

from collections.abc import Sequence

from aws_cdk import RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from functions.register.access import places_of
from infra.constructs.shipment import RUNTIME, Shipment
from infra.environment import environment_of
from infra.excuses import Excuse, excuse, resource_finding
from infra.sizes import SIZES
from infra.stages.stage import Stage

SECURITY = frozenset({"staff-api", "sign-in", "rights-queue", "retention-sweep", "roots-maker"})


class KroostFunction(Construct):
    """A function of the register."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        shipment: Shipment,
        statements: Sequence[iam.PolicyStatement],
        logs_key_arn: str,
    ) -> None:
        super().__init__(scope, f"Function-{name}")
        self.name = name
        group = logs.CfnLogGroup(
            self,
            "Logs",
            log_group_name=stage.names.log_group(name),
            retention_in_days=stage.security_log_days if name in SECURITY else stage.log_days,
            kms_key_id=logs_key_arn,
        )
        group.apply_removal_policy(RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY)
        self.role = iam.Role(
            self,
            "Role",
            role_name=stage.names.plain(name),
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={"register": iam.PolicyDocument(statements=list(statements))},
        )
        size = SIZES[name]
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=stage.names.plain(name),
            handler=places_of(name).handler,
            runtime=RUNTIME,
            architecture=shipment.architecture,
            code=shipment.code,
            layers=[shipment.layer],
            memory_size=size.memory_mb,
            timeout=size.timeout,
            role=self.role.without_policy_updates(),
            environment=environment_of(name, stage),
            tracing=lambda_.Tracing.ACTIVE,
            log_group=logs.LogGroup.from_log_group_name(self, "LogGroup", stage.names.log_group(name)),
        )
        self.function.node.add_dependency(group)
        excuse(
            self.function, Excuse("AwsSolutions-L1", "Python 3.13 is what the code is written, locked and tested for.")
        )
        excuse(self.role, *_wildcards(statements, self.role))


def _wildcards(statements: Sequence[iam.PolicyStatement], role: iam.Role) -> list[Excuse]:
    """Excuse the resources whose names cannot be known: objects, log streams, traces; each by its own finding."""
    reasons = {
        "*": "X-Ray knows no resources; the statement allows two calls that send traces and nothing else.",
        ":log-stream:*": "The service names the streams of a function's own log group.",
        "/*": "Objects of one bucket; their names come with the work.",
    }
    found = []
    for statement in statements:
        for resource in statement.resources:
            ending = next((end for end in reasons if resource == end or (end != "*" and resource.endswith(end))), None)
            if ending is not None:
                found.append(Excuse(resource_finding("AwsSolutions-IAM5", resource, role), reasons[ending]))
    return found
