"""After a restore: every chain of the ledger must verify, and goes on with an entry that says that it was restored."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from functions.runtime.database import Database, Item, Table
from functions.vault.chain_ends import Finding
from functions.vault.ledger_entry import ChainEnd, empty_chain, entry_hash
from functions.vault.request import Request
from functions.vault.segment import Line, Told

ACTION = "restored"
_TOGETHER = 50


class BrokenChainsError(Exception):
    """Chains of the restored ledger do not verify: a breach case, no gate is opened. Names the first bad entries."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep what was found."""
        super().__init__(f"{len(findings)} chains are broken")
        self.findings = findings


def verify_chains(database: Database, chains: Iterable[str]) -> dict[str, ChainEnd]:
    """Walk every chain and return where it ends; BrokenChainsError with the first bad entry of each."""
    ends: dict[str, ChainEnd] = {}
    findings: list[Finding] = []
    for chain in chains:
        end = empty_chain(chain)
        for row in _rows(database, chain):
            sequence, commitment, digest = int(str(row["sk"])), row.get("commitment"), row.get("hash")
            if (
                not isinstance(commitment, bytes)
                or not isinstance(digest, bytes)
                or sequence != end.sequence + 1
                or digest != entry_hash(end.digest, sequence, str(row["at"]), commitment)
            ):
                findings.append(Finding(chain, end.sequence + 1, "does not follow"))
                break
            end = ChainEnd(sequence, digest)
        ends[chain] = end
    if findings:
        raise BrokenChainsError(findings)
    return ends


def continue_chains(request: Request, chains: Sequence[str]) -> list[Line]:
    """Append the entry to each chain, and return how the ledger's segments are told where each goes on."""
    rooms, deed = request.rooms, request.deed(ACTION)
    for together in batched(sorted(chains), _TOGETHER, strict=False):
        subjects = request.load_subjects(chain for chain in together if "_" in chain and "#" not in chain)
        publics = {
            chain: subjects[chain].audit_public if chain in subjects else rooms.keyring.audit_public()
            for chain in together
        }
        rooms.chains.append(dict.fromkeys(together, deed), publics, request.instant())
    ends = {chain: rooms.chains.end(chain) for chain in chains}
    return [Line(Told.RESTORED, chain, end.sequence, digest=end.digest) for chain, end in sorted(ends.items())]


def _rows(database: Database, chain: str) -> Iterator[Item]:
    after = None
    while True:
        page = database.query(Table.LEDGER, chain, after=after)
        yield from page.items
        after = page.after
        if after is None:
            return
