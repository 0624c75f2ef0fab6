"""A bucket or queue that is busy asks for another try; one that refuses is our fault; a gone object is no error."""

from collections.abc import Callable, Mapping

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from functions.runtime.ask_aws import ServiceRefusedError
from functions.runtime.database import UnavailableError
from functions.runtime.objects import QueueRefusedError, S3Objects, SqsQueue


class Failing:
    """A client whose every call raises, or answers what it is told."""

    def __init__(self, error: Exception | None, answer: Mapping[str, object] | None = None) -> None:
        """Take what every call raises or answers."""
        self._error, self._answer = error, answer or {}

    def __getattr__(self, _: str) -> Callable[..., Mapping[str, object]]:
        def call(**_: object) -> Mapping[str, object]:
            if self._error is not None:
                raise self._error
            return self._answer

        return call


def said(code: str) -> ClientError:
    """Return the error of a service that answers with this code."""
    return ClientError({"Error": {"Code": code, "Message": "about a person"}}, "AnyCall")


def calls(error: Exception) -> list[Callable[[], object]]:
    """Return every call of both seams over a client that fails so."""
    objects, queue = S3Objects(Failing(error), "b"), SqsQueue(Failing(error), "q")  # type: ignore[arg-type]
    return [
        lambda: objects.read("k"),
        lambda: objects.read("k", "e"),
        lambda: objects.write("k", b"", "text/plain"),
        lambda: objects.delete("k"),
        lambda: objects.delete("k", "e"),
        lambda: queue.send(["{}"]),
    ]


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (said("SlowDown"), UnavailableError),
        (said("503"), UnavailableError),
        (said("RequestThrottled"), UnavailableError),
        (EndpointConnectionError(endpoint_url="http://nowhere"), UnavailableError),
        (said("AccessDenied"), ServiceRefusedError),
    ],
)
def test_every_failure_has_a_family_and_says_nothing_of_anybody(error: Exception, named: type[Exception]) -> None:
    """Given a client that fails, when any call is made, then the error is of its family and holds a code only."""
    for call in calls(error):
        with pytest.raises(named) as caught:
            call()
        assert "person" not in str(caught.value)
        assert caught.value.__suppress_context__


@pytest.mark.parametrize("code", ["NoSuchKey", "404", "PreconditionFailed", "412"])
def test_an_object_that_is_gone_or_another_is_no_error(code: str) -> None:
    """Given an object that went or was overwritten, when it is read or deleted, then there is nothing, and no error."""
    objects = S3Objects(Failing(said(code)), "b")  # type: ignore[arg-type]
    assert objects.read("k", "e") is None
    objects.delete("k", "e")


def test_a_message_that_was_not_taken_asks_for_another_try() -> None:
    """Given a queue that takes part of a batch, when it is sent, then the caller is told to try again."""
    queue = SqsQueue(Failing(None, {"Failed": [{"Id": "0"}]}), "q")  # type: ignore[arg-type]
    with pytest.raises(QueueRefusedError) as caught:
        queue.send(["{}"])
    assert isinstance(caught.value, UnavailableError)
