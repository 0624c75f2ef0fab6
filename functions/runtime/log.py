"""The log: one typed line per invocation, from an allow-list of fields that cannot hold a person (goal OP-1).

A field that `LogLine` does not have is a TypeError, and an error for the type checker. Other libraries' loggers are
silent: their texts may quote what they were given.
"""

import logging
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from functions.runtime.lean_powertools import stand_in

if TYPE_CHECKING:
    from aws_lambda_powertools.logging.logger import Logger

# Simple on purpose: both are compiled at each cold start.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ROUTE = re.compile(r"(?:/[a-z0-9._-]*|/<[a-z_]+>)+")
_MESSAGE = re.compile(r"[0-9A-Za-z-]{1,80}")
_LONGEST = 120


class LogEvent(StrEnum):
    """What a line is about."""

    REQUEST = "request"
    BATCH = "batch"
    RUN = "run"
    FAULT = "fault"


class UnloggableError(ValueError):
    """A value does not have the form of its log field; the message names the field only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """Everything that may be logged. Words are identifiers of our own code, routes are templates, the rest numbers.

    `message_id` is the id that a queue gave a message: a dead letter finds its cause by it.
    """

    event: LogEvent
    function: str
    route: str | None = None
    method: str | None = None
    status: int | None = None
    problem: str | None = None
    error_class: str | None = None
    error_id: str | None = None
    latency_ms: int | None = None
    taken: int | None = None
    failed: int | None = None
    message_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse a value that is not of the field's form (UnloggableError): no free text gets in."""
        for name in ("function", "method", "problem", "error_class", "error_id"):
            value = getattr(self, name)
            if value is not None and (len(value) > _LONGEST or _WORD.fullmatch(value.replace("-", "_")) is None):
                msg = f"not a word of the log: {name}"
                raise UnloggableError(msg)
        if self.message_id is not None and _MESSAGE.fullmatch(self.message_id) is None:
            msg = "not the id that a queue gives a message: message_id"
            raise UnloggableError(msg)
        if self.route is not None and (len(self.route) > _LONGEST or _ROUTE.fullmatch(self.route) is None):
            msg = "not a route template: route"
            raise UnloggableError(msg)

    def members(self) -> dict[str, str | int]:
        """Return the fields that have a value."""
        values = ((one.name, getattr(self, one.name)) for one in fields(self) if one.name != "event")
        return {name: value for name, value in values if value is not None}


@cache
def _logger() -> "Logger":
    stand_in()
    from aws_lambda_powertools.logging.logger import Logger

    order = ["timestamp", "level", "message"]
    return Logger(service="kroost", level="INFO", utc=True, use_rfc3339=True, log_record_order=order, location=None)


@cache
def silence_others() -> None:
    """Let other libraries' loggers say nothing: their texts may quote what they were given. Ours has its own level."""
    logging.getLogger().setLevel(logging.CRITICAL + 1)
    # A line that cannot be written would else be told on standard error, with the exception that was under way.
    logging.raiseExceptions = False


def log(line: LogLine) -> None:
    """Write one line to standard output."""
    write = _logger().error if line.error_class is not None else _logger().info
    write(line.event.value, extra=line.members())
