"""Sends forms and drops with markers in every member to the deployed system."""

import json
from functools import partial

from tests.builders.drops import written
from tests.privacy.planted_story import PLANTED, planted_deliveries, planted_forms
from tests.privacy.planted_values import Place
from tools.local.scene import Scene, wait_until

# Not the sender of the story: two stories about one numbered row of deliveries would be one.
SENDER = "0367302178"


def send_planted(scene: Scene) -> list[Place]:
    """Send three forms and drops of every kind with markers in them; return what was sent."""
    door, sent = scene.asker(), []
    for name, form in planted_forms().items():
        body = json.dumps(form, ensure_ascii=False).encode()
        sent.append(Place(f"form {name}", body))
        receipt = door.post(f"/api/forms/{name}", body, expect=202).json()["receipt"]
        wait_until("a planted form is processed", partial(_left_the_queue, scene, receipt))
    for delivery, written_as in planted_deliveries(SENDER):
        key, body = written(delivery, written_as)
        sent.append(Place(f"delivery {key}", body))
        scene.objects().put_object(Bucket=scene.bucket("drops"), Key=key, Body=body)
        wait_until("a planted delivery is taken", partial(_gone, scene, key))
    stray = f"{PLANTED['drop stray text']}.json"
    sent.append(Place("stray object", stray.encode()))
    scene.objects().put_object(Bucket=scene.bucket("drops"), Key=stray, Body=b'{"name": "' + stray.encode() + b'"}')
    wait_until("the stray object is put aside", partial(_gone, scene, stray))
    return sent


def _left_the_queue(scene: Scene, receipt: str) -> bool | None:
    return None if scene.asker().get(f"/api/forms/{receipt}").json()["state"] == "received" else True


def _gone(scene: Scene, key: str) -> bool | None:
    listed = scene.objects().list_objects_v2(Bucket=scene.bucket("drops"), Prefix=key)
    return None if listed.get("KeyCount") else True
