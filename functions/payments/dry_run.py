"""A dry run: what a month would pay, to how many families and new accounts, with nothing written about any of them.

It decides as the run does, over the same facts, law and limits; only its writer keeps nothing. Opening a family's facts
is an act, so its pages stand in a ledger chain of the dry run's own, as those of a run do.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from functions.payments.debts.family_debts import FamilyDebts
from functions.payments.decide_family import Arrears
from functions.payments.decide_page import PageResult, decide_page
from functions.payments.decide_shares import NO_SHARES, FamilyShares
from functions.payments.known_accounts import KnownAccounts
from functions.payments.payment import Payment
from functions.payments.plan_payment import LastRows, Outcome, PageWriter
from functions.payments.run_rows import reopened_list
from functions.payments.run_terms import RunTerms
from functions.payments.store import RunStore
from functions.runtime.database import Key, Table
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class DryWriter(PageWriter):
    """Remembers to which accounts would be paid, and writes nothing."""

    accounts: list[Key] = field(default_factory=list)

    def keep(
        self,
        last: LastRows,
        outcome: Outcome | None,
        arrears: Arrears | None,
        debts: FamilyDebts,
        shares: FamilyShares = NO_SHARES,
    ) -> list[Outcome]:
        """Return what would be stored."""
        del debts
        kept: list[Outcome] = [] if outcome is None else [outcome]
        if arrears is not None and arrears.payment is not None:
            kept.append(arrears.payment)
        kept += shares.payments
        self.accounts.extend(Key(last.dossier, one.account) for one in kept if isinstance(one, Payment))
        return kept


def dry_run(vault: Vault, store: RunStore, terms: RunTerms, chain: str, shard: str) -> Counter[str]:
    """Return the sums of one shard: the counters of a run, `new_accounts`, `unconfirmed` amounts, and `reopened`.

    `chain`: the id under which the dry run's pages stand in the ledger. `reopened`: payments that came back and are
    still owed; each is paid with the run when its account was changed or confirmed.
    """
    sums: Counter[str] = Counter()
    known = KnownAccounts(store, chain)
    after: str | None = None
    while dossiers := store.dossiers(shard, after, MOST_DOSSIERS):
        accounts: list[Key] = []
        found = decide_page(vault, chain, shard, dossiers, terms, partial(DryWriter, accounts=accounts))
        sums.update(_counted(found))
        for row in store.rows(Table.DOSSIERS, accounts):
            sums["new_accounts"] += known.is_new(known.first_paid_in(row))
        after = dossiers[-1]
        if len(dossiers) < MOST_DOSSIERS:
            break
    sums["reopened"] += sum(1 for _ in store.listed(reopened_list(shard)))
    return sums


def _counted(found: PageResult) -> dict[str, int]:
    return {**found.counters, "unconfirmed": len(found.unconfirmed)}
