"""Keyed digests of what was sent: they tell the same from the other, and say nothing without the secret."""

import hmac
import json
from hashlib import sha256

from functions.government.notification import AnyNotification
from functions.vault.ids import id_from

type Words = tuple[str | int, ...]


def delivery_digest(secret: bytes, body: bytes) -> str:
    """Return the digest of a whole delivery as it was dropped."""
    return hmac.new(secret, b"delivery|" + body, sha256).hexdigest()


def content_digest(secret: bytes, notification: AnyNotification) -> str:
    """Return the digest of what a notification states; the order of members and lines plays no part."""
    stated = notification.model_dump(mode="json", by_alias=True, exclude_none=True)
    for name in ("attestationId", "attestationVersion"):
        del stated["attestation"][name]
    content = stated.get("content", {})
    if "household" in content:
        content["household"]["members"].sort(key=lambda member: member["ssin"])
    if "yearlyIncome" in content:
        content["yearlyIncome"]["items"].sort(key=lambda item: item["code"])
    text = json.dumps(stated, sort_keys=True, separators=(",", ":"))
    return hmac.new(secret, b"content|" + text.encode(), sha256).hexdigest()


def case_id(secret: bytes, *words: str | int) -> str:
    """Return the id of the case that keeps one message aside: the same message gets the same case."""
    text = json.dumps(["case", *words])
    return id_from("cas", hmac.new(secret, text.encode(), sha256).digest())
