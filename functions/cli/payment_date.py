"""Open the month of a region that a restore closed, once two people compared it with the book and the bank.

A month is closed when its payments may have left the fund in the time that a restore lost. Exit status 0: opened;
1: it was not closed; 2: refused.
"""

import argparse
import json

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, refuse
from functions.payments.close_months import open_month
from functions.runtime.clients import client
from functions.runtime.database import Table
from functions.units.year_month import YearMonth


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare stage, region, month and the two who compared."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    parser.add_argument("--region", required=True, choices=("brussels", "flanders", "wallonia"))
    parser.add_argument("--month", required=True, type=YearMonth.parse, metavar="YYYY-MM")
    parser.add_argument("--compared-by", required=True, action="append", metavar="STAFF", help="given twice")


def run(arguments: argparse.Namespace) -> int:
    """Open it; return the exit status."""
    if len(set(arguments.compared_by)) < 2:  # noqa: PLR2004 - two different people
        return refuse("two different people compare the month with the book and the bank")
    return asking(arguments.stage, lambda: _open(arguments))


def _open(arguments: argparse.Namespace) -> int:
    database = deployed_tables(client("dynamodb"), arguments.stage, Table.PAYMENTS)
    opened = open_month(database, arguments.region, arguments.month)
    print(json.dumps({"region": arguments.region, "month": str(arguments.month), "opened": opened}))
    return DONE if opened else FINDINGS
