"""Start a region's monthly run on a deployed stage, or show how far runs and their files are.

JSON out. No personal data, but for `report` and `traces`: `report` tells which families (by id) are not paid or have a
right that is not decided, and which fact is missing; `traces` gives the signed documents of one family's month, one of
which is what `kroost replay` reads. Each asking stands in the ledger. Exit status 0: done; 1: done, with findings
(a stopped run, families that are not paid); 2: refused. AWS_ENDPOINT_URL names an emulator; credentials and region come
from the environment.
"""

import argparse
import json
import time
from collections import Counter
from itertools import batched
from typing import TYPE_CHECKING, cast

from functions.benefits.words import LANGUAGES
from functions.cli.deployed import DONE, FINDINGS, NotDeployedError, asking, deployed_tables, invoke, refuse, tell
from functions.payments.claim_run import RunRefusedError, read_month, read_region
from functions.payments.read_orders import FUNCTION as FILES
from functions.payments.report_families import FUNCTION
from functions.payments.report_run import tell_dry, tell_files, tell_run
from functions.payments.run_rows import SHARDS, STOPPED, Run
from functions.payments.store import RunStore, UnknownRunError
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock
from functions.runtime.database import Table
from functions.vault.gate import Gates
from functions.vault.ids import is_id, new_id

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_PAUSE_SECONDS = 1.0
_SHARDS_TOGETHER = 32
_ENDED = frozenset({"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="start|dry|status|files|report|traces|explain|remake"
    )
    start = actions.add_parser("start", help="claim a region's month and run it; a month has one run for ever")
    start.add_argument("region", metavar="REGION", help="flanders, brussels or wallonia")
    start.add_argument("month", metavar="MONTH", help="the month that is paid, as 2024-06")
    start.add_argument("--wait", action="store_true", help="show the run's state when it has ended")
    dry = actions.add_parser("dry", help="what a month would pay, and to how many new accounts; nothing is written")
    dry.add_argument("region", metavar="REGION", help="flanders, brussels or wallonia")
    dry.add_argument("month", metavar="MONTH", help="the month, as 2024-06")
    report = actions.add_parser("report", help="families that are not paid or not decided in full, and what is missing")
    report.add_argument("run", metavar="RUN", help="one run")
    traces = actions.add_parser("traces", help="the signed traces of one family's month, for `kroost replay`")
    traces.add_argument("dossier", metavar="DOSSIER", help="the id of the family's file")
    traces.add_argument("month", metavar="MONTH", help="the month, as 2024-06")
    remake = actions.add_parser("remake", help="make a file again that two people withdrew")
    remake.add_argument("run", metavar="RUN", help="one run")
    remake.add_argument("file", metavar="FILE", type=int, help="the number of the withdrawn file")
    explain = actions.add_parser("explain", help="one family's month in plain words, with the origin of every fact")
    explain.add_argument("dossier", metavar="DOSSIER", help="the id of the family's file")
    explain.add_argument("month", metavar="MONTH", help="the month, as 2024-06")
    explain.add_argument("--language", choices=LANGUAGES, default="nl")
    for name, text in (("status", "progress and findings of runs"), ("files", "payment files and their releases")):
        shown = actions.add_parser(name, help=text)
        shown.add_argument("run", metavar="RUN", nargs="?", help="one run; without it all of them, oldest first")


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return asking(arguments.stage, lambda: _do(arguments))


def _do(arguments: argparse.Namespace) -> int:
    try:
        return {
            "start": _start,
            "dry": _dry,
            "report": _report,
            "traces": _traces,
            "explain": _explain,
            "remake": _remake,
        }.get(arguments.action, _show)(arguments)
    except RunRefusedError as refused:
        return refuse(str(refused))
    except UnknownRunError:
        return refuse("there is no run of this id")


def _start(arguments: argparse.Namespace) -> int:
    region, month = read_region(arguments.region), read_month(arguments.month)
    machines: SFNClient = client("stepfunctions")
    told = json.dumps({"region": region, "month": str(month)})
    begun = machines.start_execution(stateMachineArn=_machine(machines, arguments.stage), input=told)
    if not arguments.wait:
        tell({"region": region, "month": str(month), "execution": begun["executionArn"].rpartition(":")[2]})
        return DONE
    while (status := machines.describe_execution(executionArn=begun["executionArn"])["status"]) not in _ENDED:
        time.sleep(_PAUSE_SECONDS)
    store = _store(arguments.stage)
    claimed = store.claimed(region, month)
    if claimed is None:
        return refuse(f"the run ended as {status.lower()} before it claimed the month: is the month over?")
    found = store.run(claimed)
    tell(tell_run(store, found))
    return _status([found]) if status == "SUCCEEDED" else FINDINGS


def _dry(arguments: argparse.Namespace) -> int:
    """Ask the worker to decide the month, some shards at a time; it keeps nothing but that it opened the facts."""
    region, month = read_region(arguments.region), read_month(arguments.month)
    sums: Counter[str] = Counter()
    chain = new_id("run")
    for shards in batched(SHARDS, _SHARDS_TOGETHER, strict=False):
        asked = {"run": chain, "ask": "dry", "region": region, "month": str(month), "shards": list(shards)}
        told = invoke(arguments.stage, FUNCTION, asked)
        if "sums" not in told:
            return refuse(f"the dry run failed: {told.get('errorMessage', 'no answer')}")
        sums.update(cast("dict[str, int]", told["sums"]))
    tell(tell_dry(_store(arguments.stage), region, month, sums))
    return FINDINGS if sums["not_paid"] or sums["unconfirmed"] else DONE


def _report(arguments: argparse.Namespace) -> int:
    """Ask the worker, which may open the families' decisions, shard by shard; the answer is stored nowhere."""
    store = _store(arguments.stage)
    found: list[object] = []
    for shard in store.shards(store.run(arguments.run).run):
        if not shard.counters["families"]:
            continue
        told = invoke(arguments.stage, FUNCTION, {"run": arguments.run, "shard": shard.shard, "ask": "report"})
        if "families" not in told:
            return refuse(f"the report of shard {shard.shard} failed: {told.get('errorMessage', 'no answer')}")
        found += cast("list[object]", told["families"])
    tell(found)
    return FINDINGS if found else DONE


def _traces(arguments: argparse.Namespace) -> int:
    """Ask the worker for the documents of a family's month; the answer is stored nowhere."""
    month = read_month(arguments.month)
    if not is_id(arguments.dossier, "dos"):
        return refuse("that is no id of a family's file")
    asked = {"run": new_id("run"), "ask": "traces", "dossier": arguments.dossier, "month": str(month)}
    told = invoke(arguments.stage, FUNCTION, asked)
    if "traces" not in told:
        return refuse(f"the traces cannot be shown: {told.get('errorMessage', 'no answer')}")
    tell(told["traces"])
    return DONE


def _remake(arguments: argparse.Namespace) -> int:
    """Ask the writer of files for a file in the place of a withdrawn one; asked again it answers the same number."""
    told = invoke(arguments.stage, FILES, {"run": arguments.run, "remake": arguments.file})
    if "file" not in told:
        return refuse(f"the file is not made again: {told.get('errorMessage', 'no answer')}")
    tell(told)
    return DONE


def _explain(arguments: argparse.Namespace) -> int:
    """Ask the worker what a family's month came to, in words; the answer is stored nowhere."""
    month = read_month(arguments.month)
    if not is_id(arguments.dossier, "dos"):
        return refuse("that is no id of a family's file")
    asked = {"run": new_id("run"), "ask": "explain", "dossier": arguments.dossier, "month": str(month)}
    told = invoke(arguments.stage, FUNCTION, asked | {"language": arguments.language})
    if "lines" not in told:
        return refuse(f"the month cannot be explained: {told.get('errorMessage', 'no answer')}")
    print("\n".join(cast("list[str]", told["lines"])))
    return DONE


def _show(arguments: argparse.Namespace) -> int:
    store = _store(arguments.stage)
    runs = store.runs() if arguments.run is None else [store.run(arguments.run)]
    if arguments.action == "files":
        tell([file for one in runs for file in tell_files(store, one)])
        return DONE
    tell([tell_run(store, one) for one in runs])
    return _status(runs)


def _status(runs: list[Run]) -> int:
    return FINDINGS if any(one.state == STOPPED or one.counters["not_paid"] for one in runs) else DONE


def _store(stage: str) -> RunStore:
    database = deployed_tables(client("dynamodb"), stage, Table.PAYMENTS, Table.GATES)
    return RunStore(database, Gates(database, MachineClock()))


def _machine(machines: "SFNClient", stage: str) -> str:
    name = f"kroost-{stage}-payments-run"
    for page in machines.get_paginator("list_state_machines").paginate():
        for machine in page["stateMachines"]:
            if machine["name"] == name:
                return machine["stateMachineArn"]
    msg = f"stage {stage} has no state machine {name} here"
    raise NotDeployedError(msg)
