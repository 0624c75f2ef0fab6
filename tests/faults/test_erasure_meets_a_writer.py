"""A writer and an erasure of the same person, one stopped before each of its calls while the other runs through.

Whoever comes first: after the erasure there is no row, key or value of the person but what stays under *hold*.
"""

from collections.abc import Callable

from functions.dossier.fact import Provenance, WorkFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.write_family import put_fact
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.rights.rights_state import RightsState
from functions.rights.work import ALSO_ENDING
from functions.runtime.database import Table
from functions.vault.errors import StaleError, SubjectNotLiveError
from tests.builders.erasure import Erasure, begin_erasure
from tests.builders.opened_rows import opened_text

WRITTEN, KEPT = "attestation-of-the-writer", "3141592"


def write(erasure: Erasure) -> bool:
    """Read the person's facts and add one, as a drop does; False when the person was in the way."""
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    rows = request.query(Table.DOSSIERS, erasure.family.dossier, begins_with=f"fact#{erasure.family.partner}#")
    origin = Provenance(source="government", sender="work", flow="work", attestation=WRITTEN)
    try:
        request.open(rows, FACT_KINDS)
        change = request.change("apply notification")
        fact = WorkFact(person=erasure.family.partner, known_at=request.instant(), provenance=origin, status="retired")
        put_fact(request, change, erasure.family.dossier, fact)
        change.send()
    except (SubjectNotLiveError, StaleError):
        return False
    return True


def stopped_before(erasure: Erasure, number: int, outer: Callable[[], object], inner: Callable[[], object]) -> bool:
    """Run `outer`, and `inner` whole before its call of this number; False when there is no such call."""
    database, seen = erasure.memory.database, 0

    def before(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            database.before = lambda _: None
            inner()
            database.before = before

    database.before = before
    outer()
    database.before = lambda _: None
    return seen >= number


def assert_erased(erasure: Erasure, where: str) -> None:
    partner = erasure.family.partner
    subject = erasure.memory.request(Purpose.ERASE_PERSON, states=ALSO_ENDING).subject(partner)
    assert set(subject.wrapped) == {Domain.HOLD}, where
    own = [row for row in erasure.memory.database.rows[Table.DOSSIERS].values() if row["subject"] == partner]
    assert len(own) == 1, where
    text = opened_text(erasure.memory.database, erasure.memory.keyring, (Table.DOSSIERS, Table.PAYMENTS, Table.PEOPLE))
    assert WRITTEN not in text, where
    assert KEPT in text, where


def test_an_erasure_that_overtakes_a_writer_at_any_of_its_calls_stands() -> None:
    """Given a writer stopped before call n, when the person is erased, then the writer stores nothing after."""
    number, refused = 1, 0
    while True:
        erasure = begin_erasure()
        wrote: list[bool] = []
        case = erasure.ask()

        def erase(erasure: Erasure = erasure, case: str = case) -> None:
            assert erasure.run(case) is RightsState.CLOSED

        def outer(erasure: Erasure = erasure, wrote: list[bool] = wrote) -> None:
            wrote.append(write(erasure))

        if not stopped_before(erasure, number, outer, erase):
            break
        assert_erased(erasure, f"writer stopped before call {number}")
        refused += not wrote[0]
        number += 1
    assert number > 5
    assert refused == number - 1


def test_a_writer_that_overtakes_an_erasure_at_any_of_its_calls_is_erased_or_refused() -> None:
    """Given an erasure stopped before call n, when a writer runs through, then no trace of it is left."""
    number, written = 1, 0
    while True:
        erasure = begin_erasure()
        case = erasure.ask()
        results: list[bool] = []

        def erase(erasure: Erasure = erasure, case: str = case) -> None:
            for _ in range(3):
                try:
                    assert erasure.run(case) is RightsState.CLOSED
                except StaleError:
                    continue  # the queue delivers again
                return
            raise AssertionError

        def inner(erasure: Erasure = erasure, results: list[bool] = results) -> None:
            results.append(write(erasure))

        if not stopped_before(erasure, number, erase, inner):
            break
        assert_erased(erasure, f"erasure stopped before call {number}")
        written += results[0]
        number += 1
    assert number > 100
    assert 0 < written < number
