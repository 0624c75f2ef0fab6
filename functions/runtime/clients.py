"""AWS clients of one process: one session, each client built on first use, short timeouts, few retries."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.session import Session

_CONNECT_SECONDS = 2
_READ_SECONDS = 8
_ATTEMPTS = 3


class AwsRefusedError(Exception):
    """AWS does not answer, or refuses: the text is the kind of error, never a value."""


@contextmanager
def answered() -> Iterator[None]:
    """Turn botocore's errors into AwsRefusedError: for commands, which end with a sentence and not with a traceback."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise AwsRefusedError(error.response["Error"]["Code"]) from error
    except BotoCoreError as error:
        raise AwsRefusedError(type(error).__name__) from error


@cache
def _session() -> "Session":
    from botocore.session import Session

    return Session()


@cache
def client(service: str) -> Any:  # noqa: ANN401 - botocore makes client types at run time
    """Return the process's client of a service; endpoint and region come from the environment."""
    from botocore.config import Config

    config = Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        retries={"total_max_attempts": _ATTEMPTS, "mode": "standard"},
        parameter_validation=False,
        max_pool_connections=16,
        s3={"addressing_style": "path"},
    )
    return _session().create_client(service, config=config)
