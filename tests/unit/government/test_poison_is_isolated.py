"""A notification that brings out a fault of our own code is put aside after some tries; its neighbours are applied."""

from collections import Counter

import pytest

from functions.dossier.fact import Fact
from functions.government import apply_to_dossier as applying
from functions.government.make_fact import make_fact
from functions.government.outcome import Placed
from functions.government.read_notification import Reader
from functions.runtime.database import Table, UnavailableError
from tests.builders.drops import DropWorld, Json, counts, envelope, income, number_of

FAMILIES = 20
POISON = "poison"


class WrongCodeError(Exception):
    """A fault of ours."""


class _Poisoned:
    """Stands for code of ours that cannot handle one notification; `tries` counts how often each was tried."""

    def __init__(self, error: Exception) -> None:
        self.error, self.tries = error, Counter[str]()

    def make_fact(self, placed: Placed, *rest: object) -> Fact:
        """Make a fact, but not of the poison."""
        name = placed.notification.attestation.attestation_id
        self.tries[name] += 1
        if name.startswith(POISON):
            raise self.error
        return make_fact(placed, *rest)  # type: ignore[arg-type]


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    for family in range(FAMILIES):
        world.family(An=(number_of(family), "beneficiary"))
    return world


def delivery_of(sequence: int, size: int, poison: int = 0) -> Json:
    """Return incomes of all families; the first `poison` of them cannot be handled."""
    names = [f"{POISON if n < poison else 'good'}-{sequence}-{n}" for n in range(size)]
    return envelope("INCOME_TAX", sequence, [income(name, number_of(n % FAMILIES), n) for n, name in enumerate(names)])


@pytest.mark.goal("GD-3")
def test_a_poison_message_among_10000_good_ones(world: DropWorld, monkeypatch: pytest.MonkeyPatch, soak: bool) -> None:
    """Given 10,000 good notifications (small: 600) and one poison, then all good ones are applied, and it is aside."""
    poisoned = _Poisoned(WrongCodeError())
    monkeypatch.setattr(applying, "make_fact", poisoned.make_fact)
    size = 5000 if soak else 300
    report = world.take(delivery_of(1, size, poison=1), "jsonl")
    assert world.receipt_of(delivery_of(2, size), "jsonl")["counts"] == counts(accepted=size)
    receipt = world.receipt(next(iter(world.receipts.bodies)).removesuffix(".receipt.json"))
    assert (receipt["status"], receipt["counts"]) == ("PARTIAL", counts(accepted=size - 1, quarantined=1))
    problem = {"attestationId": "poison-1-0", "code": "not_handled_by_us", "pointer": "/data/notifications/0"}
    assert receipt["problems"] == [problem]
    assert list(report.isolated) == ["WrongCodeError"]
    assert poisoned.tries["poison-1-0"] == 4  # with its neighbours, then three times alone
    assert [case["code"] for case in world.cases()] == ["not_handled_by_us"]
    facts = [key for key in world.memory.database.rows[Table.DOSSIERS] if key.sk.startswith("fact#")]
    assert len(facts) == 2 * size - 1


def test_a_fault_of_the_store_isolates_nobody(world: DropWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a store that does not answer, then the message comes again, and no notification is blamed for it."""
    monkeypatch.setattr(applying, "make_fact", _Poisoned(UnavailableError("none")).make_fact)
    with pytest.raises(UnavailableError):
        world.take(delivery_of(1, 40, poison=1))
    assert world.cases() == []


def test_much_poison_is_our_own_fault(world: DropWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given code of ours that fails with very many, then the delivery waits for its repair and loses nothing."""
    with monkeypatch.context() as broken:
        broken.setattr(applying, "make_fact", _Poisoned(WrongCodeError()).make_fact)
        with pytest.raises(WrongCodeError):
            world.take(delivery_of(1, 60, poison=50))
        assert len(world.drops.bodies) == 1
    assert world.receipt_of(delivery_of(1, 60, poison=50))["status"] == "OK"


def test_what_breaks_our_reader_is_bad_like_any_other(world: DropWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a line on which our reader itself fails, then it waits in quarantine and the next line is taken."""
    read = Reader.read

    def failing(self: Reader, number: int, raw: bytes) -> object:
        if number == 1:
            raise RecursionError
        return read(self, number, raw)

    monkeypatch.setattr(Reader, "read", failing)
    receipt = world.receipt_of(delivery_of(1, 3))
    assert receipt["counts"] == counts(accepted=2, quarantined=1)
    assert [case["code"] for case in world.cases()] == ["not_read_by_us"]
