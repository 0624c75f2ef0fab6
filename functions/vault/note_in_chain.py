"""Put something into a chain that is no subject's: the account book's digest, in one transaction with its own row."""

from collections.abc import Sequence
from dataclasses import replace

from functions.runtime.database import Put
from functions.vault.request import Request
from functions.vault.send_change import Role, Step, send


def note_in_chain(request: Request, chain: str, action: str, writes: Sequence[tuple[str, int, str]], row: Put) -> None:
    """Commit a new row with an entry that holds its place, revision and digest; AlreadyThereError when it exists.

    The entry is sealed to the *audit* root itself, like those of a run.
    """
    deed = replace(request.deed(action), writes=tuple(writes))
    publics = {chain: request.rooms.keyring.audit_public()}
    request.rooms.gates.require(row.table)
    send(request.rooms, [Step(row, Role.NEW)], {chain: deed}, publics, frozenset(), request.instant())
