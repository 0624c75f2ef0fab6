"""A large content that rests outside the tables, sealed like a record: bound to the row that describes it.

Same format as a sealed record (version, key id, nonce, ciphertext, tag); the associated data is that of the row at
revision 1, under the one domain of the subject's audience.
"""

from dataclasses import replace

from functions.register.check_purpose import check_write
from functions.register.domain import Audience, Domain
from functions.vault.errors import BrokenSealError
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request
from functions.vault.sealed_record import seal

REVISION = 1


def seal_object(request: Request, place: Place, subject: str, content: bytes) -> bytes:
    """Seal a content under a live subject that is no family's; raises PurposeError, SubjectNotLiveError."""
    owner = request.live_subject(subject)
    if owner.audience is Audience.FAMILY:
        msg = "objects are sealed under subjects of one domain"
        raise ValueError(msg)
    domain = Domain(owner.audience.value)
    check_write(request.purpose, request.function, {domain})
    return seal(content, owner.key(domain, request.rooms.keyring), place, subject, REVISION)


def open_object(request: Request, row: SealedItem, content: bytes, action: str) -> bytes:
    """Open the content that belongs to a row, after an entry in its subject's ledger; BrokenSealError when altered.

    Raises PurposeError, SubjectNotLiveError; a content whose key was destroyed does not open either.
    """
    opened = request.contents(replace(row, revision=REVISION, sealed=(content,)), action)
    if len(opened) != 1:
        msg = "the key of a sealed object was destroyed"
        raise BrokenSealError(msg)
    return opened[0][1]
