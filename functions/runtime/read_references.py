"""What S3 says about a new object, as a queue hands it on: references only, content never travels in a queue."""

import json
from collections.abc import Mapping
from urllib.parse import unquote_plus

from functions.units.dropped_object import Reference

_MADE = "ObjectCreated:"
_TEST = "s3:TestEvent"


class NotAReferenceError(ValueError):
    """A message is no notification of the bucket that was meant; its text is shown to nobody."""


def read_references(body: str, bucket: str) -> list[Reference]:
    """Return the objects that a message names, none for the test message of S3; NotAReferenceError otherwise."""
    try:
        members = json.loads(body)
        if members.get("Event") == _TEST:
            return []
        return [_reference(record, bucket) for record in members["Records"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    msg = "not a reference to a dropped object"
    raise NotAReferenceError(msg)


def _reference(record: Mapping[str, Mapping[str, Mapping[str, object]]], bucket: str) -> Reference:
    made = str(record["eventName"]).removeprefix("s3:").startswith(_MADE)
    told = record["s3"]
    if not made or told["bucket"]["name"] != bucket:
        msg = "not an object that was dropped here"
        raise NotAReferenceError(msg)
    found = told["object"]
    return Reference(unquote_plus(str(found["key"])), str(found["eTag"]).strip('"'), int(str(found.get("size", 0))))
