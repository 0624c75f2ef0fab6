"""The part of the story at the drop bucket: authorities report households and incomes, and get receipts."""

import json
from collections.abc import Sequence
from typing import Any

from botocore.exceptions import ClientError

from tools.local.scene import Scene, wait_until
from tools.local.screen import Screen
from tools.synthetic.family import Family
from tools.synthetic.mixed_delivery import MixedDelivery
from tools.synthetic.tell_drops import Delivery, household_again, household_deliveries, income_deliveries

type Receipt = dict[str, Any]


def register_names_an_erased_parent(screen: Screen, scene: Scene, family: Family) -> None:
    """Report the household of an erased parent once more: nobody comes back."""
    with screen.step("The register reports the erased parent's household again") as step:
        delivery = household_again(family, version=1, sequence=2)
        step.sent(f"object {delivery.key}")
        receipt = _drop(scene, delivery)
        step.came(f"receipt {receipt['status']}: {_counts(receipt)}; the erased parent is not made again")


def authorities_report(screen: Screen, scene: Scene, families: Sequence[Family]) -> None:
    """Put each delivery into the bucket, wait for its receipt, and see that the raw file is gone."""
    for title, deliveries in (
        ("The register reports who lives together", household_deliveries(families)),
        ("The tax office reports yearly incomes", income_deliveries(families)),
    ):
        for delivery in deliveries:
            with screen.step(title) as step:
                step.sent(f"object {delivery.key} ({len(delivery.body)} bytes)")
                receipt = _drop(scene, delivery)
                step.came(f"receipt {receipt['status']}: {_counts(receipt)}; the raw object is gone")


def a_mixed_delivery_comes(screen: Screen, scene: Scene, mixed: MixedDelivery) -> None:
    """Drop a file with repeats, disorder, a cancellation, a stranger and a broken line; say what became of each."""
    with screen.step("The tax office sends a file with everything in it that goes wrong in life") as step:
        step.sent(f"object {mixed.delivery.key} ({len(mixed.delivery.body)} bytes)")
        receipt = _drop(scene, mixed.delivery)
        counts = {name: count for name, count in receipt["counts"].items() if count}
        if counts != mixed.counts:
            msg = f"the receipt counts {counts}, not {mixed.counts}"
            raise RuntimeError(msg)
        step.came(f"receipt {receipt['status']}: {_counts(receipt)}")
        step.came(f"{mixed.repeated} repeated statements: duplicates, nothing written")
        step.came("a second correction before the first: the later version counts, the earlier one is superseded")
        step.came("a cancellation: the assessment decides nothing any more, and stays inside its term")
        step.came("a stranger: counted, not stored")
        for problem in receipt["problems"]:
            step.came(f"a broken number: in quarantine for three days as {problem['code']} at {problem['pointer']}")


def _counts(receipt: Receipt) -> str:
    return ", ".join(f"{count} {name}" for name, count in receipt["counts"].items() if count)


def _drop(scene: Scene, delivery: Delivery) -> Receipt:
    objects = scene.objects()
    objects.put_object(Bucket=scene.bucket("drops"), Key=delivery.key, Body=delivery.body)

    def receipt() -> Receipt | None:
        try:
            found = objects.get_object(Bucket=scene.bucket("receipts"), Key=f"{delivery.key}.receipt.json")
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        told: Receipt = json.loads(found["Body"].read())
        return told

    def gone() -> bool | None:
        listed = objects.list_objects_v2(Bucket=scene.bucket("drops"), Prefix=delivery.key)
        return None if listed.get("KeyCount") else True

    told = wait_until("the receipt of a delivery", receipt)
    wait_until("the raw delivery is deleted", gone)
    return told
