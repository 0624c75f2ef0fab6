"""A debt as a case: who erred, what the family was shown and said, who proposed, who decided, and how it ended.

The case is sealed under its own keys (`cas_`), the money and the reasons under the family's: the run that pays opens
the money alone, the family's page the money and the reasons, staff all three. In clear stand a neutral state and dates.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from functions.benefits.household import Region
from functions.benefits.recovery import Erred
from functions.dossier.places import run_shard
from functions.payments.correction import CorrectedMonth
from functions.payments.debts.debt_account import PREFIX
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Table, Value
from functions.vault.destroy_by import destroy_by
from functions.vault.place import Place

DOSSIER = "dossier"
"""Clear attribute of a case: the family's file, by id."""
SINCE = "since"
"""Clear attribute of what a family's payments hold of a debt: the day of the last step."""
_WHY = "#why"
SAID = "#said#"
"""Rows of what the family said on its own page."""


class State(StrEnum):
    """Where a debt is; stored in clear, so that a machine can go on without opening it. `plan`: it is being repaid."""

    DRAFT = "draft"
    SHOWN = "shown"
    REPLIED = "replied"
    PLAN = "plan"
    CLOSED = "closed"


OPEN_TO_REPLY = frozenset({State.SHOWN, State.REPLIED, State.PLAN})


class End(StrEnum):
    """How a debt ended; sealed; only add."""

    PAID_OFF = "paid_off"
    WAIVED = "waived"
    PRESCRIBED = "prescribed"
    IRRECOVERABLE = "irrecoverable"


type Way = Literal["set_off", "transfer", "waive", "irrecoverable"]
type Channel = Literal["portal", "letter", "phone", "desk"]


class Step(BaseModel):
    """Something that happened: when, who did it (an id of staff or a person, or `system`), what, and why."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    at: str
    by: str
    what: str
    why: str = ""


class Reply(BaseModel):
    """What the family said, and how it reached us; whoever wrote it down for them is in the case's steps."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    at: str
    channel: Channel
    text: str


class Proposal(BaseModel):
    """What one person proposes and another decides: the way, cents a month, the reason that the family will read.

    `looked_at`: files of the law whose text nobody has confirmed, and that the person says to have looked at.
    `heard`: how often the family had said something on its page.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    way: Way
    reason: str
    by: str
    monthly: int | None = None
    looked_at: tuple[str, ...] = ()
    heard: int = 0


class DebtCase(HeldRecord):
    """Row `case`. `knew`: the family knew or should have known that it was paid too much, as a person states."""

    dossier: Annotated[str, Held(Category.FAMILY)]
    correction: Annotated[str, Held(Category.FAMILY)]
    region: Annotated[Region, Held(Category.FAMILY)]
    erred: Annotated[Erred, Held(Category.FAMILY)]
    knew: Annotated[bool, Held(Category.FAMILY)]
    steps: Annotated[tuple[Step, ...], Held(Category.FAMILY)]
    reply_by: Annotated[str | None, Held(Category.FAMILY)] = None
    replies: Annotated[tuple[Reply, ...], Held(Category.FAMILY)] = ()
    proposal: Annotated[Proposal | None, Held(Category.FAMILY)] = None
    end: Annotated[End | None, Held(Category.FAMILY)] = None

    def after(self, step: Step, **changes: object) -> "DebtCase":
        """Return the case after a step."""
        return self.model_copy(update={**changes, "steps": (*self.steps, step)})


class DebtReasons(HeldRecord, category=Category.FAMILY):
    """Row `#claim#<case>#why` of a family's payments: what was corrected, who erred, what was decided and why."""

    region: Annotated[Region, Held()]
    erred: Annotated[Erred, Held()]
    causes: Annotated[tuple[str, ...], Held()]
    months: Annotated[tuple[CorrectedMonth, ...], Held()]
    reply_by: Annotated[str | None, Held()] = None
    decision: Annotated[str | None, Held()] = None
    reason: Annotated[str | None, Held()] = None
    end: Annotated[End | None, Held()] = None


def case_place(case: str) -> Place:
    """Return the place of a case."""
    return Place(Table.CASES, case, "case")


def reasons_place(dossier: str, case: str) -> Place:
    """Return the place of the reasons of a case."""
    return Place(Table.PAYMENTS, dossier, f"{PREFIX}{case}{_WHY}")


def is_account(sort: str) -> bool:
    """Tell by its sort key whether a row of a family's payments holds the money of a debt."""
    return sort.startswith(PREFIX) and "#" not in sort.removeprefix(PREFIX)


def case_list(state: State) -> str:
    """Return the work list of the cases of a state, ordered by the day on which somebody must look."""
    return f"claims#{state.value}"


def shard_list(shard: str) -> str:
    """Return the work list of a shard's debts that are being repaid, ordered by dossier: the run looks at them."""
    return f"claims#{shard}"


def clear_of_case(case: str, dossier: str, state: State, due: date) -> dict[str, Value]:
    """Return what stands in clear of a case; `due`: the day on which somebody must look, or on which it ended."""
    clear: dict[str, Value] = {
        "state": state.value,
        DOSSIER: dossier,
        "work_list": case_list(state),
        "due": due.isoformat(),
    }
    return clear | (destroy_by(destroy_on(RecordType.DEBT_CASE, due), case) if state is State.CLOSED else {})


def clear_of_account(dossier: str, state: State, on: date) -> dict[str, Value]:
    """Return what stands in clear of the money: the state, and while it is repaid the run's list."""
    clear: dict[str, Value] = {"state": state.value, SINCE: on.isoformat()}
    if state is State.PLAN:
        clear |= {"work_list": shard_list(run_shard(dossier)), "due": dossier}
    return clear
