"""Erased people stay erased: their numbers stand as keyed digests, and so does every number that replaces one."""

from collections.abc import Iterable

from functions.runtime.database import Item, Key, Table
from functions.vault.journal import listed
from functions.vault.keyring import Secret
from functions.vault.look_up import LookUpKind, suppression_key
from functions.vault.request import Request


def was_erased(request: Request, number: str) -> bool:
    """Tell whether the person of this number was erased: no drop may make the person again."""
    return _row(request, number) is not None


def spread_suppression(request: Request, numbers: Iterable[str]) -> bool:
    """Let all these numbers of one person be suppressed, as long as the one of them that is; False when none is.

    The numbers belong to somebody who is not ours. What is written is a keyed digest and two dates.
    """
    rows = {number: _row(request, number) for number in sorted(set(numbers))}
    standing = max(
        (row for row in rows.values() if row is not None), key=lambda row: str(row["destroy_on"]), default=None
    )
    if standing is None:
        return False
    change = request.change("suppress another number of an erased person")
    for number in (number for number, row in rows.items() if row is None):
        key = _key(request, number)
        for action in listed({**standing, "pk": key.pk, "sk": key.sk}):
            change.plain(action)
    change.send()
    return True


def _row(request: Request, number: str) -> Item | None:
    request.rooms.gates.require(Table.ERASURES)
    return request.rooms.database.get(Table.ERASURES, _key(request, number))


def _key(request: Request, number: str) -> Key:
    return suppression_key(request.rooms.keyring.secret(Secret.SUPPRESSION), LookUpKind.NATIONAL_NUMBER, number)
