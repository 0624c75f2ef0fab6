"""Carries out what a person decided on a case of quarantine: run it again, or let it go.

A released message passes the same door as any other: it is read, checked, placed and applied, once. What still cannot
be used stays in quarantine with its new cause. What is settled loses its key at once; the rows that nobody can read any
more, and the ledger of who decided, go with the case's term.
"""

import base64

from functions.government.apply_notifications import apply_notifications
from functions.government.cause_group import CauseGroup, group_of
from functions.government.check_notification import Rules
from functions.government.decide_notification import Verdict
from functions.government.drop_key import read_drop_key
from functions.government.fault import Fault
from functions.government.flow import Flow
from functions.government.quarantine import (
    CLOSED_LIST,
    CaseState,
    Correction,
    PutAside,
    PutAsidePart,
    case_place,
    correction_place,
)
from functions.government.read_notification import Reader
from functions.government.renumber import TWO_ARE_ONE
from functions.government.take_delivery import REUSED, STRAY, Post, retake_delivery
from functions.government.work import Decided, Work, open_request
from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request

ACTION = "settle quarantined message"


def settle_case(post: Post, case: str) -> CaseState | None:
    """Carry out the decision on a case; return where it stands now, None when there is nothing (more) to do.

    The same call again, after a crash at any point, ends the same. Raises TryAgainError and what the stores raise.
    """
    request = open_request(post.vault, case=case)
    row = request.fetch(case_place(case))
    if row is None or row.clear["state"] not in {CaseState.RELEASE_WANTED, CaseState.DESTROY_WANTED}:
        return None
    if row.clear["state"] == CaseState.DESTROY_WANTED:
        if row.clear["cause"] == CauseGroup.DECISION:
            _keep_apart(post, request, case, row)
        return _close(request, row, CaseState.DESTROYED)
    (stored,) = request.open([row], PutAside, action=ACTION)
    again = _retake(post, request, case, stored.record) if stored.record.parts else _reapply(post, case, stored.record)
    return _close(request, row, CaseState.RELEASED) if again is None else _reopen(request, stored, again)


def _keep_apart(post: Post, request: Request, case: str, row: SealedItem) -> None:
    """Write down that two people are not one, when that was the question, so that the same statement asks nobody."""
    (stored,) = request.open([row], PutAside, action=ACTION)
    if stored.record.code == TWO_ARE_ONE:
        _reapply(post, case, stored.record, "apart")


def _reapply(post: Post, case: str, kept: PutAside, decided: Decided = "pass") -> Fault | None:
    """Apply one notification again; return why it still cannot be used."""
    request = open_request(post.vault, case=case)
    rules = Rules(civil_date(request.rooms.clock.instant()), post.synthetic_allowed)
    mended = request.fetch(correction_place(case))
    raw = kept.content_bytes()
    if mended is not None:
        (correction,) = request.open([mended], Correction, action=ACTION)
        raw = correction.record.content.encode()
    flow, origin = Flow(kept.flow), kept.origin(corrected=mended is not None)
    read = Reader(flow, rules, kept.withheld).read(kept.line, raw)
    if read.fault is not None:
        return read.fault
    outcome = apply_notifications(Work(post.vault, flow, origin, decided=decided), [read])[kept.line]
    return outcome.fault if outcome.verdict is Verdict.QUARANTINED else None


def _retake(post: Post, request: Request, case: str, kept: PutAside) -> Fault | None:
    """Take a whole delivery again; return why it still cannot be used."""
    key = read_drop_key(kept.key)
    if key is None:
        return STRAY
    parts = request.open(request.query(Table.CASES, case, "part#"), PutAsidePart, action=ACTION)
    body = b"".join(base64.b64decode(part.record.content) for part in parts)
    row = retake_delivery(post, key, body)
    return REUSED if row is None else row.refused


def _close(request: Request, row: SealedItem, state: CaseState) -> CaseState:
    """Let the content go: its key is destroyed now, so that nothing of it can be opened again."""
    change = request.change(ACTION)
    change.mark(row, {"state": state.value, "work_list": CLOSED_LIST})
    change.destroy_key(row.subject, Domain.CASE)
    change.send()
    return state


def _reopen(request: Request, case: Stored[PutAside], fault: Fault) -> CaseState:
    change = request.change(ACTION)
    clear = {**case.clear, "state": CaseState.OPEN.value, "cause": group_of(fault).value}
    record = case.record.model_copy(update={"code": fault.code, "pointer": fault.pointer})
    change.put(case.place, case.subject, record, clear, case)
    change.send()
    return CaseState.OPEN
