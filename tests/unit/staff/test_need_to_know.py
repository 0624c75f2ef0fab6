"""A case is with at most two people, for some hours; a third needs a reason and another person, for an hour (AC-6)."""

from datetime import timedelta

import pytest

from functions.runtime.database import Table
from functions.staff.store import ELEVATED_FOR, HELD_FOR, Elevation, NeedToKnow, OwnApprovalError
from functions.vault.gate import Gates
from functions.vault.ids import new_id
from tests.builders.vault import MemoryVault, memory_vault

CASE, OTHER = new_id("cas"), new_id("cas")
ADA, BEA, CLEO, DORA = (new_id("stf") for _ in range(4))


@pytest.fixture
def memory() -> MemoryVault:
    return memory_vault()


@pytest.fixture
def needs(memory: MemoryVault) -> NeedToKnow:
    return NeedToKnow(memory.database, Gates(memory.database, memory.clock), memory.clock)


def test_two_people_take_a_case_and_a_third_finds_none(needs: NeedToKnow) -> None:
    assert [needs.may_see(CASE, one) for one in (ADA, BEA, CLEO, ADA, BEA)] == [True, True, False, True, True]
    assert needs.may_see(OTHER, CLEO)


def test_a_place_is_free_again_after_the_working_day(memory: MemoryVault, needs: NeedToKnow) -> None:
    for one in (ADA, BEA):
        needs.may_see(CASE, one)
    memory.clock.jump(HELD_FOR)
    assert needs.may_see(CASE, CLEO)
    assert needs.may_see(CASE, ADA)
    assert not needs.may_see(CASE, BEA)


def test_an_elevation_needs_another_person_and_lasts_an_hour(memory: MemoryVault, needs: NeedToKnow) -> None:
    for one in (ADA, BEA):
        needs.may_see(CASE, one)
    needs.ask(CASE, CLEO, "incident")
    assert needs.elevation(CASE, CLEO) is Elevation.ASKED
    assert not needs.may_see(CASE, CLEO)
    with pytest.raises(OwnApprovalError):
        needs.approve(CASE, CLEO, CLEO)
    assert needs.approve(CASE, CLEO, ADA)
    assert not needs.approve(CASE, CLEO, BEA)
    assert needs.may_see(CASE, CLEO)
    assert not needs.may_see(CASE, DORA)
    memory.clock.jump(ELEVATED_FOR)
    assert not needs.may_see(CASE, CLEO)


def test_what_was_not_asked_cannot_be_approved(memory: MemoryVault, needs: NeedToKnow) -> None:
    assert not needs.approve(CASE, CLEO, ADA)
    needs.ask(CASE, CLEO, "incident")
    memory.clock.jump(timedelta(hours=1))
    assert not needs.approve(CASE, CLEO, ADA)


def test_only_a_case_can_be_held(memory: MemoryVault, needs: NeedToKnow) -> None:
    assert not needs.may_see("An Peeters", ADA)
    assert not memory.database.rows[Table.SESSIONS]


def test_of_two_who_take_the_last_place_at_once_one_gets_it(
    memory: MemoryVault, needs: NeedToKnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given both read the places as free, then the write decides."""
    needs.may_see(CASE, ADA)
    read = needs._row
    seen = {sort: read(CASE, sort) for sort in ("slot#1", "slot#2", f"elevation#{CLEO}")}
    needs.may_see(CASE, BEA)
    monkeypatch.setattr(needs, "_row", lambda _, sort: seen[sort])
    assert not needs.may_see(CASE, CLEO)


def test_rows_hold_ids_reasons_of_the_list_and_instants_and_expire(memory: MemoryVault, needs: NeedToKnow) -> None:
    needs.may_see(CASE, ADA)
    needs.ask(CASE, CLEO, "complaint")
    needs.approve(CASE, CLEO, ADA)
    for row in memory.database.rows[Table.SESSIONS].values():
        assert set(row) <= {"pk", "sk", "staff", "reason", "approved_by", "expires_at"}
        assert isinstance(row["expires_at"], int)
