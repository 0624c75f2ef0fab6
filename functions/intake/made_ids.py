"""Ids of what a submission makes: the same when the queue delivers twice, and saying nothing without the secret."""

import hmac
from hashlib import sha256

from functions.vault.ids import id_from
from functions.vault.keyring import Secret
from functions.vault.request import Request


def made_id(request: Request, prefix: str, submission: str, part: str) -> str:
    """Return the id of one part (`dossier`, `applicant`, `children/0`, ...) of a submission's subject `sub_`."""
    secret = request.rooms.keyring.secret(Secret.LOOK_UPS)
    return id_from(prefix, hmac.new(secret, f"made|{submission}|{prefix}|{part}".encode(), sha256).digest())
