"""Hold a restore drill in a stage of made-up people: what was erased stays erased when a backup comes back.

Copies all tables, erases, restricts, objects and withdraws, puts the copies in place, replays the journal, and lets an
independent reader look. The signed report goes to standard output, what happens to standard error. Exit status 0: held;
1: not held; 2: refused. Stage prod is refused: the drill makes people up.
"""

import argparse
import json
import sys
from pathlib import Path

from functions.cli.deployed import asking, refuse
from functions.cli.replay_journal import settings_of
from functions.cli.restoring.copy_tables import TableCopies
from functions.cli.restoring.drill import Stage, hold_drill
from functions.composition import System
from functions.runtime.clients import client
from functions.runtime.database import Table
from functions.runtime.objects import S3Objects

HELD, NOT_HELD = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the stage, and where the report goes besides standard output."""
    parser.add_argument("--stage", default="local", help="local or test (default: local)")
    parser.add_argument("--report", metavar="FILE", help="also write the signed report here")


def run(arguments: argparse.Namespace) -> int:
    """Hold the drill; return the exit status."""
    if arguments.stage == "prod":
        return refuse("a drill makes people up: hold it in stage test, with the templates of prod")
    return asking(arguments.stage, lambda: _hold(arguments))


def _hold(arguments: argparse.Namespace) -> int:
    report = hold_drill(stage_of(arguments.stage), lambda line: print(line, file=sys.stderr))
    text = json.dumps(report, indent=2)
    if arguments.report is not None:
        Path(arguments.report).write_text(text + "\n", encoding="utf-8")
    print(text)
    return HELD if report["held"] else NOT_HELD


def stage_of(stage: str) -> Stage:
    """Return the deployed stage as the drill needs it, with the caller's own rights."""
    names = {table: f"kroost-{stage}-{table.value}-1" for table in Table}
    system = System(settings_of(stage, names))
    account = client("sts").get_caller_identity()["Account"]
    region = client("dynamodb").meta.region_name
    journal, packages = (
        S3Objects(client("s3"), f"kroost-{stage}-{bucket}-{account}-{region}") for bucket in ("journal", "packages")
    )
    return Stage(
        stage,
        system.database,
        system.keyring,
        system.clock,
        system.system_clock,
        system.holdings,
        journal,
        packages,
        TableCopies(client("dynamodb"), names),
    )
