"""What staff does with cases of rights over the API: the work list with its clocks, and one decision at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from functions.register.reason import UnknownReasonError
from functions.rights.ask import Ask
from functions.rights.decide_request import (
    Decision,
    DecisionRefusedError,
    confirm_lift,
    extend,
    propose_lift,
    prove_identity,
    refuse,
    settle_correction,
)
from functions.rights.identity_proof import IdentityProof, ProofError
from functions.rights.open_request import PaperRequest
from functions.rights.request_clock import elapsed_percent
from functions.rights.rights_case import Channel, IdentityMethod, StateError
from functions.rights.rights_state import RequestKind
from functions.rights.watch_clock import open_cases
from functions.runtime.database import Database
from functions.units.clock import BusinessClock, civil_date, instant_text
from functions.vault.errors import StaleError
from functions.vault.gate import Gates
from functions.vault.look_up import LookUpKind
from functions.vault.request import Request


class NotDecidedError(Exception):
    """The decision does not fit the case or the register: nothing was written."""


@dataclass(frozen=True, slots=True)
class StaffDecision:
    """One decision as it came in: which, and what it needs."""

    decision: str
    reason: str | None = None
    explained: str | None = None
    channel: Channel = "paper"
    method: IdentityMethod | None = None
    seen_on: date | None = None
    ask: int = 1
    correction: int = 0


def paper_request(find_by: LookUpKind, value: str, form: Mapping[str, object], clock: BusinessClock) -> PaperRequest:
    """Return the request that a member of staff typed, from the members of the form."""
    told = {name: form[name] for name in ("ground", "purposes", "corrections") if form[name]}
    identity = cast("Mapping[str, object]", form["identity"])
    return PaperRequest(
        find_by,
        value,
        cast("IdentityMethod", identity["method"]),
        cast("date", identity["seen_on"]),
        cast("date", form["received_on"]),
        str(form["language"]),
        RequestKind(str(form["kind"])),
        cast("Channel", form["channel"]),
        Ask.model_validate({"at": instant_text(clock.instant()), **told}) if told else None,
    )


def work_list(database: Database, gates: Gates, clock: BusinessClock) -> list[Mapping[str, object]]:
    """Return every open case by the day on which its answer is due, with how much of its term is over."""
    today = civil_date(clock.instant())
    return [
        {
            "id": one.case,
            "state": one.state,
            "received_on": one.received_on.isoformat(),
            "due_on": one.due_on.isoformat(),
            "elapsed_percent": elapsed_percent(one.runs_from, one.due_on, today),
            "clock": "paused" if one.paused else "answered" if one.answered else "running",
            "alarm": one.alarmed or None,
        }
        for one in open_cases(database, gates)
    ]


def decide_case(request: Request, case: str, staff: str, made: StaffDecision) -> None:
    """Carry out a decision; raises NotDecidedError, NoSuchCaseError."""
    try:
        _decide(request, case, staff, made)
    except (DecisionRefusedError, UnknownReasonError, ProofError, StateError, StaleError) as error:
        raise NotDecidedError(str(error)) from error


def _decide(request: Request, case: str, staff: str, made: StaffDecision) -> None:
    why = Decision(made.reason or "", made.explained)
    match made.decision:
        case "identity" if made.method is not None and made.seen_on is not None:
            prove_identity(request, case, IdentityProof(made.channel, made.method, made.seen_on, staff))
        case "extend":
            extend(request, case, why)
        case "refuse":
            refuse(request, case, why, staff)
        case "confirmed" | "changed" as answer:
            settle_correction(request, case, made.ask, made.correction, answer)
        case "propose_lift":
            propose_lift(request, case, why, staff)
        case "confirm_lift":
            confirm_lift(request, case, staff)
        case _:
            msg = "a decision that lacks what it needs"
            raise NotDecidedError(msg)
