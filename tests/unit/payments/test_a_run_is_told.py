"""A run is told by ids, states, counts and sums: enough to operate it, nothing about a person."""

import json

from functions.payments.release_file import read_release, release_file
from functions.payments.report_run import tell_files, tell_run
from functions.register.purpose import Purpose
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.payment_run import PaymentRun

ANNA = fixed_id("stf", "anna")


def test_progress_findings_and_files_of_a_run_are_told_without_a_person() -> None:
    """Given a finished run with a family that is not paid and one with an undecided right, then both are told."""
    run = PaymentRun()
    families = [FundFamily(1), FundFamily(2, iban=None), FundFamily(3, income_cents=None)]
    for family in families:
        put_fund_family(run.memory, family)
    done = run.whole("flanders")
    request = run.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api")
    shown = read_release(request, done.run, 1)
    release_file(request, done.run, 1, ANNA, shown.sha256, shown.stops)
    told = tell_run(run.store, done)
    assert told == {
        "run": done.run,
        "region": "flanders",
        "month": "2024-06",
        "state": "files_ready",
        "created_at": "2024-07-01T06:00:00Z",
        "promised_on": "2024-07-08",
        "execution_on": "2024-07-05",
        "late": False,
        "shards_done": 256,
        "shards": 256,
        "families": 3,
        "files_to_look_at": 0,
        "payments": 2,
        "total": "423.82",
        "with_undecided_rights": 1,
        "months_to_look_at_again": 0,
        "shares_to_decide": 0,
        "unconfirmed": [],
        "not_paid": [families[1].dossier],
        "files": 1,
        "new_accounts": 2,
        "change_permille": None,
        "stops": ["no_month_before"],
    }
    (file,) = tell_files(run.store, done)
    assert (file["payments"], file["total"], file["releases"], file["state"]) == (2, "423.82", 1, "ready")
    assert not any(word in json.dumps([told, file]) for word in ("Noor", "BE68", "prs_", "social"))


def test_progress_is_told_while_shards_are_open() -> None:
    """Given two busy shards of which one is decided, then one is to do: the empty ones are nobody's work."""
    run = PaymentRun()
    for number in (1, 2):
        put_fund_family(run.memory, FundFamily(number, "wallonia"))
    of_run, shards = run.start("wallonia")
    run.work(of_run, shards[0])
    told = tell_run(run.store, run.store.run(of_run))
    assert (told["state"], told["shards_done"], told["execution_on"], told["late"]) == ("deciding", 255, None, False)
    assert len(shards) == 2
    assert (told["families"], told["files_to_look_at"], told["payments"], told["total"]) == (1, 1, 1, "256.00")


def test_a_shard_that_filled_up_is_decided_when_the_run_is_started_again() -> None:
    """Given a family that joined an empty shard after the start, when the run is started again, then it is paid too."""
    run = PaymentRun()
    put_fund_family(run.memory, FundFamily(1))
    of_run, first = run.start("flanders")
    put_fund_family(run.memory, FundFamily(2))
    again, both = run.start("flanders")
    assert (again, len(first), len(both)) == (of_run, 1, 2)
    for shard in both:
        run.work(of_run, shard)
    assert run.write(of_run).counters["payments"] == 2
