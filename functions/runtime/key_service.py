"""KMS and the parameter store under the vault's words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

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
        return self._client.decrypt(CiphertextBlob=wrapped, EncryptionContext=context)["Plaintext"]


class SsmParameters:
    """Settings that the deploy step wrote."""

    def __init__(self, client: "SSMClient") -> None:
        """Take an SSM client."""
        self._client = client

    def get(self, name: str) -> str:
        """Return one value."""
        return self._client.get_parameter(Name=name)["Parameter"]["Value"]
