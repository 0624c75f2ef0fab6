"""An erasure that left something behind is never called done: the search finds it and the case stays open."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import pytest

from functions.dossier.holdings import DossierHolding
from functions.register.purpose import Purpose
from functions.rights.advance_request import STEPS, Step
from functions.rights.rights_state import RightsState
from functions.rights.search_person import StillThereError
from functions.rights.work import ALSO_ENDING, Work, read_case
from functions.runtime.database import Key, Put, Table
from functions.vault.holding import HeldRow
from functions.vault.look_up import SORT
from functions.vault.request import Request
from functions.vault.subject import State, subject_key
from tests.builders.erasure import Erasure, begin_erasure
from tests.builders.forms import synthetic_number
from tests.builders.main_path_erasure import PARTNER, main_path_erasure


@dataclass
class Forgetful(DossierHolding):
    """A room that forgets to name a sort of row."""

    forgets: str

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        return [row for row in super().find(request, person) if not row.row.place.sk.startswith(self.forgets)]


def state_of(erasure: Erasure, case: str) -> RightsState:
    standing = read_case(erasure.memory.request(Purpose.ERASE_PERSON, states=ALSO_ENDING), case)
    assert standing is not None
    return standing.record.state


@pytest.mark.goal("ER-8")
@pytest.mark.parametrize("forgets", ["person#", "fact#"])
def test_a_row_that_a_room_forgot_keeps_the_case_open(forgets: str) -> None:
    """Given a room that does not name a row, when the erasure runs, then it is not done, however often it runs."""
    erasure = replace(begin_erasure(), holdings=(Forgetful(forgets),))
    case = erasure.ask()
    for _ in range(2):
        with pytest.raises(StillThereError, match=r"[12] rows|3 rows"):
            erasure.run(case)
        assert state_of(erasure, case) is RightsState.ROWS_GONE
    subject = erasure.memory.request(Purpose.ERASE_PERSON, states=ALSO_ENDING).subject(erasure.family.partner)
    assert subject.state is State.ENDING
    told = [row for row in erasure.memory.database.rows[Table.OUTBOX].values() if row["kind"] == "message_wanted"]
    assert [row["message"] for row in told] == ["rights_taken"]


class StoppedError(Exception):
    """The test stops the erasure here."""


def stopped_before_search(erasure: Erasure, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run an erasure until its rows are gone, and return its case."""
    case = erasure.ask(PARTNER)

    def stop(_: Work) -> None:
        raise StoppedError

    with monkeypatch.context() as patch:
        patch.setitem(cast("dict[RightsState, Step]", STEPS), RightsState.ROWS_GONE, stop)
        with pytest.raises(StoppedError):
            erasure.run(case)
    return case


@pytest.mark.parametrize("left", ["key", "look-up", "row", "form's key"])
def test_whatever_comes_back_before_the_search_is_found(left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given keys, look-ups or rows that stand again before the search, then it finds them and names no value."""
    erasure = main_path_erasure()
    database, partner = erasure.memory.database, erasure.family.partner
    before = copy.deepcopy(database.rows)
    case = stopped_before_search(erasure, monkeypatch)
    if left == "key":
        subject = database.rows[Table.SUBJECTS][subject_key(partner)]
        subject["key_contact"] = before[Table.SUBJECTS][subject_key(partner)]["key_contact"]
    elif left == "look-up":
        key = next(key for key, row in before[Table.LOOK_UPS].items() if row["subject"] == partner)
        database.write(Put(Table.LOOK_UPS, {"pk": key.pk, "sk": SORT, "subject": partner}))
    elif left == "row":
        key = Key(erasure.family.dossier, f"person#{partner}")
        database.write(Put(Table.DOSSIERS, before[Table.DOSSIERS][key]))
    else:
        (form,) = {str(row["subject"]) for row in before[Table.SUBMISSIONS].values()}
        database.rows[Table.SUBJECTS][subject_key(form)] = before[Table.SUBJECTS][subject_key(form)]
    with pytest.raises(StillThereError) as found:
        erasure.run(case)
    assert partner not in str(found.value)
    assert state_of(erasure, case) is RightsState.ROWS_GONE


def test_a_child_of_an_open_file_waits_as_the_payee_does() -> None:
    erasure = main_path_erasure()
    assert erasure.run(erasure.ask(synthetic_number("2021-02-03"))) is RightsState.AFTER_SETTLEMENT
