"""Every sample event gets the answer that it stands for, with marked values nowhere in the log."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from functions.consent import api as consent_api
from functions.intake import api as intake_api
from functions.intake import queue as intake_queue
from functions.site import api as site_api
from tests.architecture.modules import ROOT
from tests.builders.memory_system import MemorySystem

EVENTS = Path(ROOT) / "events"
STATUS = {
    "application_json": 202,
    "consent_accept_all": 201,
    "consent_browser_signal": 201,
    "consent_form_post": 303,
    "consent_from_another_site": 403,
    "consent_unknown": 404,
    "family_form_post": 303,
    "family_form_post_with_errors": 422,
    "family_json": 202,
    "family_wrong_members": 422,
    "form_state_unknown": 404,
    "health": 200,
    "interest_json": 202,
    "keys": 200,
    "not_json": 400,
    "notice": 200,
    "openapi": 200,
    "other_content_type": 415,
    "page_family": 200,
    "page_one_more_child": 200,
    "page_received": 200,
}
PERSONAL = ("Noor", "Peeters", "91641200", "Dorpsstraat", "BE68", "noor@", "+3247", "203.0.113.7", "Dubois", "Weber")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> MemorySystem:
    """Return the system behind all functions."""
    made = MemorySystem("intake-api")
    for module in (intake_api, intake_queue, consent_api, site_api):
        monkeypatch.setattr(module, "system", lambda: made)
    consent_api._store.cache_clear()
    return made


def door_of(path: str) -> Callable[[dict[str, object], object], dict[str, object]]:
    """Return the function that serves a path."""
    if path.startswith("/api/forms"):
        return intake_api.handler
    return consent_api.handler if path.startswith("/api/consents") else site_api.handler


def load(folder: str, name: str) -> dict[str, object]:
    """Read one sample."""
    event: dict[str, object] = json.loads((EVENTS / folder / f"{name}.json").read_text(encoding="utf-8"))
    return event


def test_there_is_an_expectation_for_each_sample() -> None:
    assert {path.stem for path in (EVENTS / "api").glob("*.json")} >= set(STATUS)


@pytest.mark.parametrize("name", STATUS)
def test_a_sample_request_gets_its_answer_and_leaves_no_value_in_the_log(
    system: MemorySystem, name: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    event = load("api", name)
    with caplog.at_level(logging.DEBUG):
        answered = door_of(str(event["path"]))(event, None)
    assert answered["statusCode"] == STATUS[name]
    written = str([record.__dict__ for record in caplog.records]) + capsys.readouterr().out
    assert not [value for value in PERSONAL if value in written]


def test_a_poison_message_does_not_stop_its_neighbours(system: MemorySystem) -> None:
    answer = intake_queue.handler(load("sqs", "submission_beside_a_poison_message"), None)
    failed = [one["itemIdentifier"][-4:] for one in answer["batchItemFailures"]]
    assert failed == ["0001", "0002"]


def test_a_message_about_a_form_whose_term_is_over_is_done(system: MemorySystem) -> None:
    assert intake_queue.handler(load("sqs", "submission_received"), None) == {"batchItemFailures": []}
