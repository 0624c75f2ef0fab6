"""The promise that stands on one of our metrics, as the watch stack makes it."""

from infra.promises import PROMISES
from infra.watching.promise import Promise


def promise_on(metric: str, function: str) -> Promise | None:
    """Return the promise that alarms on a metric of a function; None when none does."""
    return next((one for one in PROMISES if metric in str(one.measure) and function in str(one.measure)), None)
