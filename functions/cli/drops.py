"""Show what came from the authorities and what did not: numbers, gaps, late flows, counts both ways.

JSON out, no personal data. Exit status 0: all is there; 1: something is missing, late, held or unfinished; 2: refused.
AWS_ENDPOINT_URL names an emulator; credentials and region come from the environment.
"""

import argparse

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, tell
from functions.government.tell_deliveries import is_finding, tell_deliveries
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock, StageClock
from functions.runtime.database import Table
from functions.runtime.key_service import SsmParameters
from functions.units.clock import BusinessClock, civil_date
from functions.vault.gate import Gates

PROD = "prod"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="status")
    actions.add_parser("status", help="one object per flow and sender")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return asking(arguments.stage, lambda: _status(arguments.stage))


def _status(stage: str) -> int:
    database = deployed_tables(client("dynamodb"), stage, Table.DELIVERIES, Table.GATES)
    today = civil_date(_clock(stage).instant())
    told = tell_deliveries(database, Gates(database, MachineClock()), today)
    tell(told)
    return FINDINGS if any(map(is_finding, told)) else DONE


def _clock(stage: str) -> BusinessClock:
    """Return the clock of the stage: what is late there depends on its day."""
    machine = MachineClock()
    if stage == PROD:
        return machine
    parameters = SsmParameters(client("ssm"))
    return StageClock(lambda: parameters.get(f"/kroost/{stage}/clock"), machine)
