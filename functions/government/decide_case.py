"""What a person of the fund does with quarantine: list it, open one case, and release, correct or destroy it.

A list shows causes and dates and opens nothing. A decision is written down with its ledger entry; carrying it out is
the task of the function that takes deliveries, so that whoever decides needs no key of any family.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.government.check_notification import Rules
from functions.government.fault import Fault
from functions.government.flow import Flow
from functions.government.quarantine import (
    WORK_LIST,
    CaseState,
    Correction,
    PutAside,
    case_place,
    correction_place,
    is_quarantine,
)
from functions.government.read_notification import Reader
from functions.runtime.database import Database, Index, Item, Table
from functions.vault.gate import Gates
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.request import Request

MOST_LISTED = 500


class Decision(StrEnum):
    """What may be decided on a case."""

    RELEASE = "release"
    CORRECT = "correct"
    DESTROY = "destroy"


class CaseFault(StrEnum):
    """Why a decision is refused."""

    UNKNOWN = "unknown"
    DECIDED = "decided"
    WHOLE_DELIVERY = "whole_delivery"
    NOT_IN_ORDER = "not_in_order"
    OTHER_ATTESTATION = "other_attestation"


class CaseRefusedError(Exception):
    """A case cannot be opened or decided on; `fault` says where a corrected notification is wrong."""

    def __init__(self, reason: CaseFault, fault: Fault | None = None) -> None:
        """Keep why; the message is the reason."""
        super().__init__(reason.value)
        self.reason, self.fault = reason, fault


@dataclass(frozen=True, slots=True)
class Listed:
    """One case as a list shows it: nothing of it is opened."""

    case: str
    state: str
    cause: str
    due: str
    destroy_on: str


def list_quarantine(database: Database, gates: Gates) -> Sequence[Listed]:
    """Return what waits in quarantine, the oldest first and at most 500. GateClosedError as every read."""
    gates.require(Table.CASES)
    found: list[Listed] = []
    after = None
    while len(found) < MOST_LISTED:
        page = database.query(Table.CASES, WORK_LIST, index=Index.WORK_LIST, after=after, consistent=False)
        rows = (database.get(Table.CASES, case_place(str(item["pk"])).key) for item in page.items)
        found += [_listed(row) for row in rows if row is not None and row.get("work_list") == WORK_LIST]
        after = page.after
        if after is None:
            break
    return found[:MOST_LISTED]


def open_case(request: Request, case: str) -> tuple[SealedItem, PutAside]:
    """Open one case, with a ledger entry that names who and why; CaseRefusedError when there is none."""
    row = request.fetch(case_place(case))
    if row is None or not is_quarantine(row) or row.clear["state"] in {CaseState.RELEASED, CaseState.DESTROYED}:
        raise CaseRefusedError(CaseFault.UNKNOWN)
    (stored,) = request.open([row], PutAside, action="open quarantined message")
    return row, stored.record


def decide_case(request: Request, case: str, decision: Decision, corrected: str | None, rules: Rules) -> CaseState:
    """Write a decision down, and return where the case stands now; CaseRefusedError when it cannot be.

    The same decision again finds the case decided. A correction is checked first: it must be in order, and be about the
    attestation and version that it corrects.
    """
    row = request.fetch(case_place(case))
    if row is None or not is_quarantine(row):
        raise CaseRefusedError(CaseFault.UNKNOWN)
    if row.clear["state"] != CaseState.OPEN:
        raise CaseRefusedError(CaseFault.DECIDED)
    state = CaseState.DESTROY_WANTED if decision is Decision.DESTROY else CaseState.RELEASE_WANTED
    change = request.change(f"{decision.value} quarantined message")
    if decision is Decision.CORRECT:
        text = _checked(request, row, corrected or "", rules)
        standing = request.fetch(correction_place(case))
        change.put(correction_place(case), case, Correction(content=text), replaces=standing)
    change.mark(row, {"state": state.value})
    change.emit(EventKind.QUARANTINE_DECIDED, case)
    change.send()
    return state


def _checked(request: Request, row: SealedItem, text: str, rules: Rules) -> str:
    (stored,) = request.open([row], PutAside, action="correct quarantined message")
    kept = stored.record
    if kept.parts or kept.flow not in set(Flow):
        raise CaseRefusedError(CaseFault.WHOLE_DELIVERY)
    read = Reader(Flow(kept.flow), rules, kept.withheld).read(kept.line, text.encode())
    if read.notification is None:
        raise CaseRefusedError(CaseFault.NOT_IN_ORDER, read.fault)
    before = _attestation(kept.content_bytes())
    after = read.notification.attestation
    if before is not None and before != (after.attestation_id, after.attestation_version):
        raise CaseRefusedError(CaseFault.OTHER_ATTESTATION)
    return read.raw.decode()


def _attestation(content: bytes) -> tuple[object, object] | None:
    """Return which attestation and version a notification names; None when it names none that can be read."""
    try:
        named = json.loads(content)["attestation"]
        return named["attestationId"], named["attestationVersion"]
    except (ValueError, KeyError, TypeError):
        return None


def _listed(row: Item) -> Listed:
    names = ("pk", "state", "cause", "due", "destroy_on")
    return Listed(*(str(row[name]) for name in names))
