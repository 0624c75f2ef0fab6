"""Asks an AWS service and names what went wrong in the words of the storage seam: try again, or our fault."""

from collections.abc import Callable

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as BotoConnectionError

from functions.runtime.database import DatabaseError, UnavailableError

_BUSY = frozenset(
    {
        "ThrottlingException",
        "Throttling",
        "LimitExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "DependencyTimeoutException",
        "KMSInternalException",
        "KeyUnavailableException",
        "KMS.ThrottlingException",
        "InternalServerError",
        "InternalFailure",
        "InternalError",
        "ServiceUnavailable",
        "SlowDown",
        "RequestTimeout",
        "OperationAborted",
        "500",
        "503",
    }
)


class ServiceRefusedError(DatabaseError):
    """A service refuses the call itself (access, context, a missing name): our fault; the text is its code only."""

    def __init__(self, code: str) -> None:
        """Keep the code, for callers to whom a refusal means something (an object that is gone)."""
        super().__init__(code)
        self.code = code


def ask_aws[Answer](ask: Callable[[], Answer]) -> Answer:
    """Return the answer; UnavailableError when the service is busy or silent, ServiceRefusedError otherwise."""
    try:
        return ask()
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _BUSY:
            raise UnavailableError(code) from None
        raise ServiceRefusedError(code) from None
    except (BotoConnectionError, HTTPClientError) as error:
        raise UnavailableError(type(error).__name__) from None
