"""KMS and the parameter store under the vault's words: a busy or silent service is UnavailableError, try again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from functions.runtime.ask_aws import ask_aws
from functions.units.clock import SystemClock

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_ssm import SSMClient

KEPT_FOR = timedelta(minutes=5)


class KmsKeyService:
    """Unwraps with KMS: the role and the encryption context decide."""

    def __init__(self, client: "KMSClient") -> None:
        """Take a KMS client."""
        self._client = client

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return the plain bytes."""
        return ask_aws(lambda: self._client.decrypt(CiphertextBlob=wrapped, EncryptionContext=context))["Plaintext"]


class SsmParameters:
    """Settings that the deploy step wrote."""

    def __init__(self, client: "SSMClient") -> None:
        """Take an SSM client."""
        self._client = client

    def get(self, name: str) -> str:
        """Return one value."""
        return ask_aws(lambda: self._client.get_parameter(Name=name))["Parameter"]["Value"]


class KeptParameters:
    """Settings that an operator wrote: asked for by every request, so each is kept for five minutes."""

    def __init__(self, parameters: SsmParameters, clock: SystemClock) -> None:
        """Take the store and the real clock."""
        self._parameters, self._clock = parameters, clock
        self._kept: dict[str, tuple[datetime, str]] = {}

    def get(self, name: str) -> str:
        """Return one value, at most five minutes old."""
        now = self._clock.real_now()
        kept = self._kept.get(name)
        if kept is None or now - kept[0] >= KEPT_FOR:
            kept = self._kept[name] = (now, self._parameters.get(name))
        return kept[1]
