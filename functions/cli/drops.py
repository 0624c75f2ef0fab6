"""Show what came from the authorities and what did not: numbers, gaps, late flows, counts both ways; or replay a day.

JSON out, no personal data. Exit status 0: all is there, or the replay found what rests as it should be; 1: something is
missing, late, held or unfinished, or rests otherwise than the notifications say; 2: refused.
AWS_ENDPOINT_URL names an emulator; credentials and region come from the environment.
"""

import argparse
import json
from collections import Counter
from datetime import date

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, refuse, tell
from functions.government.tell_deliveries import is_finding, tell_deliveries
from functions.government.work import FUNCTION
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock, StageClock
from functions.runtime.database import Table
from functions.runtime.key_service import SsmParameters
from functions.units.clock import BusinessClock, civil_date
from functions.vault.gate import Gates

PROD = "prod"
_SHARDS = 256


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="status|replay")
    actions.add_parser("status", help="one object per flow and sender")
    replayed = actions.add_parser("replay", help="decide again on what was accepted on one day; safe to repeat")
    replayed.add_argument("day", metavar="DAY", type=date.fromisoformat, help="the day of arrival, as 2024-07-01")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    if arguments.action == "replay":
        return asking(arguments.stage, lambda: _replay(arguments.stage, arguments.day))
    return asking(arguments.stage, lambda: _status(arguments.stage))


def _status(stage: str) -> int:
    database = deployed_tables(client("dynamodb"), stage, Table.DELIVERIES, Table.GATES)
    today = civil_date(_clock(stage).instant())
    told = tell_deliveries(database, Gates(database, MachineClock()), today)
    tell(told)
    return FINDINGS if any(map(is_finding, told)) else DONE


def _replay(stage: str, day: date) -> int:
    """Let the function that may open families replay the day, shard by shard."""
    functions = client("lambda")
    counts: Counter[str] = Counter()
    for shard in range(_SHARDS):
        asked = json.dumps({"replay": day.isoformat(), "shard": f"{shard:02x}"}).encode()
        answer = functions.invoke(FunctionName=f"kroost-{stage}-{FUNCTION}", Payload=asked)
        told = json.loads(answer["Payload"].read())
        if "notifications" not in told:
            return refuse(f"the replay of shard {shard:02x} failed: {told.get('errorMessage', 'no answer')}")
        counts.update(told)
    tell({"day": day.isoformat(), **counts})
    return FINDINGS if counts["restored"] else DONE


def _clock(stage: str) -> BusinessClock:
    """Return the clock of the stage: what is late there depends on its day."""
    machine = MachineClock()
    if stage == PROD:
        return machine
    parameters = SsmParameters(client("ssm"))
    return StageClock(lambda: parameters.get(f"/kroost/{stage}/clock"), machine)
