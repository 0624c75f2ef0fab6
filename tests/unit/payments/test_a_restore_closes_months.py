"""After a restore no month is paid twice: what may have been paid is closed until two people opened it."""

from datetime import date

import pytest

from functions.benefits.parameters import current_parameters
from functions.cli.main import main
from functions.payments.claim_run import RunRefusedError, claim_run
from functions.payments.close_months import close_months, open_month
from functions.payments.run_rows import claim_key
from functions.payments.store import RunStore
from functions.runtime.database import Item, Put, Table
from functions.units.year_month import YearMonth
from functions.vault.gate import Gates
from tests.builders.vault import memory_vault

SINCE, TODAY = date(2024, 6, 20), date(2024, 7, 1)
MAY, JUNE, JULY = YearMonth(2024, 5), YearMonth(2024, 6), YearMonth(2024, 7)
BOOK: list[Item] = [
    {"region": "flanders", "month": "2024-05", "run": "run_1"},
    {"region": "brussels", "month": "2024-05", "run": ""},
    {"region": "brussels", "month": "2024-01", "run": "run_2"},
]


def test_what_the_live_book_names_and_the_payments_lost_is_closed() -> None:
    memory = memory_vault()
    assert close_months(memory.database, BOOK, SINCE, TODAY, book_is_live=True) == [("flanders", "2024-05")]
    assert close_months(memory.database, BOOK, SINCE, TODAY, book_is_live=True) == []
    store = RunStore(memory.database, Gates(memory.database, memory.clock))
    with pytest.raises(RunRefusedError, match="a restore closed the month"):
        claim_run(store, memory.clock, current_parameters(), "flanders", MAY)
    assert claim_run(store, memory.clock, current_parameters(), "brussels", MAY).region == "brussels"


def test_a_month_whose_run_was_restored_too_goes_on() -> None:
    memory = memory_vault()
    key = claim_key("flanders", MAY)
    memory.database.write(Put(Table.PAYMENTS, {"pk": key.pk, "sk": key.sk, "run": "run_1"}))
    assert close_months(memory.database, BOOK, SINCE, TODAY, book_is_live=True) == []
    assert memory.database.rows[Table.PAYMENTS][key]["run"] == "run_1"


def test_without_a_live_book_every_month_of_the_lost_time_is_closed() -> None:
    memory = memory_vault()
    closed = close_months(memory.database, [], SINCE, TODAY, book_is_live=False)
    assert len(closed) == 9
    assert {month for _, month in closed} == {str(MAY), str(JUNE), str(JULY)}


def test_a_closed_month_is_opened_once_and_a_claimed_one_never() -> None:
    memory = memory_vault()
    close_months(memory.database, BOOK, SINCE, TODAY, book_is_live=True)
    assert open_month(memory.database, "flanders", MAY)
    assert not open_month(memory.database, "flanders", MAY)
    key = claim_key("flanders", MAY)
    memory.database.write(Put(Table.PAYMENTS, {"pk": key.pk, "sk": key.sk, "run": "run_1"}))
    assert not open_month(memory.database, "flanders", MAY)


def test_one_person_alone_opens_no_month(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--region", "flanders", "--month", "2024-05", "--compared-by", "stf_1", "--compared-by", "stf_1"]
    assert main(["payment-date", *arguments]) == 2
    assert "two different people" in capsys.readouterr().out
