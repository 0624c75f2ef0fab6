"""Objects and queues: the two other seams, and their AWS forms.

A busy or silent service is UnavailableError, a refusal ServiceRefusedError, as for the store.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from functions.runtime.ask_aws import ServiceRefusedError, ask_aws
from functions.runtime.database import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ListObjectsV2OutputTypeDef, ListObjectsV2RequestTypeDef
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageAttributeValueTypeDef, SendMessageBatchRequestEntryTypeDef

_GONE = frozenset({"NoSuchKey", "404", "NotFound", "PreconditionFailed", "412"})


class Objects(Protocol):
    """A bucket."""

    def read(self, key: str, etag: str | None = None) -> bytes | None:
        """Return an object (of this ETag); None when it is gone or was overwritten."""
        ...

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...

    def delete(self, key: str, etag: str | None = None) -> None:
        """Delete an object (of this ETag); nothing happens when it is gone or was overwritten."""
        ...

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the names of the objects that begin with a prefix, in their order."""
        ...


class Queue(Protocol):
    """A queue that carries ids only."""

    def send(self, bodies: Sequence[str], attributes: Mapping[str, str] | None = None) -> None:
        """Send up to ten messages; raises when one was not taken."""
        ...


class QueueRefusedError(UnavailableError):
    """The queue did not take a message: try again."""


class S3Objects:
    """A bucket of S3."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        """Take a client and the bucket's deployed name."""
        self._client, self._bucket = client, bucket

    def read(self, key: str, etag: str | None = None) -> bytes | None:
        """Return an object of the event's ETag."""
        try:
            return ask_aws(lambda: self._read(key, etag))
        except ServiceRefusedError as error:
            if error.code in _GONE:
                return None
            raise

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ask_aws(lambda: self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type))

    def delete(self, key: str, etag: str | None = None) -> None:
        """Delete an object of the event's ETag."""
        try:
            ask_aws(lambda: self._delete(key, etag))
        except ServiceRefusedError as error:
            if error.code not in _GONE:
                raise

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the names of the objects that begin with a prefix, page by page."""
        more: ListObjectsV2RequestTypeDef = {"Bucket": self._bucket, "Prefix": prefix}
        while True:
            page = self._page(more)
            yield from (found["Key"] for found in page.get("Contents", []))
            if not page["IsTruncated"]:
                return
            more = {"Bucket": self._bucket, "Prefix": prefix, "ContinuationToken": page["NextContinuationToken"]}

    def _page(self, asked: "ListObjectsV2RequestTypeDef") -> "ListObjectsV2OutputTypeDef":
        return ask_aws(lambda: self._client.list_objects_v2(**asked))

    def _read(self, key: str, etag: str | None) -> bytes:
        if etag is None:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        return self._client.get_object(Bucket=self._bucket, Key=key, IfMatch=etag)["Body"].read()

    def _delete(self, key: str, etag: str | None) -> None:
        if etag is None:
            self._client.delete_object(Bucket=self._bucket, Key=key)
        else:
            self._client.delete_object(Bucket=self._bucket, Key=key, IfMatch=etag)


class SqsQueue:
    """A queue of SQS."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        """Take a client and the queue's address."""
        self._client, self._url = client, url

    def send(self, bodies: Sequence[str], attributes: Mapping[str, str] | None = None) -> None:
        """Send up to ten messages."""
        marks: dict[str, MessageAttributeValueTypeDef] = {
            name: {"DataType": "String", "StringValue": value} for name, value in (attributes or {}).items()
        }
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(number), "MessageBody": body, "MessageAttributes": marks} for number, body in enumerate(bodies)
        ]
        answer = ask_aws(lambda: self._client.send_message_batch(QueueUrl=self._url, Entries=entries))
        if answer.get("Failed"):
            msg = "the queue did not take every message"
            raise QueueRefusedError(msg)
