"""The one wrapper of every entry point that is not HTTP: an exception leaves as its class and an id, nothing else.

Dead letters, destinations, Step Functions history and the log then hold no value that somebody sent.
"""

from collections.abc import Callable, Mapping
from functools import wraps

from functions.runtime.log import LogEvent, LogLine, log, silence_others
from functions.runtime.problem import new_error_id

type Event = Mapping[str, object]
type Entry[Result] = Callable[[Event, object], Result]


class EntryFailedError(Exception):
    """What an entry point raises: the class of the cause and an error id that the log knows."""

    def __init__(self, error_class: str, error_id: str) -> None:
        """Keep the two; the message is these two and nothing else."""
        super().__init__(f"{error_class} {error_id}")
        self.error_class = error_class
        self.error_id = error_id


class TryAgainError(EntryFailedError):
    """The same step again gives the same result: whoever called may repeat it (the run's state machine knows the name).

    Named like the vault's own error, of which nothing but the class and the id leaves the function.
    """


_PASSING = frozenset({"TryAgainError", "StaleError", "ConflictError", "UnavailableError", "QueueRefusedError"})


def report(function: str, error: Exception, message_id: str | None = None) -> EntryFailedError:
    """Log the class of an error with a new id, and return what may leave the function.

    `message_id`: the message of a queue that failed, so that its dead letter finds its cause.
    """
    name = type(error).__name__
    failed = (TryAgainError if name in _PASSING else EntryFailedError)(name, new_error_id())
    log(
        LogLine(
            event=LogEvent.FAULT,
            function=function,
            error_class=failed.error_class,
            error_id=failed.error_id,
            message_id=message_id,
        )
    )
    return failed


def guarded[Result](function: str) -> Callable[[Entry[Result]], Entry[Result]]:
    """Decorate a handler: any exception becomes EntryFailedError, without the cause behind it."""

    def decorate(entry: Entry[Result]) -> Entry[Result]:
        @wraps(entry)
        def handler(event: Event, context: object) -> Result:
            silence_others()
            try:
                return entry(event, context)
            except Exception as error:  # noqa: BLE001 - the wrapper's task is every exception
                failed = report(function, error)
            raise failed

        return handler

    return decorate
