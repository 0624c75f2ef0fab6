"""`kroost run`: what the command says about runs of a deployed stage, read from its tables."""

import json
from collections.abc import Iterator
from io import BytesIO

import boto3
import pytest
from moto import mock_aws

from functions.cli import book
from functions.cli import deployed as places
from functions.cli import run as command
from functions.cli.deployed import DONE, FINDINGS, REFUSED
from functions.cli.main import main
from functions.payments import worker
from functions.runtime.clients import client
from functions.runtime.database import Key, Put, Table
from functions.runtime.dynamodb import DynamoDatabase
from tests.builders.memory_system import MemorySystem
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.builders.tables import create_tables


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[PaymentRun]:
    """Give a stage `test` whose tables hold a finished run (copied from the store in memory)."""
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "t"),
        ("AWS_SECRET_ACCESS_KEY", "t"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        made = boto3.client("dynamodb")
        monkeypatch.setattr(command, "client", boto3.client)
        database = create_tables(made)
        run = PaymentRun()
        for family in (FundFamily(1), FundFamily(2, iban=None), FundFamily(3, income_cents=None)):
            put_fund_family(run.memory, family)
        run.whole("flanders")
        for table in (Table.PAYMENTS, Table.BOOK, Table.GATES):
            for item in run.memory.database.rows[table].values():
                database.write(Put(table, item))
        yield run


def test_status_and_files_are_told_as_json(deployed: PaymentRun, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a finished run with a family that is not paid, then status ends with 1 and files with 0."""
    assert main(["run", "--stage", "test", "status"]) == FINDINGS
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["region"], told["state"], told["payments"], len(told["not_paid"])) == ("flanders", "files_ready", 2, 1)
    assert main(["run", "--stage", "test", "files", told["run"]]) == DONE
    (file,) = json.loads(capsys.readouterr().out)
    assert (file["state"], file["releases"]) == ("ready", 0)


class Worker:
    """Stands for the deployed worker: its handler, over the fund in memory."""

    def __init__(self, run: PaymentRun, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the fund in the place of the deployed system."""
        self._system = MemorySystem("payments-worker", run.memory)
        monkeypatch.setattr(worker, "system", lambda: self._system)

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, BytesIO]:  # noqa: N803 - the client's own words
        """Answer."""
        assert FunctionName == "kroost-test-payments-worker"
        return {"Payload": BytesIO(json.dumps(worker.handler(json.loads(Payload), None)).encode())}


@pytest.fixture
def asked(deployed: PaymentRun, monkeypatch: pytest.MonkeyPatch) -> PaymentRun:
    """Let the commands find the tables and the worker."""
    made = {"dynamodb": boto3.client("dynamodb"), "lambda": Worker(deployed, monkeypatch)}
    for module in (command, book, places):
        monkeypatch.setattr(module, "client", made.__getitem__)
    return deployed


def test_the_report_names_families_by_id_and_what_is_missing(
    asked: PaymentRun, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a family without account and one without income, then the report tells both, and the ledger tells of it."""
    deployed = asked
    (run,) = deployed.store.runs()
    before = len(deployed.memory.database.rows[Table.LEDGER])
    assert main(["run", "--stage", "test", "report", run.run]) == FINDINGS
    told = {one["dossier"]: one for one in json.loads(capsys.readouterr().out)}
    assert told == {
        FundFamily(2).dossier: {
            "dossier": FundFamily(2).dossier,
            "reason": "account_missing",
            "undecided": [],
            "corrected": [],
        },
        FundFamily(3).dossier: {
            "dossier": FundFamily(3).dossier,
            "reason": None,
            "undecided": [{"child": None, "benefit": "social", "because": "fact_missing", "missing": ["income"]}],
            "corrected": [],
        },
    }
    # One page entry for each of the three shards with a family.
    assert len(deployed.memory.database.rows[Table.LEDGER]) == before + 3


def test_a_dry_run_says_what_would_be_paid_and_writes_nothing(
    asked: PaymentRun, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a month that nobody ran, then totals, new accounts and stops are told, and only the opening is written."""
    tables = asked.memory.database.rows
    before = {table: dict(rows) for table, rows in tables.items() if table is not Table.LEDGER}
    assert main(["run", "--stage", "test", "dry", "flanders", "2024-05"]) == FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert (told["families"], told["payments"], told["not_paid"], told["new_accounts"]) == (3, 2, 1, 2)
    assert (told["total"], told["month_before"], told["stops"]) == ("423.82", None, ["no_month_before"])
    assert {table: dict(rows) for table, rows in tables.items() if table is not Table.LEDGER} == before
    chains = {key.pk for key in tables[Table.LEDGER] if key.pk.startswith("run_")}
    assert len(chains) == 2  # that of the month that was run, and that of the dry run


def test_a_dry_run_compares_with_the_month_before(asked: PaymentRun, capsys: pytest.CaptureFixture[str]) -> None:
    """Given the month after one that was run, then the change is told; what the month pays already is not counted."""
    main(["run", "--stage", "test", "dry", "flanders", "2024-07"])
    told = json.loads(capsys.readouterr().out)
    assert told["month_before"] == "423.82"
    assert told["change_permille"] is not None
    main(["run", "--stage", "test", "dry", "flanders", "2024-06"])
    assert json.loads(capsys.readouterr().out)["payments"] == 0


def test_the_book_is_proved_from_the_tables_and_family_by_family(
    asked: PaymentRun, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a finished run, then the book agrees, with the payments of each family too; a cent more is named."""
    (run,) = asked.store.runs()
    assert main(["book", "--stage", "test", "prove", "--families", run.run]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["families"], told["differences"]) == (True, 2, [])
    assert told["total"] == told["regions"]["flanders"]
    assert (told["total"]["entitlement"], told["total"]["due"], told["total"]["paid"]) == ("423.82", "423.82", "0.00")
    file = asked.memory.database.rows[Table.PAYMENTS][Key(run.run, "file#0001")]
    standing = DynamoDatabase(boto3.client("dynamodb"), {Table.PAYMENTS: "kroost-test-payments-1"})
    standing.write(Put(Table.PAYMENTS, {**file, "cents": 1}))
    assert main(["book", "--stage", "test", "prove", "--families", run.run]) == FINDINGS
    assert any(run.run in one for one in json.loads(capsys.readouterr().out)["differences"])
    assert main(["book", "--stage", "test", "prove", "--families", "run_00000000000000000000000000"]) == REFUSED


def test_closed_days_are_told(asked: PaymentRun, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["book", "--stage", "test", "days"]) == DONE
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("arguments", "detail"),
    [
        (["--stage", "test", "status", "run_00000000000000000000000000"], "no run of this id"),
        (["--stage", "prod", "status"], "stage prod has no table"),
        (["status"], "AWS_ENDPOINT_URL is not set"),
        (["--stage", "test", "start", "flandre", "2024-06"], "a region is one of"),
        (["--stage", "test", "start", "flanders", "June"], "a month is written"),
        (["--stage", "test", "start", "flanders", "2024-06"], "no state machine"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_problem_object(
    deployed: PaymentRun, capsys: pytest.CaptureFixture[str], arguments: list[str], detail: str
) -> None:
    """Given a wrong region, month, run or stage, then one problem object says so and the exit status is 2."""
    assert main(["run", *arguments]) == REFUSED
    problem = json.loads(capsys.readouterr().out)
    assert detail in problem["detail"]
    assert problem["type"].startswith("https://kroost.invalid/problems/")


def test_an_address_where_nothing_listens_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given an emulator that is not there, then the command ends with one problem object and no traceback."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "t")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    client.cache_clear()
    assert main(["run", "status"]) == REFUSED
    client.cache_clear()
    assert "EndpointConnectionError" in json.loads(capsys.readouterr().out)["detail"]
