"""A request of a person about their rights: row `case` of a case, sealed under the case's own key."""

from datetime import date
from typing import Annotated, Literal

from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.rights.rights_state import CLEAR, DONE, NEXT, RightsState
from functions.runtime.database import Table, Value
from functions.vault.change import Change
from functions.vault.place import Place, Stored

type Kind = Literal["erasure"]
type IdentityMethod = Literal["identity_card", "residence_card", "passport", "other_document"]


class StateError(Exception):
    """A step asks for a state that does not follow the present one: a fault of ours, nothing was written."""


class RightsCase(HeldRecord, category=Category.IDENTIFICATION):
    """Who asked for what, how the identity was shown (the method, never a number), and how far we are.

    `received_on` starts the clock of GDPR art. 12(3), `due_on` is its last day. `since`: instant of the present state.
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


def case_place(case: str) -> Place:
    """Return the place of the case itself."""
    return Place(Table.CASES, case, "case")


def plan_place(case: str) -> Place:
    """Return the place of the plan."""
    return Place(Table.CASES, case, "step#1")


def statement_place(case: str) -> Place:
    """Return the place of the signed statement."""
    return Place(Table.CASES, case, "step#2")


def clear_of(record: RightsCase) -> dict[str, Value]:
    """Return what stands in clear: a neutral state and dates; an open case is on the work list."""
    state = CLEAR[record.state]
    clear: dict[str, Value] = {"state": state, "received_on": record.received_on.isoformat()}
    if state != DONE:
        clear |= {"work_list": f"rights#{state}", "due": record.due_on.isoformat()}
    return clear


def move(
    change: Change,
    case: Stored[RightsCase],
    state: RightsState,
    since: str,
    more: dict[str, Value] | None = None,
) -> None:
    """Put the case in its next state, as part of the change that makes it true; StateError when it may not follow."""
    if state not in NEXT[case.record.state]:
        msg = f"{state} does not follow {case.record.state}"
        raise StateError(msg)
    record = case.record.model_copy(update={"state": state, "since": since})
    change.put(case.place, case.subject, record, {**clear_of(record), **(more or {})}, case)
