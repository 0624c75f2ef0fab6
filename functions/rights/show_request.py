"""What a member of staff sees of a request: how far it is, what the plan says, and the statement once it is signed."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import cast

from functions.rights.ask import Ask
from functions.rights.erasure_plan import ErasurePlan
from functions.rights.make_statement import Statement
from functions.rights.rights_case import RightsCase, plan_place, statement_place
from functions.rights.rights_state import RequestKind
from functions.rights.work import read_case, read_plan
from functions.runtime.database import Table
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
        "channel": record.channel,
        "assisted": record.assisted,
        "outcome": record.outcome,
        "reasons": list(record.reasons),
        "plan": _plan(read_plan(request, case).record) if _has_erasure_plan(request, record, case) else None,
        "statement": _statement(request, case),
        "asked": _asked(request, case),
    }


def _has_erasure_plan(request: Request, record: RightsCase, case: str) -> bool:
    return record.right is RequestKind.ERASURE and request.fetch(plan_place(case)) is not None


def _asked(request: Request, case: str) -> list[dict[str, object]]:
    """Return what was asked and what became of it; values and the person's own words are not shown here."""
    rows = request.query(Table.CASES, case, "ask#")
    return [
        {
            "ground": one.record.ground,
            "purposes": list(one.record.purposes),
            "corrections": [{"target": each.target, "fact": each.fact} for each in one.record.corrections],
            "outcomes": list(one.record.outcomes),
        }
        for one in request.open(rows, Ask)
    ]


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
