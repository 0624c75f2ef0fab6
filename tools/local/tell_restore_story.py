"""The part of the story in which a backup from before an erasure is put back, and nobody comes back with it."""

import os

from functions.cli.drill import stage_of
from functions.cli.restoring.drill import hold_drill
from tools.local.deploy import STAGE
from tools.local.scene import Scene
from tools.local.screen import Screen
from tools.local.start_emulator import ACCOUNT, REGION


def point_at(scene: Scene) -> None:
    """Let clients of this process speak to the emulator, as an operator's own do."""
    os.environ |= {
        "AWS_ENDPOINT_URL": scene.emulator.url,
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": REGION,
    }


def a_backup_is_put_back(screen: Screen, scene: Scene) -> None:
    """Hold the restore drill on the deployed system; RuntimeError when it does not hold."""
    with screen.step("A backup from before an erasure is put back (kroost drill)") as step:
        point_at(scene)
        step.sent("copies of all tables; a made-up person erased, one restricted, one objecting, a consent withdrawn")
        report = hold_drill(stage_of(STAGE), step.came)
        if not report["held"]:
            msg = "the drill does not hold"
            raise RuntimeError(msg)
        step.came("the report is signed")
