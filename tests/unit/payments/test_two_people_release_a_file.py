"""PX-3: a file leaves only when two different people released it, each shown its totals and digest."""

from typing import cast

import pytest

from functions.payments.find_stops import NO_MONTH_BEFORE
from functions.payments.payment_file import FILES_TO_RELEASE, RELEASED
from functions.payments.release_file import ReleaseFault, ReleaseRefusedError, read_release, release_file
from functions.payments.run_rows import WRITING, run_key
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.payment_run import PaymentRun

LOOKED = (NO_MONTH_BEFORE,)
ANNA, BERT = fixed_id("stf", "anna"), fixed_id("stf", "bert")


def ready() -> tuple[PaymentRun, str]:
    run = PaymentRun()
    put_fund_family(run.memory, FundFamily(1))
    done = run.whole("flanders")
    run.memory.database.rows[Table.OUTBOX].clear()
    return run, done.run


def of(run: PaymentRun, staff: str) -> Request:
    return run.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", actor=Actor.staff(staff))


def digest(run: PaymentRun, of_run: str) -> str:
    return read_release(of(run, ANNA), of_run, 1).sha256


def events(run: PaymentRun) -> list[tuple[object, object]]:
    return [(row["kind"], row["ids"]) for row in run.memory.database.rows[Table.OUTBOX].values()]


def test_the_second_person_asks_for_the_sending_and_the_first_does_not() -> None:
    """Given a ready file, when one person releases it nothing is sent; when another does, its sending is asked."""
    run, of_run = ready()
    shown = read_release(of(run, ANNA), of_run, 1)
    assert (shown.count, shown.cents, shown.execution_on, shown.releases) == (1, 24_716, "2024-07-05", 0)
    first = release_file(of(run, ANNA), of_run, 1, ANNA, shown.sha256, LOOKED)
    assert (first.state, first.releases, events(run)) == ("ready", 1, [])
    second = release_file(of(run, BERT), of_run, 1, BERT, shown.sha256, LOOKED)
    assert (second.state, second.releases) == (RELEASED, 2)
    file = run.memory.database.rows[Table.PAYMENTS][Key(of_run, "file#0001")]
    assert events(run) == [("send_file", [file["subject"], of_run])]


def test_the_same_person_twice_is_refused() -> None:
    """Given one person's release, when the same person releases again, then it is refused, nothing sent."""
    run, of_run = ready()
    sha256 = digest(run, of_run)
    release_file(of(run, ANNA), of_run, 1, ANNA, sha256, LOOKED)
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(of(run, ANNA), of_run, 1, ANNA, sha256, LOOKED)
    assert refused.value.fault is ReleaseFault.SAME_PERSON
    assert events(run) == []


@pytest.mark.parametrize(
    ("number", "sha256", "fault"),
    [(2, None, ReleaseFault.UNKNOWN_FILE), (1, "0" * 64, ReleaseFault.OTHER_DIGEST)],
)
def test_another_file_than_was_shown_is_refused(number: int, sha256: str | None, fault: ReleaseFault) -> None:
    """Given a release of a file that does not exist or has another digest, then it is refused."""
    run, of_run = ready()
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(of(run, ANNA), of_run, number, ANNA, sha256 or digest(run, of_run), LOOKED)
    assert refused.value.fault is fault


def test_a_third_release_is_refused() -> None:
    """Given a released file, when a third person releases it, then nothing is sent a second time."""
    run, of_run = ready()
    sha256 = digest(run, of_run)
    for staff in (ANNA, BERT):
        release_file(of(run, staff), of_run, 1, staff, sha256, LOOKED)
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(of(run, ANNA), of_run, 1, fixed_id("stf", "carl"), sha256, LOOKED)
    assert refused.value.fault is ReleaseFault.NOT_READY
    assert len(events(run)) == 1


def test_a_file_of_a_run_whose_totals_are_not_proved_yet_is_refused() -> None:
    """Given a run that still writes its files, when a file of it is released, then it is refused, nothing sent."""
    run, of_run = ready()
    sha256 = digest(run, of_run)
    run.memory.database.rows[Table.PAYMENTS][run_key(of_run)]["state"] = WRITING
    with pytest.raises(ReleaseRefusedError) as refused:
        release_file(of(run, ANNA), of_run, 1, ANNA, sha256, LOOKED)
    assert refused.value.fault is ReleaseFault.NOT_READY
    assert events(run) == []


def test_two_people_at_the_same_moment_make_one_sending() -> None:
    """Given a second person who releases between another's read and write, then both count and one sending is asked."""
    run, of_run = ready()
    sha256 = digest(run, of_run)
    database, slow = run.memory.database, of(run, ANNA)

    def overtake(call: str) -> None:
        if call == "transact":
            database.before = lambda _: None
            release_file(of(run, BERT), of_run, 1, BERT, sha256, LOOKED)

    database.before = overtake
    state = release_file(slow, of_run, 1, ANNA, sha256, LOOKED)
    assert (state.state, state.releases) == (RELEASED, 2)
    assert len(events(run)) == 1


def test_who_releases_stands_in_the_files_ledger() -> None:
    """Given two releases, then the file's own chain has an entry for each, and the file left the list."""
    run, of_run = ready()
    sha256 = digest(run, of_run)
    subject = cast("str", run.memory.database.rows[Table.PAYMENTS][Key(of_run, "file#0001")]["subject"])
    chain = [key for key in run.memory.database.rows[Table.LEDGER] if key.pk == subject]
    assert list(run.store.listed(FILES_TO_RELEASE)) == [of_run]
    for staff in (ANNA, BERT):
        release_file(of(run, staff), of_run, 1, staff, sha256, LOOKED)
    after = [key for key in run.memory.database.rows[Table.LEDGER] if key.pk == subject]
    assert len(after) == len(chain) + 2
    assert list(run.store.listed(FILES_TO_RELEASE)) == []
