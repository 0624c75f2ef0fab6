"""`kroost rights`: clocks and counts in clear, an exit status that says whether a case is late, nobody named."""

import json
from pathlib import Path

import pytest

from functions.cli import rights
from functions.cli.main import main
from functions.register.purpose import Purpose
from functions.rights.rights_state import RequestKind
from functions.vault.look_up import LookUpKind
from tests.builders.erasable_family import PAYEE_NUMBER
from tests.builders.memory_system import MemorySystem
from tests.builders.rights_desk import RightsDesk
from tests.unit.rights.test_packages import package_of


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> RightsDesk:
    desk = RightsDesk()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(rights, "client", lambda _: None)
    monkeypatch.setattr(rights, "deployed_tables", lambda *_: desk.memory.database)
    return desk


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_the_list_shows_each_clock_and_ends_with_1_when_one_is_late(
    desk: RightsDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    case = desk.ask(RequestKind.ERASURE, desk.family.payee).case
    letter = desk.ask_on_paper(RequestKind.ACCESS, shown=False).case
    assert main(["rights", "--on", "2024-07-17", "list"]) == 0
    (first, second) = told(capsys)["cases"]  # type: ignore[misc]
    clocks = {one["case"]: one["clock"] for one in (first, second)}  # type: ignore[has-type]
    assert clocks == {case: "running", letter: "paused"}
    assert desk.family.payee not in json.dumps([first, second])  # type: ignore[has-type]
    assert main(["rights", "--on", "2024-08-02", "show", case]) == 1
    assert told(capsys)["late"] is True
    assert main(["rights", "--on", "2024-08-02", "show", letter]) == 0


def test_a_package_is_taken_in_by_an_operator(
    desk: RightsDesk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Given the package of a payee, when it is imported where the person is unknown, then once; twice is refused."""
    made = package_of(desk, RequestKind.PORTABILITY, desk.family.payee)
    file = tmp_path / "package.json"
    file.write_text(made.model_dump_json(exclude_none=True))
    fund = MemorySystem("rights-queue")
    monkeypatch.setattr(rights, "System", lambda _: fund)
    assert main(["rights", "import", str(file)]) == 0
    person = told(capsys)["person"]
    found = fund.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    assert found.find(LookUpKind.NATIONAL_NUMBER, PAYEE_NUMBER) == person
    assert main(["rights", "import", str(file)]) == 2
    file.write_text("{}")
    assert main(["rights", "import", str(file)]) == 2


def test_what_is_not_there_is_refused(desk: RightsDesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rights", "show", "x"]) == 2
    assert main(["rights", "show", "cas_00000000000000000000000001"]) == 2
    capsys.readouterr()
    desk.run(desk.ask(RequestKind.OBJECTION).case)
    assert main(["rights", "statistic", "2024-07"]) == 0
    assert told(capsys) == {
        "month": "2024-07",
        "answers": {"objection.granted": "fewer than 5", "objection.in_time": "fewer than 5"},
    }
