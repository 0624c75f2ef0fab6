"""A page of a batch: one ledger entry in the run's own chain covers at most 300 dossiers."""

from dataclasses import dataclass

MOST_DOSSIERS = 300


@dataclass(frozen=True, slots=True)
class RunPage:
    """Proof that the entry of a page was committed; made by `Request.page` only."""

    chain: str
    dossiers: frozenset[str]

    def covers(self, partition: str) -> bool:
        """Tell whether a row of this partition may be opened and written under the page."""
        return partition in self.dossiers
