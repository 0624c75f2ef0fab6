"""The app stack: functions with their roles, what wakes them, the monthly run, and the step that makes the roots."""

import json
from typing import cast

from aws_cdk import CustomResource, Duration, IStackSynthesizer, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from functions.register.access import function_names, places_of
from functions.register.domain import Domain
from functions.runtime.database import Table
from infra.arns import arn
from infra.bundling.archives import Archives
from infra.constructs.kroost_function import KroostFunction
from infra.constructs.payment_run import PaymentRun
from infra.constructs.queue_with_dead_letter import LOST_BATCHES, dead
from infra.constructs.schedule import KroostSchedule, Plan
from infra.constructs.shipment import make_shipment
from infra.environment import CLOCK
from infra.grants import roots_maker_statements, statements_of
from infra.register_view import ROOTS_MAKER, SECRETS
from infra.stages.stage import Stage

REGIONS = ("brussels", "flanders", "wallonia")
INVOKE = "lambda:InvokeFunction"
BATCH = {
    "submissions": 10,
    "drops": 1,
    "rights": 1,
    "files": 1,
    "answers": 1,
    "recalculations": 10,
    "messages": 10,
    "messages-outside": 10,
    "mail-events": 10,
}
# Only new rows of the outbox ask for something; of the ledger, what is overwritten or removed is told above all.
NEW_ROWS = {"eventName": lambda_.FilterRule.is_equal("INSERT")}
ALL_CHANGES = frozenset({Table.LEDGER.value})
CONCURRENCY = {
    "submissions": 20,
    "drops": 10,
    "rights": 2,
    "files": 2,
    "answers": 2,
    "recalculations": 5,
    "messages": 10,
    "messages-outside": 2,
    "mail-events": 5,
}


class AppStack(Stack):
    """Everything that runs. Reads ARNs that have no known name (keys, streams) from parameters of the data stack."""

    def __init__(
        self, scope: Construct, stage: Stage, archives: Archives, clock_from: str, synthesizer: IStackSynthesizer
    ) -> None:
        super().__init__(
            scope,
            stage.names.plain("app"),
            description="Kroost: functions, schedules and the monthly run",
            synthesizer=synthesizer,
        )
        self._stage = stage
        self._shipment = make_shipment(self, archives)
        self.functions = {name: self._function(name) for name in function_names()}
        if stage.now is not None:
            self._parameter("Clock", CLOCK, json.dumps({"now": stage.now, "from": clock_from}))
        roots = self._roots()
        for name, function in self.functions.items():
            if name != ROOTS_MAKER:
                function.function.node.add_dependency(roots)
        self._wake_from_queues()
        self._wake_from_streams()
        steps = {
            name: self.functions[name].function for name in ("payments-start", "payments-worker", "payments-files")
        }
        self.run = PaymentRun(self, stage=stage, steps=steps)
        self._schedules()

    def key_arn(self, key: str) -> str:
        """Return the ARN of a key of the data stack."""
        return ssm.StringParameter.value_for_string_parameter(self, self._stage.names.key_arn_parameter(key))

    def stream_arn(self, table: str) -> str:
        """Return the ARN of a table's stream of the data stack."""
        return ssm.StringParameter.value_for_string_parameter(self, self._stage.names.stream_arn_parameter(table))

    def _function(self, name: str) -> KroostFunction:
        statements = statements_of(name, self._stage, self.key_arn, self.stream_arn)
        if name == ROOTS_MAKER:
            statements += roots_maker_statements(self._stage, self.key_arn)
        return KroostFunction(
            self,
            name,
            stage=self._stage,
            shipment=self._shipment,
            statements=statements,
            logs_key_arn=self.key_arn("logs"),
        )

    def _roots(self) -> CustomResource:
        """Make roots and secrets that are absent, once the keys exist and before any other function does."""
        names = self._stage.names
        return CustomResource(
            self,
            "Roots",
            resource_type="Custom::Roots",
            service_token=self.functions[ROOTS_MAKER].function.function_arn,
            service_timeout=Duration.seconds(180),
            properties={
                "Versions": [str(version) for version in self._stage.root_versions],
                "Domains": [domain.value for domain in Domain],
                "Secrets": list(SECRETS),
                "OpenGates": [names.table(table.value) for table in Table] if self._stage.generation == 1 else [],
            },
        )

    def _parameter(self, logical: str, name: str, value: str) -> None:
        """Set one of the stage's parameters to what the settings say."""
        ssm.CfnParameter(self, logical, type="String", name=self._stage.names.parameter(name), value=value)

    def _wake_from_queues(self) -> None:
        for function, queue in self._receivers():
            lambda_.EventSourceMapping(
                self,
                f"From-{queue}",
                target=self.functions[function].function,
                event_source_arn=arn("sqs", self._stage.names.plain(queue)),
                batch_size=BATCH[queue],
                max_concurrency=CONCURRENCY[queue],
                report_batch_item_failures=True,
            )

    def _receivers(self) -> list[tuple[str, str]]:
        return [
            (function, queue)
            for function in self.functions
            for queue, rights in places_of(function).queues.items()
            if "receive" in rights
        ]

    def _wake_from_streams(self) -> None:
        for function in self.functions:
            for table in sorted(places_of(function).streams):
                lost = LOST_BATCHES.get(table)
                mapping = lambda_.EventSourceMapping(
                    self,
                    f"Stream-{table}",
                    target=self.functions[function].function,
                    event_source_arn=self.stream_arn(table),
                    starting_position=lambda_.StartingPosition.TRIM_HORIZON,
                    batch_size=100,
                    # A batch of the ledger is tried until shortly before the stream itself forgets it, after a day.
                    retry_attempts=10 if lost is None else None,
                    max_record_age=None if lost is None else Duration.hours(23),
                    bisect_batch_on_error=True,
                    report_batch_item_failures=True,
                    filters=None if table in ALL_CHANGES else [lambda_.FilterCriteria.filter(NEW_ROWS)],
                )
                if lost is not None:
                    # By hand: what the construct offers adds a policy beside the role's own.
                    part = cast("lambda_.CfnEventSourceMapping", mapping.node.default_child)
                    queue = arn("sqs", self._stage.names.plain(dead(lost)))
                    part.destination_config = lambda_.CfnEventSourceMapping.DestinationConfigProperty(
                        on_failure=lambda_.CfnEventSourceMapping.OnFailureProperty(destination=queue)
                    )

    def _schedules(self) -> None:
        functions = self.functions
        plans = (
            Plan(
                name="outbox-sweep",
                expression="rate(1 minute)",
                target_arn=functions["outbox-sweep"].function.function_arn,
                action=INVOKE,
            ),
            Plan(
                name="messages",
                expression="rate(15 minutes)",
                target_arn=functions["messages-schedule"].function.function_arn,
                action=INVOKE,
            ),
            # An hour before a run can start, and every other day: what is missing is asked for in time.
            Plan(
                name="delivery-watch",
                expression="cron(0 5 * * ? *)",
                target_arn=functions["government-watch"].function.function_arn,
                action=INVOKE,
            ),
            Plan(
                name="retention-sweep",
                expression="cron(15 3 * * ? *)",
                target_arn=functions["retention-sweep"].function.function_arn,
                action=INVOKE,
            ),
            Plan(
                name="rights-daily",
                expression="cron(30 4 * * ? *)",
                target_arn=functions["rights-daily"].function.function_arn,
                action=INVOKE,
            ),
            Plan(
                name="amounts-calendar",
                expression="cron(0 7 * * ? *)",
                target_arn=functions["payments-start"].function.function_arn,
                action=INVOKE,
                told={"look_at": "calendar"},
            ),
            Plan(
                name="ledger-checkpoint",
                expression="rate(1 hour)",
                target_arn=functions["ledger-checkpoint"].function.function_arn,
                action=INVOKE,
            ),
            Plan(
                name="ledger-day",
                expression="cron(30 2 * * ? *)",
                target_arn=functions["ledger-checkpoint"].function.function_arn,
                action=INVOKE,
                told={"look_at": "day"},
            ),
            Plan(
                name="payments-daily",
                expression="cron(0 4 * * ? *)",
                target_arn=functions["payments-daily"].function.function_arn,
                action=INVOKE,
            ),
            *(
                Plan(
                    name=f"run-{region}",
                    expression="cron(0 6 1 * ? *)",
                    target_arn=self.run.machine.attr_arn,
                    action="states:StartExecution",
                    told={"region": region},
                    enabled=self._stage.runs_by_itself,
                )
                for region in REGIONS
            ),
        )
        for plan in plans:
            KroostSchedule(self, plan, stage=self._stage)
