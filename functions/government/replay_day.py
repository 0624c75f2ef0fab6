"""Replays a day: the notifications that were accepted on it are decided on again, from the sealed facts they became.

Every accepted notification stands sealed in the file of its family, minimised, as the fact of its identity and version;
nothing else is derived from it in the file. So a replay decides again, in the sender's order and from nothing, on all
versions of each attestation of the day, and holds the outcome against what rests: it writes no fact. Then it asks for a
new decision on the months of the day's facts, which changes nothing where nothing differs and pays nothing twice. Who
was erased has no key any more, so nothing of theirs opens, and nobody is made.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from functions.dossier.fact import Fact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.places import FACT, fact_origin, fact_place
from functions.government.decide_notification import decide_notification, place_of
from functions.government.touched_months import touched_months
from functions.government.work import open_request
from functions.runtime.database import Index, Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.ids import new_id
from functions.vault.keyring import Secret
from functions.vault.outbox import EventKind
from functions.vault.place import Stored
from functions.vault.request import Request
from functions.vault.run_page import MOST_DOSSIERS, RunPage
from functions.vault.vault import Vault

ACTION = "replay a day"


@dataclass
class Replayed:
    """What a replay did: facts of the day, families asked about again, rows that come out otherwise."""

    facts: int = 0
    families: int = 0
    differs: int = 0


def replay_day(vault: Vault, day: date, shard: str) -> Replayed:
    """Replay a day for the open files of a shard (`00` to `ff`); TryAgainError when the store does not answer.

    The ledger tells of it per page of files, in a chain of its own.
    """
    replayed = Replayed()
    chain = f"{new_id('run')}#{shard}"
    for dossiers in batched(_dossiers(open_request(vault), shard), MOST_DOSSIERS, strict=False):
        request = open_request(vault)
        page = request.page(chain, dossiers, ACTION)
        for dossier in dossiers:
            _replay(request, page, dossier, day, replayed)
    return replayed


def _dossiers(request: Request, shard: str) -> Iterator[str]:
    request.rooms.gates.require(Table.DOSSIERS)
    after = None
    while True:
        page = request.rooms.database.query(Table.DOSSIERS, shard, index=Index.RUN_SHARD, after=after, consistent=False)
        yield from (str(item["pk"]) for item in page.items)
        after = page.after
        if after is None:
            return


def _replay(request: Request, page: RunPage, dossier: str, day: date, replayed: Replayed) -> None:
    rows = [row for row in request.query(Table.DOSSIERS, dossier) if row.place.sk.startswith(FACT)]
    stored: Sequence[Stored[Fact]] = request.open(rows, FACT_KINDS, under=page, skip_ended=True, action=ACTION)
    sent = [row for row in stored if row.record.provenance.source == "government"]
    of_day = [row for row in sent if civil_date(parse_instant(row.record.known_at)) == day]
    if not of_day:
        return
    replayed.facts += len(of_day)
    attestations = {_attestation(row.record) for row in of_day}
    replayed.differs += _differing(request, dossier, [row for row in sent if _attestation(row.record) in attestations])
    months = touched_months((None, row.record) for row in of_day if not row.record.void)
    if months is None:
        return
    change = request.change(ACTION, under=page)
    change.emit(EventKind.FACTS_CHANGED, dossier, months=months)
    change.send()
    replayed.families += 1


def _differing(request: Request, dossier: str, rows: Iterable[Stored[Fact]]) -> int:
    """Decide on all versions again, in the sender's order and from nothing; count the rows that come out otherwise."""
    secret = request.rooms.keyring.secret(Secret.LOOK_UPS)
    standing = {row.place: row.record for row in rows}
    again: dict[object, Fact] = {}
    for fact in sorted(standing.values(), key=place_of):
        origin = fact.provenance
        same = [one for one in again.values() if _attestation(one) == _attestation(fact)]
        decision = decide_notification(fact, same)
        if decision.writes is not None:
            digest = fact_origin(secret, origin.sender or "", origin.flow or "", origin.attestation)
            again[fact_place(dossier, fact.person, digest, origin.version)] = decision.writes
    return sum(again.get(place) != fact for place, fact in standing.items())


def _attestation(fact: Fact) -> tuple[str, str | None, str | None, str]:
    origin = fact.provenance
    return fact.person, origin.sender, origin.flow, origin.attestation
