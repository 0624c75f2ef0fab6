"""Ten years pass in seconds: one business clock is jumped, what is past its term goes, sessions stay on real time."""

import json
import time
from datetime import date, datetime, timedelta

import pytest

from functions.register.purpose import Purpose
from functions.retention.sweep_due import EVERY_STATE
from functions.runtime.clock import StageClock
from functions.runtime.database import Table
from functions.sign_in.session import SessionRecord
from functions.sign_in.store import SessionStore
from functions.units.clock import SetClock, instant_text, parse_instant
from functions.vault.gate import Gates
from functions.vault.subject import State
from tests.builders.due_records import SweepWorld

TEN_YEARS = timedelta(days=3653)
MOST_SECONDS = 90


def _record(start: datetime) -> SessionRecord:
    return SessionRecord(
        kind="staff",
        holder="stf_00000000000000000000000001",
        roles=("case_worker",),
        provider="staff",
        account="digest",
        acr="",
        level=2,
        proved_at=instant_text(start),
        ends_at=instant_text(start + timedelta(hours=12)),
        form_key="key",
    )


@pytest.mark.goal("DX-5")
def test_ten_years_pass_in_seconds_and_a_session_outlives_them() -> None:
    """Given records with terms in the next ten years and an open session, when the business clock is jumped ten years.

    Then every record is gone, none is overdue, and the session is as it was: it lives on the system clock.
    """
    world = SweepWorld()
    start = world.memory.clock.instant()
    real = SetClock(start)
    sessions = SessionStore(world.memory.database, Gates(world.memory.database, real), real, lambda _: bytes(32))
    token = sessions.open(_record(start), start + timedelta(hours=12))
    subjects = [world.submission(date(2024 + year, 7, 1))[1] for year in range(10)]
    persons = [world.dossier(date(2025 + year, 1, 1))[1] for year in range(8)]

    assert world.sweep().destroyed == 1  # today's; from now on the sweep goes on where it stopped

    began = time.monotonic()
    world.memory.clock.jump(TEN_YEARS)
    swept = world.sweep()

    assert time.monotonic() - began < MOST_SECONDS
    assert swept.destroyed >= len(subjects) - 1 + len(persons)
    assert swept.overdue == 0
    assert not world.memory.database.rows[Table.SUBMISSIONS]
    assert not world.memory.database.rows[Table.DOSSIERS]
    request = world.memory.request(Purpose.DESTROY_PAST_TERM, states=EVERY_STATE)
    standing = request.load_subjects([*subjects, *persons]).values()
    assert {(subject.state, len(subject.wrapped)) for subject in standing} == {(State.ENDED, 0)}
    assert sessions.find(token) is not None
    real.jump(timedelta(days=1))
    assert sessions.find(token) is None


def test_the_local_stage_sets_and_jumps_the_same_clock_while_it_runs() -> None:
    """Given the stage's clock setting, when it is written anew, then business time jumps and real time does not."""
    real = SetClock(parse_instant("2026-11-24T12:00:00Z"))
    setting: dict[str, str] = {}

    def write(now: str) -> None:
        setting.update({"now": now, "from": instant_text(real.real_now())})

    write("2024-07-01T06:00:00Z")
    clock = StageClock(lambda: json.dumps(setting), real)
    assert clock.instant() == parse_instant("2024-07-01T06:00:00Z")
    real.jump(timedelta(hours=1))
    assert clock.instant() == parse_instant("2024-07-01T07:00:00Z")
    write("2034-07-01T06:00:00Z")
    real.jump(timedelta(seconds=1))
    assert clock.instant() == parse_instant("2034-07-01T06:00:01Z")
    assert real.real_now() == parse_instant("2026-11-24T13:00:01Z")
