"""Queue messages: what fails is handed back alone, and nothing of a message leaves with an error."""

import json

import pytest

from functions.runtime.batch import batch_handler
from functions.runtime.entry import EntryFailedError, guarded
from functions.runtime.queue_message import MessageFormError, read_message

SECRET = "Noor Peeters 91641200220"


def record(number: int, body: str) -> dict[str, str]:
    """Return one SQS record."""
    return {"messageId": str(number), "body": body}


def test_only_what_fails_is_handed_back() -> None:
    taken = []

    def use(body: str) -> None:
        if body == "bad":
            raise ValueError(SECRET)
        taken.append(body)

    answer = batch_handler("intake-queue", use)({"Records": [record(1, "a"), record(2, "bad"), record(3, "c")]}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert taken == ["a", "c"]


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"Records": "x"}, {"Records": [{"body": "x"}]}], ids=range(4))
def test_a_batch_that_nobody_understands_is_not_counted_as_done(event: dict[str, object]) -> None:
    with pytest.raises(EntryFailedError):
        batch_handler("intake-queue", lambda _: None)(event, None)


def test_an_entry_point_lets_out_class_and_id_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    @guarded("payments-worker")
    def entry(event: object, context: object) -> None:
        raise LookupError(SECRET)

    with pytest.raises(EntryFailedError) as failed:
        entry({}, None)
    assert str(failed.value) == f"LookupError {failed.value.error_id}"
    assert failed.value.__cause__ is None
    assert failed.value.__context__ is None
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[]",
        '{"kind": "x"}',
        '{"kind": 1, "ids": []}',
        '{"kind": "x", "ids": "rcp"}',
        '{"kind": "x", "ids": [1]}',
    ],
)
def test_a_message_of_another_form_is_refused(body: str) -> None:
    with pytest.raises(MessageFormError):
        read_message(body)


def test_a_message_carries_kind_and_ids() -> None:
    message = read_message(json.dumps({"event": "evt_1", "kind": "submission_received", "ids": ["rcp_1"]}))
    assert (message.kind, message.ids) == ("submission_received", ("rcp_1",))
