"""Decide one page of at most 300 dossiers: one ledger entry first, then every family on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from functions.dossier.family_file import UnknownDossierError, open_family_file
from functions.dossier.person import PersonForPayment
from functions.payments.decide_family import RunTerms, decide_family
from functions.payments.payment import NotPaid, Payment
from functions.payments.plan_payment import PageWriter
from functions.payments.run_rows import COUNTERS
from functions.payments.stop import FamilyStopError, OtherRegionError, Reason, UnconfirmedAmountError
from functions.register.check_purpose import PurposeError
from functions.register.purpose import Purpose
from functions.runtime.database import DatabaseError, Table
from functions.vault.errors import GateClosedError, SubjectNotLiveError, TryAgainError
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.run_page import RunPage
from functions.vault.vault import Vault

FUNCTION = "payments-worker"


@dataclass(slots=True)
class PageResult:
    """What a page came to: counts of families and payments, whole cents, and ids of unconfirmed amounts."""

    counters: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTERS, 0))
    unconfirmed: set[str] = field(default_factory=set)

    def add(self, outcome: Payment | NotPaid) -> None:
        """Count one family by what is stored about it."""
        self.counters["families"] += 1
        if isinstance(outcome, Payment):
            self.counters["payments"] += 1
            self.counters["cents"] += outcome.cents
        else:
            self.counters["not_paid"] += 1
        if outcome.trace and outcome.trace.get("undecided"):
            self.counters["undecided"] += 1


def decide_page(vault: Vault, run: str, shard: str, dossiers: Sequence[str], terms: RunTerms) -> PageResult:
    """Decide and store the month of every dossier of the page that belongs to the run's region."""
    request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
    page = request.page(run, dossiers, "decide month")
    files = {dossier: request.query(Table.DOSSIERS, dossier) for dossier in dossiers}
    request.load_subjects(row.subject for rows in files.values() for row in rows)
    result, writer = PageResult(), PageWriter(request, page, run, shard, terms.month)
    for dossier, rows in files.items():
        try:
            outcome = _decide(request, page, dossier, rows, terms)
            result.add(writer.keep(dossier, outcome))
        except (OtherRegionError, UnknownDossierError, SubjectNotLiveError):
            # Another region's family, or one whose file is being closed: not of this run.
            continue
        except UnconfirmedAmountError as unconfirmed:
            result.counters["families"] += 1
            result.unconfirmed |= set(unconfirmed.amounts)
    return result


def _decide(
    request: Request, page: RunPage, dossier: str, rows: Sequence[SealedItem], terms: RunTerms
) -> Payment | NotPaid:
    """Decide one family; whatever is wrong with its file stops it alone, and no other family."""
    try:
        file = open_family_file(request, dossier, rows, person=PersonForPayment, under=page)
        return decide_family(file, terms)
    except FamilyStopError as stop:
        return NotPaid(reason=stop.reason)
    except (OtherRegionError, UnknownDossierError, UnconfirmedAmountError, SubjectNotLiveError):
        raise
    except (TryAgainError, GateClosedError, PurposeError, DatabaseError):
        # Not the family's: the store, a gate or our own rights. The step is tried again as a whole.
        raise
    except Exception:  # noqa: BLE001 - a broken file must not keep others from their money; its reason is stored
        return NotPaid(reason=Reason.CALCULATION_FAILED)
