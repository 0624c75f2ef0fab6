"""The part of the story in which families are paid: a month is decided, written to files, released by two people."""

import json
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tools.local.scene import Scene, wait_until
from tools.local.screen import Screen
from tools.local.sign_in_staff import Officer
from tools.synthetic.words import Region

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

MONTH = "2024-06"
RELEASE = "release_payment_file"


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """A region's finished run, as its state machine tells it."""

    region: Region
    run: str
    files: int


def families_are_paid(screen: Screen, scene: Scene, first: Officer, second: Officer) -> list[PaidMonth]:
    """Run the month in every region, run it again, and release the files; return the runs."""
    with screen.step(f"The monthly run of {MONTH} decides every dossier") as step:
        for region in Region:
            step.sent(f"start the run of {region.value}")
        months = _run_all(scene)
        for month in months:
            step.came(f"{month.region.value}: {month.run[:10]}…, {month.files} sealed payment file(s) ready")
    with screen.step("The same runs are started again") as step:
        before = _digests(months, first)
        again = _run_all(scene)
        if again != months or _digests(again, first) != before:
            msg = "the second run made something else than the first"
            raise RuntimeError(msg)
        step.came("the same run, the same files, byte for byte: a rerun changes nothing")
    with screen.step("Two different people release the files") as step:
        for month in months:
            for number in range(1, month.files + 1):
                step.came(release(month, number, first, second))
    return months


def _run_all(scene: Scene) -> list[PaidMonth]:
    """Run one region after the other: side by side they would only share this machine's two cores."""
    return [run_month(scene, region, MONTH) for region in Region]


def run_month(scene: Scene, region: Region, month: str) -> PaidMonth:
    """Run one region's month, and wait until its files are ready."""
    runs = scene.runs()
    asked = json.dumps({"region": region.value, "month": month})
    name = f"{region.value}-{month}-{time.time_ns()}"
    started = runs.start_execution(stateMachineArn=scene.run_machine(), name=name, input=asked)
    look = partial(_output, runs, started["executionArn"])
    files = json.loads(wait_until(f"the run of {region.value}", look, seconds=300))["files"]
    return PaidMonth(region, files["run"], files["files"])


def _output(runs: "SFNClient", execution: str) -> str | None:
    """Return what an execution gave, None while it runs; RuntimeError when it ended otherwise."""
    told = runs.describe_execution(executionArn=execution)
    if told["status"] == "RUNNING":
        return None
    if told["status"] != "SUCCEEDED":
        msg = f"it ended as {told['status']}: {told.get('error', '')} {told.get('cause', '')}"
        raise RuntimeError(msg)
    return told["output"]


def shown_file(month: PaidMonth, number: int, officer: Officer) -> Any:  # noqa: ANN401 - the answer's JSON
    """Return what an officer is shown of a file."""
    return officer.get(f"/api/staff/releases/{month.run}/{number}", RELEASE).json()


def _digests(months: list[PaidMonth], officer: Officer) -> list[str]:
    return [shown_file(month, number, officer)["sha256"] for month in months for number in range(1, month.files + 1)]


def release(month: PaidMonth, number: int, first: Officer, second: Officer) -> str:
    """Let two officers release a file, each naming what stops it; the first one's second try is refused."""
    shown = shown_file(month, number, first)
    body = {"run": month.run, "file": number, "sha256": shown["sha256"], "looked_at": shown["stops"]}
    first.post("/api/staff/releases", RELEASE, body, expect=200)
    first.post("/api/staff/releases", RELEASE, body, expect=409)
    released = second.post("/api/staff/releases", RELEASE, body, expect=200).json()
    euro = f"{released['cents'] // 100}.{released['cents'] % 100:02d}"
    told = f"{month.region.value} file {number}: {released['payments']} payments, EUR {euro}, pay on"
    looked_at = ", ".join(shown["stops"]) or "nothing unusual"
    return f"{told} {released['execution_on']}; the same person twice: refused; {released['state']}; seen: {looked_at}"
