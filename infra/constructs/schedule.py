"""A schedule that invokes one function or starts the run; its role may do that one thing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from constructs import Construct

from infra.stages.stage import Stage

ZONE = "Europe/Brussels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When something starts, what is started by which action, and what it is told; `enabled` off starts nothing."""

    name: str
    expression: str
    target_arn: str
    action: str
    told: Mapping[str, str] = field(default_factory=dict)
    enabled: bool = True


class KroostSchedule(Construct):
    """One schedule with its own role; times are Belgian civil time."""

    def __init__(self, scope: Construct, plan: Plan, *, stage: Stage) -> None:
        super().__init__(scope, f"Schedule-{plan.name}")
        name = stage.names.plain(f"schedule-{plan.name}")
        start = iam.PolicyStatement(sid="Start", actions=[plan.action], resources=[plan.target_arn])
        role = iam.Role(
            self,
            "Role",
            role_name=name,
            assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"),
            inline_policies={"start": iam.PolicyDocument(statements=[start])},
        )
        scheduler.CfnSchedule(
            self,
            "Schedule",
            name=name,
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            schedule_expression=plan.expression,
            schedule_expression_timezone=ZONE,
            state="ENABLED" if plan.enabled else "DISABLED",
            target=scheduler.CfnSchedule.TargetProperty(
                arn=plan.target_arn,
                role_arn=role.role_arn,
                input=json.dumps(plan.told),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_event_age_in_seconds=3600, maximum_retry_attempts=3
                ),
            ),
        )
