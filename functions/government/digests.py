"""Keyed digests of what was sent: they tell the same from the other, and say nothing without the secret."""

import hmac
import json
from collections.abc import Sequence
from hashlib import sha256

from functions.government.notification import AnyNotification
from functions.vault.ids import id_from

_LINES = "lines"

type Words = tuple[str | int, ...]


def delivery_digest(secret: bytes, body: bytes) -> str:
    """Return the digest of a whole delivery as it was dropped."""
    return hmac.new(secret, b"delivery|" + body, sha256).hexdigest()


def content_digest(secret: bytes, notification: AnyNotification, withheld: Sequence[str] = ()) -> str:
    """Return the digest of what a notification states; the order of members and lines plays no part.

    What was withheld is part of the statement, by the names of our model and not by the words of a sender.
    """
    stated = notification.model_dump(mode="json", by_alias=True, exclude_none=True)
    for name in ("attestationId", "attestationVersion"):
        del stated["attestation"][name]
    stated.pop("dataFilters", None)
    text = _text([_in_order(stated), list(withheld)])
    return hmac.new(secret, b"content|" + text.encode(), sha256).hexdigest()


def _in_order(value: object) -> object:
    """Return a JSON value with the entries of its lists in one order; lines of free text keep theirs."""
    if isinstance(value, dict):
        return {name: one if name == _LINES else _in_order(one) for name, one in value.items()}
    return sorted((_in_order(one) for one in value), key=_text) if isinstance(value, list) else value


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def case_id(secret: bytes, *words: str | int) -> str:
    """Return the id of the case that keeps one message aside: the same message gets the same case."""
    text = json.dumps(["case", *words])
    return id_from("cas", hmac.new(secret, text.encode(), sha256).digest())
