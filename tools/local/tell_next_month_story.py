"""The part of the story a month later: late facts correct what was decided, and what is owed is paid."""

import json
import subprocess
import sys
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from tools.local.deploy import STAGE
from tools.local.scene import Scene
from tools.local.screen import Screen
from tools.local.tell_retention_story import jump
from tools.local.tell_run_story import PaidMonth, run_month
from tools.synthetic.words import Region

NEXT_MONTH = "2024-07"
_DAYS = 31


def late_facts_correct_a_month(screen: Screen, scene: Scene) -> list[PaidMonth]:
    """Run the next month; tell what it corrected of the months before, region by region; return the runs."""
    with screen.step(f"A month later: the run of {NEXT_MONTH} finds what was not known in June") as step:
        step.sent(f"the business clock jumps to {jump(scene, timedelta(days=_DAYS)):%Y-%m-%d}")
        corrected, months = 0, []
        for region in Region:
            month = run_month(scene, region, NEXT_MONTH)
            months.append(month)
            for family in _reports(scene, month):
                for same, ones in groupby(family["corrected"], key=itemgetter("granted", "due")):
                    told = [one["month"] for one in ones]
                    corrected += len(told)
                    span = told[0] if len(told) == 1 else f"{told[0]} to {told[-1]}, each"
                    step.came(f"{region.value}: {span} had EUR {same[0]}, due is EUR {same[1]}")
        if not corrected:
            msg = "no month was corrected"
            raise RuntimeError(msg)
        step.came("what is owed goes out with this run; what was too much waits for a person's decision")
    return months


def _reports(scene: Scene, month: PaidMonth) -> list[Any]:
    """Ask with the operator's command which families have something to settle; it exits 1 when there are some."""
    command = [sys.executable, "-m", "functions.cli.main", "run", "--stage", STAGE, "report", month.run]
    told = subprocess.run(command, env=scene.emulator.environment(), capture_output=True, text=True, check=False)
    families: Any = json.loads(told.stdout)
    if "detail" in families:
        raise RuntimeError(families["detail"])
    return list(families)
