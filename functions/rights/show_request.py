"""What a member of staff sees of a request: how far it is, what the plan says, and the statement once it is signed."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import cast

from functions.rights.erasure_plan import ErasurePlan
from functions.rights.make_statement import Statement
from functions.rights.rights_case import plan_place, statement_place
from functions.rights.work import read_case, read_plan
from functions.vault.request import Request


def show_request(request: Request, case: str) -> Mapping[str, object] | None:
    """Return the members of the answer, None when there is no such case; one ledger entry on the case."""
    standing = read_case(request, case)
    if standing is None:
        return None
    record = standing.record
    return {
        "id": case,
        "kind": record.kind,
        "state": record.state.value,
        "since": record.since,
        "received_on": record.received_on.isoformat(),
        "due_on": record.due_on.isoformat(),
        "plan": _plan(read_plan(request, case).record) if request.fetch(plan_place(case)) else None,
        "statement": _statement(request, case),
    }


def _plan(plan: ErasurePlan) -> dict[str, object]:
    """Return the plan by kind of record: no row, place or value."""
    counts = Counter(
        (
            line.record_type.value,
            line.treatment.value,
            line.exception,
            line.article,
            line.until,
            line.horizon_days,
        )
        for line in plan.lines
    )
    return {
        "made_at": plan.made_at,
        "after_settlement": plan.after_settlement,
        "lines": [
            {
                "what": record_type,
                "how": treatment,
                "records": number,
                "exception": None if exception is None else f"GDPR art. {exception}",
                "ground": article,
                "until": None if until is None else until.isoformat(),
                "backups_days": horizon_days,
            }
            for (record_type, treatment, exception, article, until, horizon_days), number in sorted(
                counts.items(), key=str
            )
        ],
        "look_ups": len(plan.look_ups),
    }


def _statement(request: Request, case: str) -> dict[str, object] | None:
    row = request.fetch(statement_place(case))
    if row is None:
        return None
    (stored,) = request.open([row], Statement)
    return cast("dict[str, object]", json.loads(stored.record.document))
