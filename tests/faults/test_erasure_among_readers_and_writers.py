"""A hundred seeded orders of a reader, a writer and an erasure of one person, each stopped before any of its calls.

After the erasure there is no row, no key and no read: whoever came first was erased too, whoever came later refused.
"""

import random
import threading
from collections.abc import Callable
from functools import partial

import pytest

from functions.dossier.fact import Provenance, WorkFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.write_family import put_fact
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.rights.rights_state import RightsState
from functions.rights.work import ALSO_ENDING
from functions.runtime.database import Table
from functions.vault.errors import AlreadyThereError, BrokenSealError, StaleError, SubjectNotLiveError, TryAgainError
from tests.builders.erasure import Erasure, begin_erasure
from tests.builders.opened_rows import opened_text

SEEDS = 100
READ, WRITTEN = "incapacity", "attestation-of-the-writer"
REFUSED = (SubjectNotLiveError, StaleError, BrokenSealError, AlreadyThereError, TryAgainError)


class Turns:
    """Lets one of several threads go on at a time: the seed says whose turn it is before each call of the store."""

    def __init__(self, seed: int, names: tuple[str, ...]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a seeded order, no secret
        self._waiting = set(names)
        # The erasure makes many more calls than the others: it gets more turns in some seeds, so that it comes first.
        self._weights = {name: self._random.choice((1, 4, 16, 64)) for name in names}
        self._turn = self._next()
        self._changed = threading.Condition()

    def before(self, _: str) -> None:
        """Stop the calling thread until it is its turn; a thread that takes no part goes on."""
        name = threading.current_thread().name
        with self._changed:
            if name not in self._waiting:
                return
            self._turn = self._next()
            self._changed.notify_all()
            assert self._changed.wait_for(lambda: self._turn == name, timeout=30)

    def _next(self) -> str:
        names = sorted(self._waiting)
        return self._random.choices(names, [self._weights[name] for name in names])[0]

    def done(self) -> None:
        """Take no further part."""
        with self._changed:
            self._waiting.discard(threading.current_thread().name)
            if self._waiting:
                self._turn = self._next()
            self._changed.notify_all()


def read(erasure: Erasure, seen: list[str]) -> None:
    """Read the person's facts and note what was seen."""
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    rows = request.query(Table.DOSSIERS, erasure.family.dossier, begins_with=f"fact#{erasure.family.partner}#")
    seen += [fact.record.model_dump_json() for fact in request.open(rows, FACT_KINDS)]


def write(erasure: Erasure) -> None:
    """Add a fact, as a drop does."""
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    origin = Provenance(source="government", sender="work", flow="work", attestation=WRITTEN)
    change = request.change("apply notification")
    fact = WorkFact(person=erasure.family.partner, known_at=request.instant(), provenance=origin, status="retired")
    put_fact(request, change, erasure.family.dossier, fact)
    change.send()


def several(work: Callable[[], object], times: int) -> None:
    """Do a work some times."""
    for _ in range(times):
        work()


def run_all(erasure: Erasure, seed: int, works: dict[str, Callable[[], object]]) -> list[BaseException]:
    """Run every work in a thread of its own, in the order of the seed; return what failed otherwise than refused."""
    turns = Turns(seed, tuple(works))
    failures: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except REFUSED:
            pass
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)
        finally:
            turns.done()

    erasure.memory.database.before = turns.before
    threads = [threading.Thread(target=run, args=(work,), name=name) for name, work in works.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    erasure.memory.database.before = lambda _: None
    return failures


@pytest.mark.parametrize("block", range(10))
def test_a_hundred_orders_leave_no_row_no_key_and_no_read(block: int) -> None:
    """Given readers, writers and an erasure in a seeded order, when all are through, then nothing of the person is."""
    for seed in range(block * SEEDS // 10, (block + 1) * SEEDS // 10):
        erasure = begin_erasure()
        case, partner = erasure.ask(), erasure.family.partner
        seen: list[str] = []
        works: dict[str, Callable[[], object]] = {
            "eraser": partial(erasure.run, case),
            "reader": partial(several, partial(read, erasure, seen), 3),
            "writer": partial(several, partial(write, erasure), 2),
        }
        assert run_all(erasure, seed, works) == [], f"seed {seed}"
        assert erasure.run(case) is RightsState.CLOSED, f"seed {seed}"
        subject = erasure.memory.request(Purpose.ERASE_PERSON, states=ALSO_ENDING).subject(partner)
        assert set(subject.wrapped) == {Domain.HOLD}, f"seed {seed}"
        rows = [row for row in erasure.memory.database.rows[Table.DOSSIERS].values() if row["subject"] == partner]
        assert len(rows) == 1, f"seed {seed}: only the income that stays"
        tables = tuple(table for table in Table if table is not Table.LEDGER)
        text = opened_text(erasure.memory.database, erasure.memory.keyring, tables)
        for value in (READ, WRITTEN, "Wouter", "Gezocht"):
            assert value not in text.replace("3141592", ""), f"seed {seed}: {value}"
        with pytest.raises(SubjectNotLiveError):
            read(erasure, [])
        with pytest.raises(SubjectNotLiveError):
            write(erasure)


def test_the_orders_differ_and_every_work_comes_first_in_some() -> None:
    """Given the hundred seeds, then readers see the person in some and are refused in others: the orders are real."""
    outcomes = set()
    for seed in range(SEEDS // 4):
        erasure = begin_erasure()
        case = erasure.ask()
        seen: list[str] = []
        works: dict[str, Callable[[], object]] = {
            "eraser": partial(erasure.run, case),
            "reader": partial(several, partial(read, erasure, seen), 3),
        }
        assert run_all(erasure, seed, works) == []
        outcomes.add(len(seen))
    assert len(outcomes) > 1
