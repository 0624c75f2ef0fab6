"""A value of a person in an exception of any function leaves it nowhere: not in what it raises, answers or logs.

What a function raises is what dead letters, destinations and the history of a run see.
"""

import json
import logging
import sys
import traceback
from importlib import import_module

import pytest

from functions.register.access import function_names, places_of
from functions.runtime.log import _logger

PLANTED = "Wouter Gezocht 84661154321"
BY_DOOR = ("api", "sign_in", "desk")
# The step of the deployment answers CloudFormation itself, with a class and nothing else; it has no person's data.
OTHERWISE = {"roots-maker"}


def handlers() -> list[str]:
    """Return the functions that are woken by queues, streams, schedules and the run."""
    return [
        name
        for name in function_names()
        if name not in OTHERWISE and not places_of(name).handler.split(".")[2].startswith(BY_DOOR)
    ]


@pytest.mark.parametrize("function", handlers())
def test_a_planted_value_in_an_exception_leaves_no_function(
    function: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a function whose first step fails with a person's value, then answer, exception and log hold none of it."""
    module = import_module(places_of(function).handler.rpartition(".")[0])
    hit: list[str] = []

    def fail(*_: object) -> object:
        hit.append(function)
        raise ValueError(PLANTED)

    for handler in _logger().handlers:
        if isinstance(handler, logging.StreamHandler):
            monkeypatch.setattr(handler, "stream", sys.stdout)
    names = [name for name in ("system", "client", "read_settings") if hasattr(module, name)]
    assert names, f"{function}: say how its first step is reached"
    for name in names:
        monkeypatch.setattr(module, name, fail)
    body = json.dumps({"kind": "rights_step", "ids": ["cas_1"], "planted": PLANTED})
    change = {"Keys": {}, "SequenceNumber": "1", "NewImage": {}}
    record = {"messageId": "m", "body": body, "eventName": "REMOVE", "dynamodb": change}
    said = ""
    try:
        said = repr(module.handler({"Records": [record], "region": "flanders", "planted": PLANTED}, None))
    except Exception as error:  # noqa: BLE001 - what it says is what is looked at
        said = "".join(traceback.format_exception_only(error)) + repr(error.__cause__)
        said += "" if error.__suppress_context__ else repr(error.__context__)
    out, err = capsys.readouterr()
    for place in (said, out, err):
        assert PLANTED not in place
        assert "84661154321" not in place
    assert "error_class" in out, "the failure was not logged at all: the search would prove nothing"
    assert hit or "MessageFormError" in out, "the failing step was not reached"
