"""Cookie choices: append-only, derived by the server, refused by the browser's signal, proved by a signature."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from functions.consent import api
from functions.runtime.database import Table
from functions.runtime.problem import Language
from functions.site.page_texts import banner_version
from functions.vault.signature import holds
from tests.builders.http_events import Answered, call
from tests.builders.memory_system import MemorySystem

KEY = "fedcba9876543210"
VERSION = banner_version(Language.NL)
NO = {"preferences": False, "performance": False, "analytics": False, "interests": False}
YES = dict.fromkeys(NO, True)
FORM = "application/x-www-form-urlencoded"

type Post = Callable[..., Answered]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> MemorySystem:
    """Return the system behind the function."""
    made = MemorySystem("consent-api")
    monkeypatch.setattr(api, "system", lambda: made)
    api._store.cache_clear()
    return made


@pytest.fixture
def post(system: MemorySystem) -> Post:
    """Return a way to post a choice."""

    def send(headers: dict[str, str] | None = None, **members: object) -> Answered:
        body = {"language": "nl", "banner_version": VERSION, **members}
        return call(api.handler, "POST", "/api/consents", body, headers)

    return send


def read(consent: object) -> Answered:
    """Read a consent."""
    return call(api.handler, "GET", f"/api/consents/{consent}")


@pytest.mark.parametrize(
    ("method", "choices"), [("accept_all", YES), ("refuse_all", NO), ("withdraw", NO), ("browser_signal", NO)]
)
def test_the_server_derives_what_a_button_says(post: Post, method: str, choices: dict[str, bool]) -> None:
    answered = post(method=method)
    assert answered.status == 201
    assert answered.members["state"] == {"choices": choices, "method": method, "banner_version": VERSION}
    assert answered.members["recorded_at"] == "2024-07-01T06:00:00Z"


def test_a_choice_of_ones_own_needs_all_four_answers(post: Post) -> None:
    chosen = NO | {"analytics": True}
    assert post(method="choose", choices=chosen).members["state"]["choices"] == chosen  # type: ignore[index]
    assert post(method="choose").status == 422
    del chosen["interests"]
    answered = post(method="choose", choices=chosen)
    assert answered.members["errors"][0]["pointer"] == "/choices/interests"  # type: ignore[index]


def test_the_answer_is_signed(system: MemorySystem, post: Post) -> None:
    assert holds(post(method="refuse_all").members, system.keyring.signing_public())


def test_the_browsers_signal_without_a_choice_is_a_refusal_and_a_click_beats_it(post: Post) -> None:
    signalled = post({"Sec-GPC": "1"})
    assert signalled.members["state"] == {"choices": NO, "method": "browser_signal", "banner_version": VERSION}
    assert post({"Sec-GPC": "1"}, method="accept_all").members["state"]["choices"] == YES  # type: ignore[index]
    assert post().status == 422


def test_every_past_state_stays_and_the_last_one_holds(system: MemorySystem, post: Post) -> None:
    consent = post(method="accept_all").members["id"]
    system.clock.jump(timedelta(days=1))
    assert post(id=consent, method="withdraw").members["id"] == consent
    shown = read(consent).members
    history = shown["history"]
    assert isinstance(history, list)
    assert [(one["method"], one["recorded_at"]) for one in history] == [
        ("accept_all", "2024-07-01T06:00:00Z"),
        ("withdraw", "2024-07-02T06:00:00Z"),
    ]
    assert shown["state"] == {"choices": NO, "method": "withdraw", "banner_version": VERSION}
    rows = list(system.memory.database.rows[Table.CONSENTS].values())
    assert rows[0]["previous"] == ""
    assert str(rows[1]["previous"]).startswith("sha256:")


def test_a_record_holds_no_address_no_browser_and_no_person(system: MemorySystem, post: Post) -> None:
    post({"User-Agent": "Planted/1.0", "X-Forwarded-For": "203.0.113.7"}, method="choose", choices=NO)
    (row,) = system.memory.database.rows[Table.CONSENTS].values()
    assert set(row) == {
        "pk", "sk", "recorded_at", "language", "method", "banner_version", "choices", "signal_seen", "previous",
        "body_mark", "signature", "destroy_on", "destroy_shard",
    }  # fmt: skip
    assert "Planted" not in str(row)
    assert "203.0.113.7" not in str(row)


def test_a_repeat_is_one_record_and_the_same_answer(system: MemorySystem, post: Post) -> None:
    first = post({"Idempotency-Key": KEY}, method="accept_all")
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda _: post({"Idempotency-Key": KEY}, method="accept_all"), range(20)))
    assert {one.body for one in again} == {first.body}
    assert len(system.memory.database.rows[Table.CONSENTS]) == 1
    assert post({"Idempotency-Key": KEY}, method="refuse_all").status == 409


def test_a_repeated_withdrawal_is_one_record(system: MemorySystem, post: Post) -> None:
    consent = post(method="accept_all").members["id"]
    answers = {post({"Idempotency-Key": KEY}, id=consent, method="withdraw").body for _ in range(3)}
    assert len(answers) == 1
    assert len(system.memory.database.rows[Table.CONSENTS]) == 2
    assert post({"Idempotency-Key": KEY}, id=consent, method="accept_all").status == 409


def test_without_id_and_key_every_post_is_a_new_record(post: Post) -> None:
    assert post(method="refuse_all").members["id"] != post(method="refuse_all").members["id"]


@pytest.mark.parametrize("consent", ["cns_" + "0" * 26, "nonsense", "rcp_" + "0" * 26])
def test_an_unknown_id_is_404(post: Post, consent: str) -> None:
    assert read(consent).status == 404
    assert post(id=consent, method="withdraw").status == 404


def test_another_site_cannot_choose_for_a_visitor(system: MemorySystem, post: Post) -> None:
    assert post({"Sec-Fetch-Site": "cross-site"}, method="accept_all").status == 403
    assert not system.memory.database.rows[Table.CONSENTS]


def test_a_page_without_script_gets_its_cookie_and_is_sent_back(system: MemorySystem) -> None:
    body = f"language=fr&banner_version={VERSION}&method=choose&choices.analytics=on&idempotency_key={KEY}"
    answered = call(
        api.handler, "POST", "/api/consents", body, {"Content-Type": FORM, "Accept": "text/html,application/xhtml+xml"}
    )
    assert (answered.status, answered.header("Location")) == (303, "/fr/cookies#consent")
    cookie = answered.header("Set-Cookie")
    assert cookie.startswith("consent=cns_")
    assert ".nnyn; Max-Age=15724800; Path=/; Secure; SameSite=Lax" in cookie


def test_a_form_with_no_box_ticked_is_a_no_to_each(system: MemorySystem) -> None:
    body = f"language=fr&banner_version={VERSION}&method=choose"
    answered = call(api.handler, "POST", "/api/consents", body, {"Content-Type": FORM})
    assert answered.members["state"]["choices"] == NO  # type: ignore[index]
