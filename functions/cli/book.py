"""Prove the account book of a deployed stage, or show its closed days: entitlement = paid + due - recovered.

JSON out, amounts in euro; no personal data. Exit status 0: every sum agrees; 1: something differs, and is named; 2:
refused. `--families RUN` also adds up the payments of a run family by family: the worker opens them for that, under
entries in the run's ledger, and only counts and sums leave it.
"""

import argparse
from collections import Counter
from typing import cast

from functions.cli.deployed import DONE, FINDINGS, asking, deployed_tables, invoke, refuse, tell
from functions.payments.close_day import DIGESTS
from functions.payments.prove_book import Balance, prove_book
from functions.payments.report_families import FUNCTION
from functions.payments.store import RunStore, UnknownRunError
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock
from functions.runtime.database import Item, Table
from functions.units.cents import format_euro
from functions.units.clock import civil_date
from functions.vault.gate import Gates

_SUMS = ("entitlement", "paid", "still_due", "recovered", "unexplained")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(dest="action", required=True, metavar="prove|days")
    prove = actions.add_parser("prove", help="add up the book now, and hold it against runs, files and the bank")
    prove.add_argument("--families", metavar="RUN", help="also add up the payments of a run, family by family")
    actions.add_parser("days", help="the closed days with their digests, oldest first")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return asking(arguments.stage, lambda: _days(arguments) if arguments.action == "days" else _prove(arguments))


def _prove(arguments: argparse.Namespace) -> int:
    store = _store(arguments.stage)
    proof = prove_book(store, civil_date(MachineClock().instant()), everything=True)
    differences = list(proof.differences)
    told: dict[str, object] = {
        "holds": proof.holds,
        "entries": proof.entries,
        "regions": {region: _told(balance) for region, balance in proof.regions.items()},
        "total": _told(proof.total),
    }
    if arguments.families is not None:
        try:
            told["families"], found = _families(store, arguments.stage, arguments.families)
        except UnknownRunError:
            return refuse("there is no run of this id")
        differences += found
    tell({**told, "differences": differences})
    return FINDINGS if differences or not proof.holds else DONE


def _families(store: RunStore, stage: str, run: str) -> tuple[int, list[str]]:
    """Return how many families were added up, and what differs from the files' totals."""
    files = {str(row["sk"]): row["cents"] for row in store.files(store.run(run).run)}
    paid: Counter[str] = Counter()
    families = differing = 0
    for shard in store.shards(run):
        if not shard.counters["payments"]:
            continue
        told = invoke(stage, FUNCTION, {"run": run, "shard": shard.shard, "ask": "prove"})
        if "families" not in told:
            return families, [f"shard {shard.shard} was not added up: {told.get('errorMessage', 'no answer')}"]
        families += cast("int", told["families"])
        differing += cast("int", told["differing"])
        for name in ("granted", "again"):
            paid.update(cast("dict[str, int]", told[name]))
    found = [f"{differing} families do not add up"] if differing else []
    found += [
        f"{run} {file}: {paid[file]} paid, {cents} written" for file, cents in files.items() if paid[file] != cents
    ]
    return families, found


def _days(arguments: argparse.Namespace) -> int:
    rows = list(_store(arguments.stage).entries(DIGESTS))
    tell([_day(row) for row in rows])
    return DONE if all(row["holds"] for row in rows) else FINDINGS


def _day(row: Item) -> dict[str, object]:
    sums = {name: format_euro(cast("int", row[name])) for name in _SUMS}
    return {"day": row["sk"], "holds": row["holds"], **sums, "digest": row["digest"], "previous": row["previous"]}


def _told(balance: Balance) -> dict[str, object]:
    return {
        "holds": balance.holds,
        "entitlement": format_euro(balance.entitlement),
        "paid": format_euro(balance.paid),
        "due": format_euro(balance.due),
        "recovered": format_euro(balance.recovered),
        "unexplained": format_euro(balance.unexplained),
    }


def _store(stage: str) -> RunStore:
    database = deployed_tables(client("dynamodb"), stage, Table.PAYMENTS, Table.BOOK, Table.GATES)
    return RunStore(database, Gates(database, MachineClock()))
