"""The watch: alarms on promises, the topic that tells people, and a board that shows the promises at one look."""

import json

from aws_cdk import Aws, IStackSynthesizer, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.constructs.promise_alarm import PromiseAlarm, fill
from infra.promises import GROUPS, PROMISES
from infra.stages.stage import Stage
from infra.watching.promise import Promise

# Both need a trail in the account: without one, no event tells of calls to KMS.
KEY_CALLS = {
    "key-deletion": ["ScheduleKeyDeletion", "DisableKey", "DeleteImportedKeyMaterial"],
    "key-policy-change": ["PutKeyPolicy", "CreateGrant"],
}
COLUMNS, WIDTH, HEIGHT = 24, 6, 5


class WatchStack(Stack):
    """Everything that looks; nothing depends on it."""

    def __init__(self, scope: Construct, stage: Stage, synthesizer: IStackSynthesizer) -> None:
        super().__init__(
            scope, stage.names.plain("watch"), description="Kroost: alarms on promises", synthesizer=synthesizer
        )
        self._stage = stage
        topic = self._topic()
        for promise in PROMISES:
            PromiseAlarm(self, promise, stage=stage, topic_arn=topic.ref)
        self._key_calls(topic.ref)
        cloudwatch.CfnDashboard(
            self,
            "Board",
            dashboard_name=stage.names.plain("promises"),
            dashboard_body=json.dumps({"widgets": _widgets(stage)}),
        )

    def _topic(self) -> sns.CfnTopic:
        names = self._stage.names
        key = ssm.StringParameter.value_for_string_parameter(self, names.key_arn_parameter("alarms"))
        topic = sns.CfnTopic(self, "Alarms", topic_name=names.plain("alarms"), kms_master_key_id=key)
        statements = [_publish("Alarms", "cloudwatch.amazonaws.com", topic.ref)]
        statements.append(_publish("KeyCalls", "events.amazonaws.com", topic.ref))
        if self._stage.tls_only:
            statements.append(
                iam.PolicyStatement(
                    sid="TlsOnly",
                    effect=iam.Effect.DENY,
                    principals=[iam.AnyPrincipal()],
                    actions=["sns:Publish"],
                    resources=[topic.ref],
                    conditions={"Bool": {"aws:SecureTransport": "false"}},
                )
            )
        sns.CfnTopicPolicy(
            self, "AlarmsPolicy", topics=[topic.ref], policy_document=iam.PolicyDocument(statements=statements)
        )
        if self._stage.alarm_mail is not None:
            sns.CfnSubscription(
                self, "Operators", topic_arn=topic.ref, protocol="email", endpoint=self._stage.alarm_mail
            )
        return topic

    def _key_calls(self, topic_arn: str) -> None:
        for name, calls in KEY_CALLS.items():
            events.CfnRule(
                self,
                f"Rule-{name}",
                name=self._stage.names.plain(name),
                event_pattern={
                    "source": ["aws.kms"],
                    "detail-type": ["AWS API Call via CloudTrail"],
                    "detail": {"eventName": calls},
                },
                targets=[events.CfnRule.TargetProperty(arn=topic_arn, id="operators")],
            )


def _publish(sid: str, service: str, topic_arn: str) -> iam.PolicyStatement:
    # Topic policies with a condition refuse what rules on events send.
    conditions = None if service.startswith("events.") else {"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}}
    return iam.PolicyStatement(
        sid=sid,
        principals=[iam.ServicePrincipal(service)],
        actions=["sns:Publish"],
        resources=[topic_arn],
        conditions=conditions,
    )


def _widgets(stage: Stage) -> list[dict[str, object]]:
    """Return one row of charts a group, each chart titled with its promise."""
    widgets: list[dict[str, object]] = []
    top = 0
    for group, promises in GROUPS.items():
        heading = {"type": "text", "x": 0, "y": top, "width": COLUMNS, "height": 1}
        widgets.append({**heading, "properties": {"markdown": f"## {group}"}})
        top += 1
        for number, promise in enumerate(promises):
            place = {"x": number * WIDTH % COLUMNS, "y": top + number * WIDTH // COLUMNS * HEIGHT}
            widgets.append(
                {"type": "metric", **place, "width": WIDTH, "height": HEIGHT, "properties": _chart(promise, stage)}
            )
        top += -(-len(promises) * WIDTH // COLUMNS) * HEIGHT
    return widgets


def _chart(promise: Promise, stage: Stage) -> dict[str, object]:
    measure = promise.measure
    parts = [part for name, value in measure.dimensions for part in (name, fill(value, stage))]
    return {
        "title": promise.promise,
        "view": "timeSeries",
        "region": Aws.REGION,
        "stat": measure.statistic.value,
        "period": promise.seconds,
        "metrics": [[measure.namespace, measure.name, *parts]],
        "annotations": {"horizontal": [{"value": promise.threshold, "label": "broken"}]},
    }
