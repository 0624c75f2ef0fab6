"""The open requests about rights with their clocks, one case, the public statistic of a month, or a package taken in.

JSON out; clear dates and states only, nothing is opened and nobody is named. Deciding is for staff who are signed in
(`/api/staff/requests`). `import` is an operator's: it stores a package of portability as a new file that no run pays
yet, with a role that unwraps the roots of the family. Exit status 0: no open case is late; 1: some are; 2: refused.
AWS_ENDPOINT_URL names an emulator; credentials and region come from the environment.
"""

import argparse
from datetime import date
from pathlib import Path

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, refuse, tell
from functions.cli.replay_journal import settings_of
from functions.composition import System
from functions.register.purpose import Purpose
from functions.rights.import_package import NotImportableError, import_package
from functions.rights.package import Package
from functions.rights.request_clock import OVERDUE, alarm_at, elapsed_percent
from functions.rights.statistic import read_statistic
from functions.rights.watch_clock import OpenCase, open_cases
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock
from functions.runtime.database import Table
from functions.runtime.dynamodb import DynamoDatabase
from functions.units.clock import civil_date
from functions.vault.errors import LookUpTakenError
from functions.vault.gate import Gates
from functions.vault.ids import is_id
from functions.vault.ledger_entry import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    parser.add_argument("--on", type=date.fromisoformat, help="the day to count from (default: today)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|statistic|import")
    actions.add_parser("list", help="every open case, by the day on which its answer is due")
    show = actions.add_parser("show", help="one open case")
    show.add_argument("case")
    statistic = actions.add_parser("statistic", help="the answers of a month by right, outcome and punctuality")
    statistic.add_argument("month", help="YYYY-MM")
    taken = actions.add_parser(
        "import", help="take a package of portability into this fund; prints the new person's id"
    )
    taken.add_argument("file", type=Path, help="the JSON of the package")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return asking(arguments.stage, lambda: _do(arguments))


def _do(arguments: argparse.Namespace) -> int:
    if arguments.action == "import":
        return _import(arguments)
    database = deployed_tables(client("dynamodb"), arguments.stage, Table.CASES, Table.GATES)
    if arguments.action == "statistic":
        tell({"month": arguments.month, "answers": read_statistic(database, arguments.month)})
        return DONE
    if arguments.action == "show" and not is_id(arguments.case, "cas"):
        return refuse("a case is named by its id, cas_ and 26 characters")
    return _tell_cases(database, arguments)


def _import(arguments: argparse.Namespace) -> int:
    try:
        package = Package.model_validate_json(arguments.file.read_bytes())
    except (OSError, ValueError):
        return refuse("the file is no package: docs/api/packages/portability.schema.json says what one is")
    names = {table: f"kroost-{arguments.stage}-{table.value}-1" for table in Table}
    vault = System(settings_of(arguments.stage, names)).vault
    try:
        person = import_package(vault.request(Purpose.OPEN_FAMILY_FILE, "intake-queue", Actor.system()), package)
    except (NotImportableError, LookUpTakenError) as refused:
        return refuse(f"nothing was stored: {type(refused).__name__} {refused}")
    tell({"person": person})
    return DONE


def _tell_cases(database: DynamoDatabase, arguments: argparse.Namespace) -> int:
    today = arguments.on or civil_date(MachineClock().real_now())
    wanted = getattr(arguments, "case", None)
    found = [one for one in open_cases(database, Gates(database, MachineClock())) if wanted in {None, one.case}]
    if wanted is not None and not found:
        return refuse("no open case has this id")
    told = [_told(one, today) for one in found]
    tell({"cases": told} if wanted is None else told[0])
    return FINDINGS if any(one["late"] for one in told) else DONE


def _told(one: OpenCase, today: date) -> dict[str, object]:
    running = not one.paused and not one.answered
    return {
        "case": one.case,
        "state": one.state,
        "received_on": one.received_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "clock": "paused" if one.paused else "answered" if one.answered else "running",
        "elapsed_percent": elapsed_percent(one.runs_from, one.due_on, today),
        "alarm": one.alarmed or None,
        "late": running and alarm_at(one.runs_from, one.due_on, today) == OVERDUE,
    }
