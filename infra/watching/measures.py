"""Metrics that AWS sends by itself, and those of `functions/runtime/metrics.py` (dimension `function`)."""

from functions.runtime.metrics import NAMESPACE, Metric
from infra.watching.promise import Measure, Statistic


def of_queue(name: str, metric: str) -> Measure:
    """Return a metric of a queue, at its worst."""
    return Measure(
        namespace="AWS/SQS", name=metric, dimensions=(("QueueName", f"{{plain:{name}}}"),), statistic=Statistic.MAXIMUM
    )


def of_function(name: str, metric: str, statistic: Statistic = Statistic.SUM) -> Measure:
    """Return a metric of a function."""
    return Measure(
        namespace="AWS/Lambda", name=metric, dimensions=(("FunctionName", f"{{plain:{name}}}"),), statistic=statistic
    )


def of_ours(metric: Metric, function: str, statistic: Statistic = Statistic.SUM) -> Measure:
    """Return a metric that our own code sends."""
    return Measure(namespace=NAMESPACE, name=metric.value, dimensions=(("function", function),), statistic=statistic)


def of_table(name: str, metric: str) -> Measure:
    """Return a metric of a table."""
    return Measure(namespace="AWS/DynamoDB", name=metric, dimensions=(("TableName", f"{{table:{name}}}"),))


def of_run(metric: str) -> Measure:
    """Return a metric of the monthly run."""
    return Measure(namespace="AWS/States", name=metric, dimensions=(("StateMachineArn", "{run}"),))


def of_door(metric: str, statistic: Statistic = Statistic.SUM) -> Measure:
    """Return a metric of the API."""
    dimensions = (("ApiName", "{plain:door}"), ("Stage", "live"))
    return Measure(namespace="AWS/ApiGateway", name=metric, dimensions=dimensions, statistic=statistic)


def of_route(method: str, path: str, metric: str) -> Measure:
    """Return a metric of one route of the API."""
    whole = of_door(metric)
    return Measure(
        namespace=whole.namespace, name=metric, dimensions=(*whole.dimensions, ("Method", method), ("Resource", path))
    )


def of_rule(name: str, metric: str = "TriggeredRules") -> Measure:
    """Return a metric of a rule on events; how often it matched when none is named."""
    return Measure(namespace="AWS/Events", name=metric, dimensions=(("RuleName", f"{{plain:{name}}}"),))
