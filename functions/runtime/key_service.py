"""KMS and the parameter store under the vault's words: a busy or silent service is UnavailableError, try again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from functions.runtime.ask_aws import ask_aws

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_ssm import SSMClient


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
