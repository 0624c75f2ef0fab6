"""The monthly run: claim, one worker per shard, files. Its history holds ids and counts only, and is not logged.

Execution input: `{"region": "flanders", "month": "2024-06"}`; without `month` the one that just ended. The start step
adds `{"run": "run_...", "shards": ["00", ..., "ff"]}`. The run ends at *files ready*: two people release them.
"""

import json
from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.environment import RUN
from infra.excuses import Excuse, excuse
from infra.stages.stage import Stage

type State = dict[str, object]

# What a function raises leaves it under one name, whatever its cause: each step repeats without effect, so all of it is
# tried again, a few times. A crash or a time-out goes on where the step's own notes end.
PASSING = (
    "EntryFailedError",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ServiceException",
    "Lambda.TooManyRequestsException",
    "Lambda.Unknown",
    "Sandbox.Timedout",
)
ATTEMPTS_MORE = 3
RUN_LIMIT = Duration.hours(6)


class PaymentRun(Construct):
    """The state machine and its role, which may invoke the three functions of the run and nothing else."""

    def __init__(self, scope: Construct, *, stage: Stage, steps: Mapping[str, lambda_.IFunction]) -> None:
        super().__init__(scope, "PaymentRun")
        arns = {name: function.function_arn for name, function in steps.items()}
        role = iam.Role(
            self,
            "Role",
            role_name=stage.names.plain(RUN),
            assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
            inline_policies={
                "steps": iam.PolicyDocument(
                    statements=[
                        iam.PolicyStatement(
                            sid="Steps", actions=["lambda:InvokeFunction"], resources=sorted(arns.values())
                        )
                    ]
                )
            },
        )
        self.machine = sfn.CfnStateMachine(
            self,
            "Machine",
            state_machine_name=stage.names.plain(RUN),
            state_machine_type="STANDARD",
            role_arn=role.role_arn,
            definition_string=json.dumps(_definition(arns, stage.run_concurrency), sort_keys=True),
            tracing_configuration=sfn.CfnStateMachine.TracingConfigurationProperty(enabled=False),
        )
        excuse(
            self.machine,
            Excuse(
                "AwsSolutions-SF1", "The history is kept by the service; a log of all events would be one more copy."
            ),
            Excuse(
                "AwsSolutions-SF2", "Tracing stays on functions, which send no payload; a run is followed by its rows."
            ),
        )


def _definition(arns: Mapping[str, str], concurrency: int) -> State:
    caught = {"Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Failed"}]}
    return {
        "Comment": "Claim the month, decide every open dossier, write the files",
        "StartAt": "Start",
        "TimeoutSeconds": RUN_LIMIT.to_seconds(),
        "States": {
            "Start": {**_step(arns["payments-start"]), "ResultPath": "$.run", **caught, "Next": "Shards"},
            "Shards": {
                "Type": "Map",
                "ItemsPath": "$.run.shards",
                "ItemSelector": {"run.$": "$.run.run", "shard.$": "$$.Map.Item.Value"},
                "MaxConcurrency": concurrency,
                "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "INLINE"},
                    "StartAt": "Shard",
                    "States": {"Shard": {**_step(arns["payments-worker"]), "End": True}},
                },
                "ResultPath": None,
                **caught,
                "Next": "Files",
            },
            "Files": {
                **_step(arns["payments-files"], {"run.$": "$.run.run"}),
                "ResultPath": "$.files",
                **caught,
                "End": True,
            },
            "Failed": {"Type": "Fail", "ErrorPath": "$.failure.Error", "CausePath": "$.failure.Cause"},
        },
    }


def _step(function_arn: str, parameters: State | None = None) -> State:
    step: State = {
        "Type": "Task",
        "Resource": function_arn,
        "Retry": [
            {
                "ErrorEquals": list(PASSING),
                "IntervalSeconds": 1,
                "MaxAttempts": ATTEMPTS_MORE,
                "BackoffRate": 3,
                "JitterStrategy": "FULL",
            }
        ],
    }
    if parameters is not None:
        step["Parameters"] = parameters
    return step
