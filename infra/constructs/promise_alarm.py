"""The alarm of one promise: it names the promise and the page that says what to do, and tells the operators' topic."""

from aws_cdk import Aws
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.arns import arn
from infra.environment import RUN
from infra.stages.stage import Stage
from infra.watching.promise import Promise

PAGE = "docs/alarms.md"


class PromiseAlarm(Construct):
    """One CloudWatch alarm."""

    def __init__(self, scope: Construct, promise: Promise, *, stage: Stage, topic_arn: str) -> None:
        super().__init__(scope, f"Promise-{promise.name}")
        measure = promise.measure
        percentile = measure.statistic.value.startswith("p")
        self.alarm = cloudwatch.CfnAlarm(
            self,
            "Alarm",
            alarm_name=stage.names.plain(promise.name),
            alarm_description=f"{promise.promise} What to do: {PAGE}#{promise.name}",
            namespace=measure.namespace,
            metric_name=measure.name,
            dimensions=[
                cloudwatch.CfnAlarm.DimensionProperty(name=name, value=fill(value, stage))
                for name, value in measure.dimensions
            ],
            statistic=None if percentile else measure.statistic.value,
            extended_statistic=measure.statistic.value if percentile else None,
            period=promise.seconds,
            evaluation_periods=promise.periods,
            threshold=promise.threshold,
            comparison_operator="LessThanThreshold" if promise.below else "GreaterThanOrEqualToThreshold",
            treat_missing_data=promise.missing.value,
            alarm_actions=[topic_arn],
            ok_actions=[topic_arn],
        )


def fill(value: str, stage: Stage) -> str:
    """Return a dimension's value with the stage's own names in it; ValueError for a word that is not known."""
    if not value.startswith("{") or not value.endswith("}"):
        return value
    kind, _, name = value[1:-1].partition(":")
    match kind:
        case "plain":
            return stage.names.plain(name)
        case "table":
            return stage.names.table(name)
        case "run":
            return arn("states", f"stateMachine:{stage.names.plain(RUN)}")
        case "region":
            return Aws.REGION
    msg = f"no such word in a dimension: {kind}"
    raise ValueError(msg)
