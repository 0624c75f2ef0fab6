"""List the messages of authorities that were put aside: their causes, how long they wait, when they are destroyed.

JSON out; nothing is opened and no personal data is shown. Opening, releasing, correcting and destroying are for staff
who are signed in (`/api/staff/quarantine`). Exit status 0: none wait; 1: some do; 2: refused. AWS_ENDPOINT_URL names an
emulator; credentials and region come from the environment.
"""

import argparse
import dataclasses
from collections import Counter

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, tell
from functions.government.decide_case import list_quarantine
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock
from functions.runtime.database import Table
from functions.vault.gate import Gates


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="list")
    actions.add_parser("list", help="what waits: counts by cause, and each case by its id")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return asking(arguments.stage, lambda: _list(arguments.stage))


def _list(stage: str) -> int:
    database = deployed_tables(client("dynamodb"), stage, Table.CASES, Table.GATES)
    found = list_quarantine(database, Gates(database, MachineClock()))
    causes = Counter(one.cause for one in found)
    tell({"causes": dict(sorted(causes.items())), "cases": [dataclasses.asdict(one) for one in found]})
    return FINDINGS if found else DONE
