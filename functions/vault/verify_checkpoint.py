"""Offline check of a chain against a checkpoint: standard library and `cryptography` only, as an auditor has them.

A proof is `{"checkpoint": {...}, "end": {...}}`: the signed document as it rests in the locked bucket, and the path
from where the chain ended then to the document's root. With `"earlier"` (an older document) and `"grown"` (a path and a
consistency proof) it also shows that the history of checkpoints only grew between the two.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from functions.vault.merkle import is_prefix, merkle_root, root_of_inclusion
from functions.vault.verify_chain import Break

type Document = Mapping[str, object]


class UnreadableCheckpointError(Exception):
    """The file is no proof of a checkpoint; the text says what is missing."""


def check_against(proof: Document, keys: Sequence[Document], hashes: Sequence[bytes]) -> Break | None:
    """Hold a chain that verifies (the hashes of its entries, oldest first) against one proof.

    Return the first entry that cannot be what it was at the checkpoint, None when the chain of then is the beginning of
    this one. Sequence 0 stands for the checkpoint itself: it or its path is not right, so it proves nothing.
    """
    try:
        document, end = _object(proof, "checkpoint"), _object(proof, "end")
        reason = _fault_of_document(document, keys) or _fault_of_path(document, end)
        if reason is None and "earlier" in proof:
            earlier = _object(proof, "earlier")
            reason = _fault_of_document(earlier, keys) or _fault_of_growth(earlier, document, _object(proof, "grown"))
        sequence, digest = _number(end, "sequence"), bytes.fromhex(str(end["hash"]))
    except (KeyError, TypeError, ValueError) as error:
        msg = "the proof lacks a member"
        raise UnreadableCheckpointError(msg) from error
    if reason is not None:
        return Break(0, reason)
    if len(hashes) < sequence:
        return Break(len(hashes) + 1, f"the chain had {sequence} entries at the checkpoint: this one is missing")
    if hashes[sequence - 1] != digest:
        return Break(sequence, "the entry is not the one of the checkpoint")
    return None


def read_proofs(text: str) -> list[Document]:
    """Read a file of proofs, one a line; UnreadableCheckpointError when it holds none."""
    try:
        proofs = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        msg = "not one JSON object a line"
        raise UnreadableCheckpointError(msg) from error
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        msg = "not one JSON object a line"
        raise UnreadableCheckpointError(msg)
    return proofs


def digest_of(document: Document) -> bytes:
    """Return the digest by which the next checkpoint names this one."""
    return sha256(_canonical(document)).digest()


def _fault_of_document(document: Document, keys: Sequence[Document]) -> str | None:
    signature = _object(document, "signature")
    public = next((str(key["public_key"]) for key in keys if key.get("key") == signature.get("key")), None)
    if public is None or signature.get("alg") != "Ed25519":
        return "the checkpoint is signed by an unknown key"
    content = _canonical({name: value for name, value in document.items() if name != "signature"})
    try:
        Ed25519PublicKey.from_public_bytes(_base64url(public)).verify(_base64url(str(signature["value"])), content)
    except InvalidSignature:
        return "the signature of the checkpoint does not hold"
    shards = [bytes.fromhex(str(root)) for root in cast("Sequence[object]", document["shards"])]
    if merkle_root(shards).hex() != document["root"]:
        return "the root of the checkpoint does not follow from its shards"
    return None


def _fault_of_path(document: Document, end: Document) -> str | None:
    inside, across = _object(end, "in_shard"), _object(end, "of_shards")
    entry = _canonical([end["chain"], _number(end, "sequence"), end["hash"]])
    root = root_of_inclusion(entry, _number(inside, "index"), _number(inside, "size"), _path(inside))
    if root is None:
        return "the path of the chain does not fit"
    whole = root_of_inclusion(root, _number(across, "index"), _number(across, "size"), _path(across))
    if whole is None or whole.hex() != document["root"]:
        return "the path of the chain does not lead to the root of the checkpoint"
    return None


def _fault_of_growth(earlier: Document, later: Document, grown: Document) -> str | None:
    """Tell why the history of the later checkpoint is not that of the earlier one gone on."""
    then, now = _object(earlier, "history"), _object(later, "history")
    sizes, index = (_number(then, "size"), _number(now, "size")), _number(earlier, "checkpoint") - 1
    roots = (bytes.fromhex(str(then["root"])), bytes.fromhex(str(now["root"])))
    consistency = [bytes.fromhex(str(each)) for each in cast("Sequence[object]", grown["consistency"])]
    if not is_prefix(sizes[0], roots[0], sizes[1], roots[1], consistency):
        return "the history of checkpoints did not only grow"
    if root_of_inclusion(digest_of(earlier), index, sizes[1], _path(grown)) != roots[1]:
        return "the earlier checkpoint is not in the history of the later one"
    return None


def _canonical(value: object) -> bytes:
    # Keys are ASCII, numbers whole, texts without control characters: this is RFC 8785 for such values.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _object(holder: Document, name: str) -> Document:
    found = holder[name]
    if not isinstance(found, dict):
        raise TypeError(name)
    return found


def _number(holder: Document, name: str) -> int:
    found = holder[name]
    if type(found) is not int:
        raise TypeError(name)
    return found


def _path(holder: Document) -> list[bytes]:
    return [bytes.fromhex(str(each)) for each in cast("Sequence[object]", holder["path"])]


def _base64url(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
