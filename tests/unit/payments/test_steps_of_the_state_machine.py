"""The three functions of the run as Step Functions calls them: ids and counts in, ids and counts out, nothing else."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from functions.benefits.expected_changes import expected_changes
from functions.benefits.parameters import current_parameters
from functions.dossier.places import run_shard
from functions.payments import files, start, worker
from functions.payments.run_rows import SHARDS
from functions.runtime.entry import EntryFailedError, TryAgainError
from functions.units.clock import civil_date
from infra.promises import PROMISES
from tests.builders.memory_system import MemorySystem
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_files import FUND
from tests.fakes.in_memory_objects import InMemoryObjects

ACCOUNTS = {
    region: {"name": FUND.name, "enterprise_number": FUND.enterprise_number, "iban": FUND.iban}
    for region in ("flanders", "brussels", "wallonia")
}


@dataclass
class FundParameters:
    """The parameters that an operator set."""

    values: dict[str, str] = field(default_factory=lambda: {"/kroost/test/fund-accounts": json.dumps(ACCOUNTS)})

    def get(self, name: str) -> str:
        """Return one; KeyError when it is missing."""
        return self.values[name]


@dataclass
class RunSystem(MemorySystem):
    """The system of the run's functions: tables, keys, a bucket and the operator's parameters."""

    bucket: InMemoryObjects = field(default_factory=InMemoryObjects)
    parameters: FundParameters = field(default_factory=FundParameters)

    def objects(self, name: str) -> InMemoryObjects:
        """Return the bucket of payment files."""
        assert name == "payment-files"
        return self.bucket


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> RunSystem:
    """Stand a fund with one family in the place of the deployed system."""
    made = RunSystem("payments-worker")
    put_fund_family(made.memory, FundFamily(1, born=(date(2021, 2, 3),)))
    for module in (start, worker, files):
        monkeypatch.setattr(module, "system", lambda: made)
    return made


def test_a_run_from_start_to_files(system: RunSystem) -> None:
    """Given an open dossier, when the three steps are called as the state machine does, then one file is ready."""
    begun = start.handler({"region": "flanders", "month": "2024-06"}, None)
    assert begun["shards"] == [run_shard(FundFamily(1).dossier)]
    worked = [worker.handler({"run": begun["run"], "shard": run_shard(FundFamily(1).dossier)}, None)]
    assert (worked[0]["families"], worked[0]["state"]) == (1, "done")
    ended = files.handler({"run": begun["run"]}, None)
    assert ended == {"run": begun["run"], "files": 1, "state": "files_ready"}
    assert len(system.bucket.bodies) == 1
    allowed = {"run", "shard", "state", "families", "stopped", "shards", "files"}
    assert all(set(one) <= allowed for one in (begun, *worked, ended))
    assert start.handler({"region": "flanders", "month": "2024-06"}, None) == {"run": begun["run"], "shards": []}


def test_without_a_month_the_one_that_just_ended_is_paid(system: RunSystem) -> None:
    """Given the schedule's event on 1 July, then the run is that of June."""
    assert start.handler({"region": "flanders"}, None) == start.handler(
        {"region": "flanders", "month": "2024-06"}, None
    )


@pytest.mark.parametrize("event", [{"region": "flandre"}, {"region": "flanders", "month": "2024-07"}, {}])
def test_a_refused_run_leaves_as_a_class_and_an_id(system: RunSystem, event: dict[str, str]) -> None:
    """Given a region or month without a run, then the history of the state machine sees a class and an id."""
    with pytest.raises(EntryFailedError) as failed:
        start.handler(event, None)
    assert failed.value.error_class == "RunRefusedError"
    assert str(failed.value) == f"RunRefusedError {failed.value.error_id}"
    assert not isinstance(failed.value, TryAgainError)


def test_files_before_the_last_shard_are_refused(system: RunSystem) -> None:
    """Given open shards, then no file is made."""
    begun = start.handler({"region": "flanders", "month": "2024-06"}, None)
    worker.handler({"run": begun["run"], "shard": "00"}, None)
    with pytest.raises(EntryFailedError) as failed:
        files.handler({"run": begun["run"]}, None)
    assert failed.value.error_class == "ShardsOpenError"


def test_a_list_that_lags_asks_to_be_tried_again(system: RunSystem) -> None:
    """Given an index that does not show a payment yet, then the step asks for a repeat and makes no shorter file."""
    begun = start.handler({"region": "flanders", "month": "2024-06"}, None)
    for shard in SHARDS:
        worker.handler({"run": begun["run"], "shard": shard}, None)
    rows = [row for table in system.memory.database.rows.values() for row in table.values() if "payment" in row]
    held = {row["pk"]: row.pop("work_list") for row in rows}
    with pytest.raises(TryAgainError):
        files.handler({"run": begun["run"]}, None)
    assert not system.bucket.bodies
    for row in rows:
        row["work_list"] = held[row["pk"]]
    assert files.handler({"run": begun["run"]}, None)["files"] == 1


@pytest.mark.parametrize(
    "account",
    [
        {"name": "Fund", "enterprise_number": "0123456749", "iban": "BE00"},
        {"name": "Fund", "enterprise_number": "0123456740", "iban": FUND.iban},
        {"name": "Fünd", "enterprise_number": "0123456749", "iban": FUND.iban},
        {"enterprise_number": "0123456749", "iban": FUND.iban},
        None,
    ],
)
def test_an_account_of_the_fund_that_no_bank_takes_is_named(system: RunSystem, account: dict[str, str] | None) -> None:
    """Given a wrong setting of the fund's own account, then no file is made and the class says where to look."""
    system.parameters.values["/kroost/test/fund-accounts"] = json.dumps({"flanders": account})
    begun = start.handler({"region": "flanders", "month": "2024-06"}, None)
    with pytest.raises(EntryFailedError) as failed:
        files.handler({"run": begun["run"]}, None)
    assert failed.value.error_class == "FundAccountError"


@pytest.mark.goal("CA-2")
@pytest.mark.parametrize(("days_ahead", "rings"), [(31, False), (30, True), (0, True), (-400, True)])
def test_a_change_of_the_law_is_announced_thirty_days_ahead(
    days_ahead: int, rings: bool, system: RunSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given the daily look at the calendar, then from 30 days before an expected change on it is counted and named."""
    expected = min(one.month for one in expected_changes(current_parameters(), "flanders"))
    today = civil_date(system.clock.instant())
    system.memory.clock.jump(expected.first_day - timedelta(days=days_ahead) - today)
    told = start.handler({"look_at": "calendar"}, None)["expected"]
    assert isinstance(told, list)
    assert any(file.startswith("flanders/") for file in told) is rings
    metric = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert metric["ChangeExpected"] == len(told)
    (promise,) = [one for one in PROMISES if one.name == "changes-expected"]
    assert (promise.measure.name, promise.threshold) == ("ChangeExpected", 1)
