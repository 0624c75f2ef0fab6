"""A bucket means the same in memory and over S3's words (moto): one set of promises, two stores."""

from collections.abc import Iterator

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from functions.runtime.objects import Objects, S3Objects
from tests.fakes.in_memory_objects import InMemoryObjects, etag_of

BUCKET = "kroost-test-drops-1"


@pytest.fixture(params=["memory", "moto"])
def objects(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Objects]:
    """Give each promise both stores."""
    if request.param == "memory":
        yield InMemoryObjects()
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        client = boto3.client("s3", region_name="eu-west-1")
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield S3Objects(client, BUCKET)


def test_an_object_is_read_as_it_was_written(objects: Objects) -> None:
    """Given an object, then it is read with and without its ETag; a missing one is None."""
    objects.write("a/b.json", b"one", "application/json")
    assert objects.read("a/b.json") == b"one"
    assert objects.read("a/b.json", etag_of(b"one")) == b"one"
    assert objects.read("a/c.json") is None


def test_an_overwritten_object_is_not_read_for_another(objects: Objects) -> None:
    """Given an object that was overwritten, then its old ETag reads nothing."""
    objects.write("a", b"one", "text/plain")
    objects.write("a", b"two", "text/plain")
    assert objects.read("a", etag_of(b"one")) is None
    assert objects.read("a", etag_of(b"two")) == b"two"


def test_an_object_is_deleted_once_and_then_gone(objects: Objects) -> None:
    """Given an object, when it is deleted on its ETag, then it is gone, and deleting again does nothing."""
    objects.write("a", b"one", "text/plain")
    objects.delete("a", etag_of(b"one"))
    objects.delete("a", etag_of(b"one"))
    objects.delete("a")
    assert objects.read("a") is None


def test_an_overwritten_object_is_not_deleted_for_another() -> None:
    """Given an object that was overwritten, then a deletion of the old one leaves the new one.

    In memory only: moto does not know conditional deletes. The next test shows that S3 is asked for one.
    """
    objects = InMemoryObjects()
    objects.write("a", b"one", "text/plain")
    objects.write("a", b"two", "text/plain")
    objects.delete("a", etag_of(b"one"))
    assert objects.read("a") == b"two"


def test_a_deletion_carries_its_condition() -> None:
    """Given an ETag, then the request to S3 names it, and a refusal because of it is no failure."""
    asked: list[dict[str, object]] = []

    class Client:
        def delete_object(self, **members: object) -> None:
            asked.append(members)
            raise ClientError({"Error": {"Code": "PreconditionFailed"}}, "DeleteObject")

    S3Objects(Client(), BUCKET).delete("a", "e1")  # type: ignore[arg-type]  # only this call is made
    assert asked == [{"Bucket": BUCKET, "Key": "a", "IfMatch": "e1"}]
