"""What waits for a person: corrections that found too much and have no case yet, and cases by the day they are due.

Ids, states and days, from the work lists alone: nothing is opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.payments.debts.debt_case import State, case_list
from functions.payments.plan_payment import TO_DECIDE
from functions.payments.store import RunStore
from functions.runtime.database import Index, Table

OPEN_STATES = (State.DRAFT, State.SHOWN, State.REPLIED, State.PLAN)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A correction without a case: the family's file and the row."""

    dossier: str
    row: str


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case: its state, and the day on which somebody must look."""

    case: str
    state: State
    due: str

    def is_late(self, today: date) -> bool:
        """Tell whether that day has passed."""
        return self.due < today.isoformat()


def waiting_corrections(store: RunStore) -> Iterator[Waiting]:
    """Yield the corrections that nobody opened a case for."""
    for _, key in store.keys_of(TO_DECIDE):
        yield Waiting(key.pk, key.sk)


def listed_cases(store: RunStore) -> Iterator[ListedCase]:
    """Yield all open cases, state by state, in the order of their days."""
    for state in OPEN_STATES:
        for item in store.items_in(Table.CASES, Index.WORK_LIST, case_list(state)):
            yield ListedCase(str(item["pk"]), state, str(item["due"]))
