"""A request of a person about their rights: row `case` of a case, sealed under the case's own key."""

from datetime import date
from typing import Annotated, Literal

from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.rights.request_clock import due_date
from functions.rights.rights_state import ANSWERED, CLEAR, DONE, MACHINES, RequestKind, RightsState
from functions.runtime.database import Table, Value
from functions.vault.change import Change
from functions.vault.place import Place, Stored

type Kind = Literal["access", "portability", "rectification", "erasure", "restriction", "objection"]
type IdentityMethod = Literal[
    "strong_sign_in", "identity_card", "residence_card", "passport", "other_document", "called_back", "not_shown"
]
type Channel = Literal["portal", "paper", "phone"]
type Outcome = Literal["granted", "partly", "refused"]
NOT_SHOWN: IdentityMethod = "not_shown"
ALARMED = "alarmed"
"""Clear attribute: the highest share of the clock, in percent, of which an alarm was given."""


class StateError(Exception):
    """A step asks for a state that does not follow the present one: a fault of ours, nothing was written."""


class RightsCase(HeldRecord, category=Category.IDENTIFICATION):
    """Who asked for what, how the identity was shown (the method, never a number), and how far we are.

    `received_on` starts the clock of GDPR art. 12(3), `due_on` is its last day. `since`: instant of the present state.
    `assisted`: a member of staff typed what was asked on paper or by telephone, and checked who asked. `policy`: the
    digest of the register at receipt. `paused_on`: the clock stands since this day, because the identity is not shown.
    `reasons`: ids of `reasons.yaml` behind a refusal, an extension or the end of a restriction; `explained`: the words
    of staff beside them. `lifted_by`: who proposed to end a restriction, so that another one may confirm it.
    """

    kind: Annotated[Kind, Held()]
    person: Annotated[str, Held()]
    state: Annotated[RightsState, Held()]
    since: Annotated[str, Held()]
    received_on: Annotated[date, Held()]
    due_on: Annotated[date, Held()]
    identity_method: Annotated[IdentityMethod, Held()]
    identity_seen_on: Annotated[date, Held()]
    opened_by: Annotated[str, Held()]
    language: Annotated[Literal["nl", "fr", "de", "en"], Held(Category.PERSONAL)]
    channel: Annotated[Channel, Held()] = "paper"
    assisted: Annotated[bool, Held()] = True
    asked_by: Annotated[str | None, Held()] = None
    session: Annotated[str | None, Held()] = None
    policy: Annotated[str | None, Held()] = None
    paused_on: Annotated[date | None, Held()] = None
    extended_on: Annotated[date | None, Held()] = None
    outcome: Annotated[Outcome | None, Held()] = None
    reasons: Annotated[tuple[str, ...], Held()] = ()
    explained: Annotated[str | None, Held(Category.PERSONAL)] = None
    decided_by: Annotated[str | None, Held()] = None
    closed_on: Annotated[date | None, Held()] = None
    package: Annotated[str | None, Held()] = None
    recipients: Annotated[tuple[str, ...], Held()] = ()
    lifted_by: Annotated[str | None, Held()] = None

    @property
    def right(self) -> RequestKind:
        """The right that is exercised."""
        return RequestKind(self.kind)

    def may_be_seen_by(self, person: str) -> bool:
        """Tell whether this is the person's own request, or one that the person made for somebody."""
        return person == (self.asked_by or self.person)


def case_place(case: str) -> Place:
    """Return the place of the case itself."""
    return Place(Table.CASES, case, "case")


def plan_place(case: str) -> Place:
    """Return the place of the plan."""
    return Place(Table.CASES, case, "step#1")


def statement_place(case: str) -> Place:
    """Return the place of the signed statement."""
    return Place(Table.CASES, case, "step#2")


def ask_place(case: str, number: int) -> Place:
    """Return the place of what was asked; a repeat that asks for more has a number of its own, from 1."""
    return Place(Table.CASES, case, f"ask#{number:02d}")


def clear_of(record: RightsCase) -> dict[str, Value]:
    """Return what stands in clear: a neutral state and dates; an open case is on the work list.

    `paused_on`: the clock stands still. `answered`: the case goes on (a restriction), its clock does not. `runs_from`:
    the day from which the term counts when the clock stood still: the receipt, as many days later.
    """
    state = CLEAR[record.state]
    clear: dict[str, Value] = {"state": state, "received_on": record.received_on.isoformat()}
    if state != DONE:
        clear |= {"work_list": f"rights#{state}", "due": record.due_on.isoformat()}
    term = due_date(record.received_on, extended=record.extended_on is not None)
    if record.due_on != term:
        clear["runs_from"] = (record.received_on + (record.due_on - term)).isoformat()
    if record.paused_on is not None:
        clear["paused_on"] = record.paused_on.isoformat()
    if record.state in ANSWERED:
        clear["answered"] = True
    return clear


def move(
    change: Change,
    case: Stored[RightsCase],
    state: RightsState,
    since: str,
    more: dict[str, Value] | None = None,
    **values: object,
) -> RightsCase:
    """Put the case in its next state, as part of the change that makes it true; StateError when it may not follow.

    `more`: clear attributes; `values`: members of the record that change with the state.
    """
    if state not in MACHINES[case.record.right].get(case.record.state, frozenset()):
        msg = f"{state} does not follow {case.record.state}"
        raise StateError(msg)
    record = case.record.model_copy(update={"state": state, "since": since, **values})
    change.put(case.place, case.subject, record, {**clear_of(record), **alarms_of(case), **(more or {})}, case)
    return record


def rewrite(change: Change, case: Stored[RightsCase], *, new_term: bool = False, **values: object) -> RightsCase:
    """Write members of a case anew; its state stays. `new_term`: the alarms of the term before say nothing of it."""
    record = case.record.model_copy(update=values)
    given = {} if new_term else alarms_of(case)
    change.put(case.place, case.subject, record, {**clear_of(record), **given}, case)
    return record


def alarms_of(case: Stored[RightsCase]) -> dict[str, Value]:
    """Return the mark of the alarms that were given; it survives each rewriting of the case in its term."""
    return {ALARMED: case.clear[ALARMED]} if ALARMED in case.clear else {}
