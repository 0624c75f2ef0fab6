"""AWS clients of one process: one session, each client built on first use, short timeouts, few retries."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.session import Session

_CONNECT_SECONDS = 2
_READ_SECONDS = 8
_ATTEMPTS = 3


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
