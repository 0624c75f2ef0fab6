"""KMS and the parameter store under the vault's words: a busy or silent service is UnavailableError, try again."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as BotoConnectionError

from functions.runtime.database import DatabaseError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_ssm import SSMClient

# Everything else (access denied, a wrong context, a missing parameter) is our fault, never that of a family's file.
_BUSY = frozenset(
    {
        "ThrottlingException",
        "Throttling",
        "LimitExceededException",
        "RequestLimitExceeded",
        "DependencyTimeoutException",
        "KMSInternalException",
        "KeyUnavailableException",
        "InternalServerError",
        "InternalFailure",
        "ServiceUnavailable",
        "500",
        "503",
    }
)


class KeyRefusedError(DatabaseError):
    """KMS or the parameter store refuses the call itself: our fault; the text is the service's code only."""


def _asked[Answer](ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _BUSY:
            raise UnavailableError(code) from None
        raise KeyRefusedError(code) from None
    except (BotoConnectionError, HTTPClientError) as error:
        raise UnavailableError(type(error).__name__) from None


class KmsKeyService:
    """Unwraps with KMS: the role and the encryption context decide."""

    def __init__(self, client: "KMSClient") -> None:
        """Take a KMS client."""
        self._client = client

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return the plain bytes."""
        return _asked(lambda: self._client.decrypt(CiphertextBlob=wrapped, EncryptionContext=context))["Plaintext"]


class SsmParameters:
    """Settings that the deploy step wrote."""

    def __init__(self, client: "SSMClient") -> None:
        """Take an SSM client."""
        self._client = client

    def get(self, name: str) -> str:
        """Return one value."""
        return _asked(lambda: self._client.get_parameter(Name=name))["Parameter"]["Value"]
