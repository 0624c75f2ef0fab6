"""Promises about stores, the door and keys."""

from infra.watching.measures import of_door, of_route, of_rule, of_table
from infra.watching.promise import MINUTE, Measure, Promise, Statistic

STORAGE = (
    *(
        Promise(
            name=f"{table}-{kind.lower()}-throttled",
            promise="The store takes what the fund writes and reads.",
            act="On-demand capacity doubles by itself; find the hot partition if it lasts.",
            measure=of_table(table, f"{kind}ThrottleEvents"),
            threshold=10,
        )
        for table, kind in (("subjects", "Read"), ("ledger", "Write"))
    ),
    Promise(
        name="functions-throttled",
        promise="No function is refused for want of concurrency.",
        act="Raise the account's concurrency or lower the maximum of the queue that takes it.",
        measure=Measure(namespace="AWS/Lambda", name="Throttles"),
        threshold=10,
    ),
)

DOOR = (
    Promise(
        name="door-faults",
        promise="A visitor is never told that the fault is ours without somebody knowing.",
        act="The route stands in the access log, the error id in the function's log.",
        measure=of_door("5XXError"),
        threshold=5,
    ),
    Promise(
        name="door-slow",
        promise="Nineteen of twenty answers come within three seconds.",
        act="Compare cold starts and table latency; raise memory where starts dominate.",
        measure=of_door("Latency", Statistic.SLOWEST),
        threshold=3000,
        periods=3,
    ),
    Promise(
        name="firewall-blocks",
        promise="An attack is seen, and does not lock families out unseen.",
        act="See which rule blocks (its metrics; it keeps no addresses). Mend what blocks families.",
        measure=Measure(
            namespace="AWS/WAFV2",
            name="BlockedRequests",
            dimensions=(("WebACL", "kroost-door"), ("Region", "{region}"), ("Rule", "ALL")),
        ),
        threshold=1000,
    ),
    *(
        Promise(
            name=f"{name}-refused-by-us",
            promise=promise,
            act="Find the error id in the function's log; its class names the cause. Nothing was accepted.",
            measure=of_route(method, path, "5XXError"),
        )
        for name, method, path, promise in (
            (
                "family-form",
                "POST",
                "/api/forms/families",
                "A family that sends its form is never sent away by a fault.",
            ),
            ("consent", "POST", "/api/consents", "A choice about cookies is recorded when it is made."),
            (
                "staff",
                "ANY",
                "/api/staff/{proxy+}",
                "A case worker who handles somebody's right is not held up by a fault.",
            ),
        )
    ),
)

KEYS = (
    Promise(
        name="key-deletion",
        promise="No key of a domain disappears by mistake: without it the data of everybody is gone.",
        act="Cancel the deletion at once (there are at least seven days), then find out who asked for it.",
        measure=of_rule("key-deletion"),
        seconds=MINUTE,
    ),
    Promise(
        name="key-policy-change",
        promise="Nobody widens who may open a domain without being seen.",
        act="Compare the key's policy with the template; a change that no deployment made is a breach case.",
        measure=of_rule("key-policy-change"),
        seconds=MINUTE,
    ),
)
