"""Close a day of the book: prove it, hold it against the digest of the day before, and chain today's digest.

The digest covers what was posted before the day began (UTC), so that no posting under way can fall between two. It
stands in the book, which outlives the families' files, and in the ledger chain `book`, which nobody can rewrite unseen.
"""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import cast

from functions.payments.prove_book import Proof, prove_book
from functions.payments.store import RunStore
from functions.runtime.database import Absent, Item, Put, Table
from functions.vault.errors import AlreadyThereError
from functions.vault.note_in_chain import note_in_chain
from functions.vault.record_bytes import canonical
from functions.vault.request import Request

CHAIN = "book"
DIGESTS = "digest"


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed day: its proof, its digest in hex, and the runs whose older entries are not what they were."""

    proof: Proof
    digest: str
    altered: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Tell whether all sums agree and nothing that was closed has changed."""
        return self.proof.holds and not self.altered


def close_day(request: Request, store: RunStore, today: date) -> Closed:
    """Close everything before `today`; a repeated step writes nothing and answers the same."""
    cut = f"{today.isoformat()}T00:00:00Z"
    previous = _previous(store, today)
    earlier = "" if previous is None else str(previous["cut"])
    proof = prove_book(store, today, cuts=[cut] if previous is None else [cut, earlier])
    known: dict[str, str] = {} if previous is None else json.loads(str(previous["roots"]))
    now = proof.roots.get(earlier, {})
    altered = tuple(sorted(run for run, root in known.items() if run in now and now[run] != root))
    row = _row(today, cut, proof, previous)
    place = f"{Table.BOOK.value}/{DIGESTS}/{today.isoformat()}"
    digest = str(row["digest"])
    try:
        note_in_chain(request, CHAIN, "close book", [(place, 1, digest)], Put(Table.BOOK, row, Absent()))
    except AlreadyThereError as there:
        digest = str(cast("Item", there.item)["digest"])
    return Closed(proof, digest, altered)


def _previous(store: RunStore, today: date) -> Item | None:
    earlier = [row for row in store.entries(DIGESTS) if str(row["sk"]) < today.isoformat()]
    return earlier[-1] if earlier else None


def _row(today: date, cut: str, proof: Proof, previous: Item | None) -> Item:
    total = proof.total
    before = "" if previous is None else str(previous["digest"])
    roots = json.dumps(dict(proof.roots[cut]), sort_keys=True)
    said = canonical({"day": today.isoformat(), "cut": cut, "previous": before, "roots": roots})
    return {
        "pk": DIGESTS,
        "sk": today.isoformat(),
        "cut": cut,
        "previous": before,
        "roots": roots,
        "digest": sha256(said).hexdigest(),
        "holds": proof.holds,
        "entitlement": total.entitlement,
        "paid": total.paid,
        "still_due": total.due,
        "recovered": total.recovered,
        "unexplained": total.unexplained,
    }
