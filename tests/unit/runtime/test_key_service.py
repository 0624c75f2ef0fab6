"""A key or a setting that is busy is a reason to try again; one that refuses is our fault and stays so."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from functions.runtime.ask_aws import ServiceRefusedError
from functions.runtime.database import UnavailableError
from functions.runtime.key_service import KmsKeyService, SsmParameters


class Failing:
    """A client whose every call raises."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def decrypt(self, **_: object) -> Any:
        raise self._error

    def get_parameter(self, **_: object) -> Any:
        raise self._error


def refusal(code: str) -> ClientError:
    """Return an error as botocore raises it."""
    return ClientError({"Error": {"Code": code, "Message": "x"}}, "Decrypt")


BUSY = [
    refusal("ThrottlingException"),
    refusal("KMSInternalException"),
    EndpointConnectionError(endpoint_url="https://kms.example.org"),
]


@pytest.mark.parametrize("error", BUSY, ids=["throttled", "broken", "silent"])
def test_a_busy_service_is_worth_another_try(error: Exception) -> None:
    with pytest.raises(UnavailableError):
        KmsKeyService(Failing(error)).decrypt(b"x", {})  # type: ignore[arg-type]
    with pytest.raises(UnavailableError):
        SsmParameters(Failing(error)).get("name")  # type: ignore[arg-type]


def test_a_refusal_is_not() -> None:
    with pytest.raises(ServiceRefusedError):
        KmsKeyService(Failing(refusal("AccessDeniedException"))).decrypt(b"x", {})  # type: ignore[arg-type]
