"""One step in a hundred fails: every request of every right still ends by itself, and ends as it should.

200 requests in `make test`, 10,000 in `make soak`. A failure is raised at any call of the store, the bucket or the
journal, before or after it happened; the queue delivers the message again, and nobody touches a case.
"""

import random
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from functions.register.purpose import Purpose
from functions.rights.ask import Ask
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table, UnavailableError
from functions.vault.subject import State
from tests.builders.rights_desk import RightsDesk, ask_for, correction
from tests.faults.harness import CrashError

SMALL, WHOLE = 200, 10_000
RATE = 0.01
_PER_DESK = 20
ENDS = {
    RequestKind.ACCESS: RightsState.CLOSED,
    RequestKind.PORTABILITY: RightsState.CLOSED,
    RequestKind.RECTIFICATION: RightsState.CLOSED,
    RequestKind.ERASURE: RightsState.CLOSED,
    RequestKind.RESTRICTION: RightsState.IN_FORCE,
    RequestKind.OBJECTION: RightsState.CLOSED,
}


class Failing:
    """Fails one call in a hundred, seeded: the process dies or the service does not answer, before or after."""

    def __init__(self, seed: int) -> None:
        """Take the seed of one desk."""
        self.chance = random.Random(seed)  # noqa: S311 - a repeatable test
        self.failures = 0

    def maybe(self, _: str) -> None:
        """Raise now and then."""
        if self.chance.random() < RATE:
            self.failures += 1
            raise CrashError if self.chance.random() < 0.5 else UnavailableError

    def put_on(self, desk: RightsDesk) -> None:
        """Fail every seam of the desk."""
        for seam in (desk.memory.database, desk.journal, desk.packages):
            seam.before = self.maybe
            seam.after = self.maybe

    def take_off(self, desk: RightsDesk) -> None:
        """Let every call pass."""
        for seam in (desk.memory.database, desk.journal, desk.packages):
            seam.before = seam.after = lambda _: None


def until_done[R](do: Callable[[], R]) -> R:
    """Try again as a queue and a browser do."""
    for _ in range(500):
        try:
            return do()
        except (CrashError, Exception):  # noqa: BLE001, S112 - a redelivery asks for no reason
            continue
    msg = "a request never ended"
    raise AssertionError(msg)


def what_is_asked(kind: RequestKind, number: int) -> Ask | None:
    if kind is RequestKind.RECTIFICATION:
        return ask_for(corrections=(correction(target="email", value=f"nieuw{number}@example.org"),))
    return ask_for(ground="accuracy") if kind is RequestKind.RESTRICTION else None


@pytest.mark.goal("DS-3")
def test_every_request_ends_by_itself_with_one_failure_in_a_hundred_calls(soak: bool) -> None:
    wanted = WHOLE if soak else SMALL
    ended: Counter[RequestKind] = Counter()
    failures = seed = 0
    while ended.total() < wanted:
        seed += 1
        desk, failing = RightsDesk(), Failing(seed)
        failing.put_on(desk)
        counted: Counter[str] = Counter()
        # Erasure comes last: whoever is erased asks for nothing any more.
        kinds = [kind for kind in RequestKind if kind is not RequestKind.ERASURE]
        order = [failing.chance.choice(kinds) for _ in range(_PER_DESK - 1)] + [RequestKind.ERASURE]
        restricted = None
        for number, kind in enumerate(order):
            ask = what_is_asked(kind, number)
            opened = until_done(partial(desk.ask, kind, ask=ask))
            state = until_done(partial(desk.run, opened.case))
            assert state is ENDS[kind]
            ended[kind] += 1
            if kind is not RequestKind.RESTRICTION or restricted is None:
                counted[kind.value] += 1
            restricted = opened.case if kind is RequestKind.RESTRICTION else restricted
        failing.take_off(desk)
        failures += failing.failures
        _assert_ended_well(desk, counted)
    assert set(ended) == set(RequestKind)
    assert failures > wanted
    print(f"{ended.total()} requests, {failures} failures, 0 by hand")  # noqa: T201 - the figure of the proof


def _assert_ended_well(desk: RightsDesk, counted: Counter[str]) -> None:
    """Each answer is counted once, and the person whom the last request erased is gone."""
    (row,) = [item for key, item in desk.memory.database.rows[Table.CASES].items() if key.pk == "statistic#2024-07"]
    for kind, number in counted.items():
        outcomes = [row.get(f"{kind}.{outcome}", 0) for outcome in ("granted", "partly", "refused")]
        assert sum(one for one in outcomes if isinstance(one, int)) == number
        assert row[f"{kind}.in_time"] == number
    request = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue", states=frozenset(State))
    assert request.subject(desk.family.partner).state is State.ENDED
    rows = request.query(Table.DOSSIERS, desk.family.dossier)
    assert {row.place.sk.partition("#")[0] for row in rows if row.subject == desk.family.partner} <= {"fact"}
