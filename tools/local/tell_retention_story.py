"""The part of the story in which time passes: the business clock jumps, and what is past its term is destroyed."""

import json
import time
from datetime import UTC, datetime, timedelta

from tools.local.scene import Scene
from tools.local.screen import Screen

_DAYS = 9
_CLOCK_IS_READ_AGAIN_AFTER = 1.5


def what_is_past_its_term_goes(screen: Screen, scene: Scene) -> None:
    """Jump past the seven days that a processed form is kept, and start the sweep as its schedule would."""
    with screen.step(f"{_DAYS} days pass; the nightly sweep destroys what is past its term") as step:
        now = jump(scene, timedelta(days=_DAYS))
        step.sent(f"the business clock jumps to {now:%Y-%m-%d}; sessions and tokens stay on real time")
        swept = scene.invoke("retention-sweep", {})
        step.came(", ".join(f"{number} {word}" for word, number in swept.items()))


def jump(scene: Scene, by: timedelta) -> datetime:
    """Set the business clock forward; functions that run see it within a second or so. Returns the new instant."""
    setting = json.loads(scene.parameter("clock"))
    real = datetime.now(UTC)
    passed = real - datetime.fromisoformat(setting["from"])
    now = datetime.fromisoformat(setting["now"]) + passed + by
    scene.set_parameter("clock", json.dumps({"now": _text(now), "from": _text(real)}))
    time.sleep(_CLOCK_IS_READ_AGAIN_AFTER)
    return now


def _text(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
