"""After a restore: erase again whoever the journal names in the restored tables, then open their gates.

JSON out, counts only. Exit status 0: done; 2: refused. The procedure around it stands in docs/erasure.md. The role that
runs it reads whole tables and unwraps the roots of the family: it belongs to an operator, for the time of a restore.
"""

import argparse
import json
import sys
from datetime import date

from functions.composition import System
from functions.rights.replay_journal import Restored, replay_journal
from functions.rights.work import FUNCTION
from functions.runtime.clients import client
from functions.runtime.database import Table
from functions.runtime.settings import Settings
from functions.runtime.whole_tables import WholeTables

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
        help="the day of the oldest restored table",
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
    system = System(_settings(arguments.stage, names))
    restored = Restored(
        system.database,
        WholeTables(client("dynamodb"), names),
        system.keyring,
        system.clock,
        system.system_clock,
        system.holdings,
    )
    replayed = replay_journal(restored, arguments.since)
    print(json.dumps({"people": replayed.people, "leftovers": replayed.leftovers}))
    return DONE


def _settings(stage: str, names: dict[Table, str]) -> Settings:
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
