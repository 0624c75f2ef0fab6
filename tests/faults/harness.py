"""The counting fault harness: every outgoing call of a path fails once, in every way, and the path must still arrive.

A path is run undisturbed first; its calls are counted and held against the numbers that somebody reviewed. Then, for
each call and each way to fail, a fresh world runs the path with that one fault and runs it again until it returns, as
a queue redelivers. The world must end as the undisturbed one did.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from functions.runtime.database import UnavailableError


class CrashError(BaseException):
    """The process dies here: no code of the path may catch it."""


class Way(Enum):
    """How a call fails: the process dies before or after it, or the other side refuses or answers too late."""

    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    REFUSED = "is refused"
    ANSWER_LOST = "answers too late"

    @property
    def is_before(self) -> bool:
        """Tell whether the call does not happen at all."""
        return self in (Way.DIES_BEFORE, Way.REFUSED)

    def error(self) -> BaseException:
        """Return what the caller sees."""
        if self in (Way.DIES_BEFORE, Way.DIES_AFTER):
            return CrashError()
        msg = "made by the fault harness"
        return UnavailableError(msg)


class Seam(Protocol):
    """A fake that lets the harness see its calls (database, bucket, queue)."""

    before: Callable[[str], None]
    after: Callable[[str], None]


@dataclass(frozen=True)
class Path[World]:
    """One path: how its world is made, which fakes it calls, how it is run, and what must be equal at the end.

    `run` raises what asks for a redelivery. `world` must give equal worlds at every call.
    """

    world: Callable[[], World]
    seams: Callable[[World], Mapping[str, Seam]]
    run: Callable[[World], object]
    state: Callable[[World], object]
    most_reruns: int = 4


@dataclass
class _Watch:
    """Counts the calls of one run and makes one of them fail."""

    fail_at: int | None = None
    way: Way = Way.DIES_BEFORE
    calls: list[str] = field(default_factory=list)
    failing: bool = False

    def put_on(self, seams: Mapping[str, Seam]) -> None:
        """See every call of these fakes."""
        for name, seam in seams.items():
            seam.before = self._before(name)
            seam.after = self._after

    def _before(self, seam: str) -> Callable[[str], None]:
        def before(call: str) -> None:
            self.calls.append(f"{seam}.{call}")
            self.failing = len(self.calls) - 1 == self.fail_at
            if self.failing and self.way.is_before:
                raise self.way.error()

        return before

    def _after(self, _: str) -> None:
        if self.failing:
            self.failing = False
            raise self.way.error()


def assert_every_fault_heals[World](
    path: Path[World], reviewed: Mapping[str, int], ways: tuple[Way, ...] = tuple(Way)
) -> int:
    """Fail each call of the path in each way; AssertionError names the first fault that does not heal.

    `reviewed` holds how often each call (`<seam>.<call>`) is made: when the path changes, somebody looks again.
    Returns the number of faults that were tried.
    """
    calls, wanted = _undisturbed(path)
    counted = dict(sorted(Counter(calls).items()))
    assert counted == dict(sorted(reviewed.items())), f"the path's calls changed, review them: {counted}"
    for number, call in enumerate(calls):
        for way in ways:
            where = f"call {number} ({call}) {way.value}"
            assert _disturbed(path, number, way, where) == wanted, f"{where}: the world ends differently"
    return len(calls) * len(ways)


def _undisturbed[World](path: Path[World]) -> tuple[list[str], object]:
    world, watch = path.world(), _Watch()
    watch.put_on(path.seams(world))
    path.run(world)
    made = list(watch.calls)
    return made, path.state(world)


def _disturbed[World](path: Path[World], number: int, way: Way, where: str) -> object:
    world, watch = path.world(), _Watch(number, way)
    watch.put_on(path.seams(world))
    for _ in range(path.most_reruns + 1):
        try:
            path.run(world)
        except (CrashError, Exception):  # noqa: S112, BLE001 - whatever it was, the queue delivers again
            continue
        _take_off(path.seams(world))
        return path.state(world)
    msg = f"{where}: the path does not arrive in {path.most_reruns} reruns"
    raise AssertionError(msg)


def _take_off(seams: Mapping[str, Seam]) -> None:
    for seam in seams.values():
        seam.before = seam.after = lambda _: None


def interrupted_everywhere[World](path: Path[World], other: Callable[[World], object]) -> Iterator[tuple[str, World]]:
    """Run the path once per call of it, with something else happening right before that call; yield how it ended.

    The path is run again until it returns, as a queue redelivers.
    """
    calls, _ = _undisturbed(path)
    for number, call in enumerate(calls):
        world, watch = path.world(), _Interruption(number, other)
        watch.put_on(path.seams(world), world)
        for _ in range(path.most_reruns + 1):
            try:
                path.run(world)
            except Exception:  # noqa: S112, BLE001 - whatever it was, the queue delivers again
                continue
            break
        else:
            msg = f"interrupted before call {number} ({call}), the path does not arrive"
            raise AssertionError(msg)
        _take_off(path.seams(world))
        yield f"call {number} ({call})", world


@dataclass
class _Interruption[World]:
    """Lets something else happen before one call."""

    at: int
    other: Callable[[World], object]
    count: int = 0

    def put_on(self, seams: Mapping[str, Seam], world: World) -> None:
        """See every call of these fakes, until the one that is waited for."""

        def before(_: str) -> None:
            self.count += 1
            if self.count - 1 == self.at:
                _take_off(seams)
                self.other(world)

        for seam in seams.values():
            seam.before = before
