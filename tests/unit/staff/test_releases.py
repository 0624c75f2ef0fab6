"""A payment file is released by two different people, each of whom saw its totals and digest."""

import pytest

from functions.payments.payment_file import READY, PaymentFile, file_place
from functions.payments.run_rows import FILES_READY
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.runtime.database import Item, Key, Put, Table
from functions.vault.subject import Kind
from tests.builders.staff_desk import StaffDesk

RUN, DIGEST = "run_00000000000000000000000001", "ab" * 32
PURPOSE = "release_payment_file"
BODY = {"run": RUN, "file": 1, "sha256": f"sha256:{DIGEST}"}
RUN_ROW: Item = {
    "pk": RUN,
    "sk": "run",
    "region": "flanders",
    "month": "2024-06",
    "state": FILES_READY,
    "created_at": "2024-07-01T06:00:00Z",
    "promised_on": "2024-07-08",
    "cents": 36840,
    "files": 1,
    "change_permille": 12,
    "new_accounts": 1,
    "stops": [],
}
BOOKED: Item = {"pk": "payable#2024-06#00", "sk": f"{RUN}#0001", "cents": -36840}


@pytest.fixture
def files(desk: StaffDesk) -> StaffDesk:
    """Return a desk with one file that is ready, and the first officer signed in."""
    request = desk.system.memory.request(Purpose.WRITE_PAYMENT_FILE)
    change = request.change("write file")
    subject = change.new_subject(Kind.FILE, Audience.FILE)
    record = PaymentFile(
        message="M1",
        count=2,
        cents=36840,
        sha256=DIGEST,
        first="A",
        last="B",
        execution_on="2024-07-08",
        new_accounts=1,
        warnings=(),
    )
    clear = {"state": READY, "work_list": "files_to_release", "due": "2024-07-01"}
    change.put(file_place(RUN, 1), subject, record, clear)
    change.plain(Put(Table.PAYMENTS, RUN_ROW))
    change.send()
    desk.system.memory.database.write(Put(Table.BOOK, BOOKED))
    desk.sign_in()
    return desk


def sent(desk: StaffDesk) -> list[object]:
    return [row["ids"] for row in desk.system.memory.database.rows[Table.OUTBOX].values() if row["kind"] == "send_file"]


def test_two_people_release_a_file_and_only_then_it_is_sent(files: StaffDesk) -> None:
    shown = files.ask("GET", f"/api/staff/releases/{RUN}/1", Purpose=PURPOSE)
    assert shown.members | {"state": READY} == {
        "run": RUN,
        "file": 1,
        "message": "M1",
        "payments": 2,
        "cents": 36840,
        "sha256": DIGEST,
        "execution_on": "2024-07-08",
        "warnings": [],
        "state": READY,
        "releases": 0,
        "book_cents": 36840,
        "region_cents": 36840,
        "change_permille": 12,
        "new_accounts": 1,
        "stops": [],
    }
    first = files.ask("POST", "/api/staff/releases", BODY, Purpose=PURPOSE)
    assert (first.status, first.members["releases"], sent(files)) == (200, 1, [])
    files.provider.sub = "officer-bea"
    files.sign_in()
    second = files.ask("POST", "/api/staff/releases", BODY, Purpose=PURPOSE)
    assert (second.status, second.members["releases"], second.members["state"]) == (200, 2, "released")
    assert len(sent(files)) == 1


def test_one_person_cannot_be_two_even_with_a_new_session(files: StaffDesk) -> None:
    assert files.ask("POST", "/api/staff/releases", BODY, Purpose=PURPOSE).status == 200
    files.sign_in()
    assert files.ask("POST", "/api/staff/releases", BODY, Purpose=PURPOSE).status == 409
    assert sent(files) == []


def test_another_digest_than_the_file_s_is_refused(files: StaffDesk) -> None:
    assert files.ask("POST", "/api/staff/releases", {**BODY, "sha256": "cd" * 32}, Purpose=PURPOSE).status == 409


def test_a_file_that_does_not_exist_is_404(files: StaffDesk) -> None:
    assert files.ask("POST", "/api/staff/releases", {**BODY, "file": 2}, Purpose=PURPOSE).status == 404
    for path in (f"{RUN}/2", f"{RUN}/99999", f"{RUN}/one", "run_x/1"):
        assert files.ask("GET", f"/api/staff/releases/{path}", Purpose=PURPOSE).status == 404


def test_a_role_without_payments_cannot_see_or_release(files: StaffDesk) -> None:
    files.provider.roles = ("case_worker",)
    files.sign_in()
    assert files.ask("POST", "/api/staff/releases", BODY, Purpose=PURPOSE).status == 403
    assert files.ask("GET", f"/api/staff/releases/{RUN}/1", Purpose=PURPOSE).status == 403


@pytest.mark.parametrize(
    "body", [{**BODY, "run": "x"}, {**BODY, "file": 0}, {**BODY, "sha256": "short"}, {**BODY, "amount": 1}]
)
def test_a_wrong_member_is_refused(files: StaffDesk, body: dict[str, object]) -> None:
    assert files.ask("POST", "/api/staff/releases", body, Purpose=PURPOSE).status == 422


def test_a_stopped_file_needs_people_who_name_each_stop(files: StaffDesk) -> None:
    rows = files.system.memory.database.rows[Table.PAYMENTS]
    rows[Key(RUN, "run")]["stops"] = ["change", "new_accounts"]
    assert files.ask("GET", f"/api/staff/releases/{RUN}/1", Purpose=PURPOSE).members["stops"] == [
        "change",
        "new_accounts",
    ]
    for looked_at in ([], ["change"]):
        refused = files.ask("POST", "/api/staff/releases", {**BODY, "looked_at": looked_at}, Purpose=PURPOSE)
        assert refused.status == 409
    whole = {**BODY, "looked_at": ["new_accounts", "change"]}
    assert files.ask("POST", "/api/staff/releases", whole, Purpose=PURPOSE).status == 200
    assert rows[Key(RUN, "release#0001#1")]["looked_at"] == ["change", "new_accounts"]
    assert files.ask("POST", "/api/staff/releases", {**BODY, "looked_at": ["luck"]}, Purpose=PURPOSE).status == 422


def test_a_file_that_the_book_holds_otherwise_is_not_released(files: StaffDesk) -> None:
    files.system.memory.database.rows[Table.BOOK][Key("payable#2024-06#00", f"{RUN}#0001")]["cents"] = -36839
    shown = files.ask("GET", f"/api/staff/releases/{RUN}/1", Purpose=PURPOSE)
    assert (shown.members["cents"], shown.members["book_cents"]) == (36840, 36839)
    assert files.ask("POST", "/api/staff/releases", BODY, Purpose=PURPOSE).status == 409
    assert sent(files) == []
