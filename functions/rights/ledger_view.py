"""The person's view of their own ledger: who did what, why and on which ground. Others stand in it without a name.

The chain's own entries; the pages of monthly runs, which name families and not people, are not among them.
"""

from collections.abc import Iterator
from typing import cast

from functions.register.check_purpose import check_read
from functions.register.domain import Domain
from functions.register.rights_words import RightsWords
from functions.rights.package import PackageDeed
from functions.rights.work import Work
from functions.runtime.database import Item, Table
from functions.vault.audit_seal import open_with
from functions.vault.ledger_entry import open_entry
from functions.vault.record_bytes import canonical
from functions.vault.request import Request
from functions.vault.subject import subject_key

_WHO = {"system": "system", "staff": "staff"}


class NoAuditKeysError(Exception):
    """The function that makes the view was not given the keys of the ledger."""


def ledger_view(work: Work, words: RightsWords) -> tuple[PackageDeed, ...]:
    """Return every entry of the person's chain, oldest first, in one language."""
    return tuple(_deed(work.person, item, part, words) for item, part in _entries(work))


def recipients_of(work: Work) -> tuple[str, ...]:
    """Return to whom data of the person were passed on (GDPR art. 19), by the names of the register."""
    return tuple(sorted({str(part["recipient"]) for _, part in _entries(work) if part.get("recipient") is not None}))


def _entries(work: Work) -> Iterator[tuple[Item, dict[str, object]]]:
    request, person = work.request, work.person
    check_read(request.purpose, request.function, {Domain.AUDIT})
    private = _private_half(work, person)
    if private is None:
        return
    request.tell([person], "show the ledger")
    for item in _chain(request, person):
        sealed = item["sealed"]
        _, part = open_entry(private, person, int(str(item["sk"])), cast("bytes", sealed))
        yield item, part


def _private_half(work: Work, person: str) -> bytes | None:
    if work.rooms.audit is None:
        raise NoAuditKeysError
    row = work.request.rooms.database.get(Table.SUBJECTS, subject_key(person)) or {}
    sealed = row.get("audit_private")
    if not isinstance(sealed, bytes):
        return None
    return open_with(work.rooms.audit.audit_private(), sealed, canonical(["kroost/v1/audit-wrap", person]))


def _chain(request: Request, chain: str) -> Iterator[Item]:
    request.rooms.gates.require(Table.LEDGER)
    after = None
    while True:
        page = request.rooms.database.query(Table.LEDGER, chain, after=after)
        yield from page.items
        after = page.after
        if after is None:
            return


def _deed(person: str, item: Item, part: dict[str, object], words: RightsWords) -> PackageDeed:
    actor = cast("dict[str, object]", part["actor"])
    who = _WHO.get(str(actor["kind"])) or ("you" if actor["id"] == person else "other")
    purpose = str(part["purpose"])
    recipient = part.get("recipient")
    return PackageDeed.model_validate(
        {
            "sequence": int(str(item["sk"])),
            "at": item["at"],
            "who": who,
            "action": part["action"],
            "purpose": purpose,
            "name": words.purpose(purpose),
            "grounds": tuple(words.grounds(purpose)),
            "categories": tuple(cast("list[str]", part["categories"])),
            "fields": tuple(cast("list[str]", part["fields"])),
            "case": part.get("case"),
            "recipient": None if recipient is None else words.recipient(str(recipient)),
            "source": part.get("source"),
            "hash": cast("bytes", item["hash"]).hex(),
        }
    )
