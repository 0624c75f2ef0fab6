"""After a restore: erase again whoever the journal names in the restored tables, then open their gates.

JSON out, counts only. Exit status 0: done; 2: refused. The procedure around it stands in docs/erasure.md. The role that
runs it reads whole tables and unwraps the roots of the family: it belongs to an operator, for the time of a restore.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime

from functions.composition import System
from functions.rights.replay_journal import Restored, replay_journal
from functions.rights.work import FUNCTION
from functions.runtime.clients import client
from functions.runtime.database import Table
from functions.runtime.objects import S3Objects
from functions.runtime.settings import Settings
from functions.runtime.whole_tables import WholeTables
from functions.units.clock import civil_date, instant_text
from functions.vault.segment import Line, segment_of

DONE, REFUSED = 0, 2
_NEVER_RESTORED = frozenset({Table.ERASURES, Table.GATES})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the stage, the day of the restore, and which table stands under which name now."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    parser.add_argument(
        "--since",
        required=True,
        metavar="DATE",
        type=date.fromisoformat,
        help="the day to which the oldest table was restored; a later one is refused",
    )
    parser.add_argument(
        "--restored",
        action="append",
        required=True,
        metavar="TABLE=NAME",
        help="a restored table and its deployed name, as dossiers=kroost-prod-dossiers-2; once for each",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    names = {table: f"kroost-{arguments.stage}-{table.value}-1" for table in Table}
    for pair in arguments.restored:
        logical, _, name = pair.partition("=")
        if logical not in Table or not name or Table(logical) in _NEVER_RESTORED:
            sys.stderr.write(f"--restored {logical}: a table that can be restored, and its name\n")
            return REFUSED
        names[Table(logical)] = name
    system = System(settings_of(arguments.stage, names))
    restored = Restored(
        system.database,
        WholeTables(client("dynamodb"), names),
        system.keyring,
        system.clock,
        system.system_clock,
        system.holdings,
        frozenset(Table(pair.partition("=")[0]) for pair in arguments.restored),
        lambda lines: _tell_segments(arguments.stage, lines, system.system_clock.real_now()),
    )
    days = [civil_date(system.clock.instant()), *(day for table in restored.tables for day in _day_of(names[table]))]
    if arguments.since > min(days):
        sys.stderr.write(f"--since {arguments.since}: what is restored is as old as {min(days)}, begin there\n")
        return REFUSED
    replayed = replay_journal(restored, arguments.since)
    counts = {
        "people": replayed.people,
        "leftovers": replayed.leftovers,
        "promises": replayed.promises,
        "withdrawals": replayed.withdrawals,
        "sessions": replayed.sessions,
        "months_closed": [f"{region} {month}" for region, month in replayed.closed],
        "chains": len(replayed.chains),
    }
    print(json.dumps(counts))
    return DONE


def _day_of(name: str) -> list[date]:
    """Return the day to which the store restored a table; none for a table that it does not call restored."""
    summary = client("dynamodb").describe_table(TableName=name)["Table"].get("RestoreSummary")
    return [] if summary is None else [civil_date(summary["RestoreDateTime"])]


def _tell_segments(stage: str, lines: Sequence[Line], now: datetime) -> None:
    """Tell the ledger's segments where each chain goes on: the next checkpoint then does not take it for forged."""
    if not lines:
        return
    account = client("sts").get_caller_identity()["Account"]
    bucket = f"kroost-{stage}-ledger-segments-{account}-{client('s3').meta.region_name}"
    key, body = segment_of(lines, "restored", instant_text(now), now)
    S3Objects(client("s3"), bucket).write(key, body, "application/jsonl")


def settings_of(stage: str, names: dict[Table, str]) -> Settings:
    """Return the settings of an operator's own hand, with the tables as they are named now."""
    return Settings(
        stage=stage,
        system="kroost",
        function=FUNCTION,
        parameters=f"/kroost/{stage}",
        tables=names,
        queues={},
        buckets={},
        synthetic_persons=stage != "prod",
        clock_parameter=None if stage == "prod" else f"/kroost/{stage}/clock",
        run_state_machine=None,
    )
