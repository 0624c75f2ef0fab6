"""The log and the metrics cannot hold a person: typed fields, words of our own, one line an invocation."""

import json
import logging
from datetime import UTC, datetime

import pytest

from functions.runtime.entry import guarded
from functions.runtime.log import LogEvent, LogLine, UnloggableError, _logger, log, silence_others
from functions.runtime.metrics import Metric, count


def test_a_field_that_is_not_allowed_does_not_exist() -> None:
    with pytest.raises(TypeError):
        LogLine(event=LogEvent.REQUEST, function="site", body="x")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("error_class", "Noor Peeters"),
        ("error_class", "noor@example.org"),
        ("error_id", "91.64.12-002.20"),
        ("problem", "BE68539007547034 is wrong"),
        ("method", "GET /api"),
        ("route", "/api/forms/Noor Peeters"),
        ("route", "/api/forms?name=noor"),
        ("function", "name\nwith lines"),
    ],
)
def test_free_text_is_refused_without_being_quoted(field: str, value: str) -> None:
    with pytest.raises(UnloggableError) as refused:
        LogLine(**{"event": LogEvent.REQUEST, "function": "site", field: value})  # type: ignore[arg-type]
    assert value not in str(refused.value)


def test_a_line_is_one_json_object_with_what_was_given(caplog: pytest.LogCaptureFixture) -> None:
    log(LogLine(event=LogEvent.REQUEST, function="intake-api", route="/api/forms/<receipt>", status=200, latency_ms=3))
    (record,) = caplog.records
    written = json.loads(_logger().registered_handler.format(record))
    written.pop("timestamp")
    assert written == {
        "level": "INFO",
        "message": "request",
        "service": "kroost",
        "function": "intake-api",
        "route": "/api/forms/<receipt>",
        "status": 200,
        "latency_ms": 3,
    }


def test_texts_of_other_libraries_are_not_written_from_the_first_call_on() -> None:
    root, said = logging.getLogger(), list[str]()

    class Bootstrap(logging.Handler):
        """The handler that Lambda puts on the root logger."""

        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.name)

    bootstrap, level = Bootstrap(), root.level
    root.addHandler(bootstrap)
    silence_others.cache_clear()

    @guarded("site")
    def entry(event: object, context: object) -> None:
        logging.getLogger("botocore.endpoint").error("planted value of a person")

    try:
        entry({}, None)
    finally:
        root.removeHandler(bootstrap)
        root.setLevel(level)
        silence_others.cache_clear()
    assert said == []


def test_metrics_have_the_function_as_their_only_dimension(capsys: pytest.CaptureFixture[str]) -> None:
    count("intake-api", {Metric.FORM_RECEIVED: 1}, datetime(2024, 7, 1, tzinfo=UTC))
    document = json.loads(capsys.readouterr().out)
    (described,) = document["_aws"]["CloudWatchMetrics"]
    assert described["Dimensions"] == [["function"]]
    assert described["Metrics"] == [{"Name": "FormReceived", "Unit": "Count"}]
    assert set(document) == {"_aws", "function", "FormReceived"}
