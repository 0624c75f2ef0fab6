"""List what waits for a person about money that was paid too much: corrections without a case, shares, cases by day.

JSON out; ids, states and days, nothing is opened and no personal data is shown. Opening, showing, deciding and closing
are for staff who are signed in (`/api/staff/debts`). Exit status 0: nothing is late and nothing waits to be opened or
decided; 1: something is; 2: refused. AWS_ENDPOINT_URL names an emulator; credentials and region come from the
environment.
"""

import argparse
from collections import Counter

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, tell
from functions.payments.debts.list_debts import listed_cases, waiting_corrections
from functions.payments.share_payment import overpaid_files
from functions.payments.store import RunStore
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.gate import Gates


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="list")
    actions.add_parser("list", help="corrections to open, shares to decide, open cases by the day they are due")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return asking(arguments.stage, lambda: _list(arguments.stage))


def _list(stage: str) -> int:
    database = deployed_tables(client("dynamodb"), stage, Table.PAYMENTS, Table.CASES, Table.GATES)
    clock = MachineClock()
    store, today = RunStore(database, Gates(database, clock)), civil_date(clock.real_now())
    waiting = [{"dossier": one.dossier, "correction": one.row} for one in waiting_corrections(store)]
    shares = [{"dossier": one.dossier, "region": one.region} for one in overpaid_files(store)]
    cases = list(listed_cases(store))
    late = sum(one.is_late(today) for one in cases)
    tell(
        {
            "to_open": waiting,
            "shares": shares,
            "states": dict(sorted(Counter(one.state.value for one in cases).items())),
            "late": late,
            "cases": [
                {"case": one.case, "state": one.state.value, "due": one.due, "late": one.is_late(today)}
                for one in cases
            ],
        }
    )
    return FINDINGS if waiting or shares or late else DONE
