"""Decide one page of at most 300 dossiers: one ledger entry first, then every family on its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from functions.dossier.family_file import FamilyFile, UnknownDossierError, open_family_file
from functions.dossier.person import PersonForPayment
from functions.payments.continue_last import continue_last
from functions.payments.correct_months import known_facts
from functions.payments.debts.debt_case import shard_list
from functions.payments.decide_family import Arrears, decide_arrears, decide_family
from functions.payments.decide_shares import NO_SHARES, FamilyShares, concerns, decide_shares
from functions.payments.granted_months import NO_HISTORY, read_history
from functions.payments.payment import NotPaid, Payment, payment_place
from functions.payments.plan_payment import LastRows, Outcome, PageWriter
from functions.payments.region_of_family import has_lived_in
from functions.payments.run_rows import COUNTERS
from functions.payments.run_terms import RunTerms
from functions.payments.share_payment import OverpaidShares, overpaid_place, read_paid_shares
from functions.payments.stop import FamilyStopError, OtherRegionError, Reason, UnconfirmedAmountError
from functions.payments.store import RunStore
from functions.register.check_purpose import PurposeError
from functions.register.purpose import Purpose
from functions.runtime.database import DatabaseError, Table
from functions.units.year_month import YearMonth
from functions.vault.errors import GateClosedError, SubjectNotLiveError, TryAgainError
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.run_page import RunPage
from functions.vault.subject import State
from functions.vault.vault import Vault

FUNCTION = "payments-worker"
# The file's closing, the run's own stop, the store, a gate or our own rights: the step is tried again, or leaves it.
_NOT_THE_FAMILY = (
    UnknownDossierError,
    UnconfirmedAmountError,
    SubjectNotLiveError,
    TryAgainError,
    GateClosedError,
    PurposeError,
    DatabaseError,
)


@dataclass(slots=True)
class PageResult:
    """What a page came to: counts of families and payments, whole cents, and ids of unconfirmed amounts."""

    counters: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTERS, 0))
    unconfirmed: set[str] = field(default_factory=set)

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Count one family by what is stored about it; nothing is stored about another run's family."""
        self.counters["families"] += bool(outcomes)
        for outcome in outcomes:
            if isinstance(outcome, Payment):
                self.counters["payments"] += 1
                self.counters["cents"] += outcome.cents
            else:
                self.counters["not_paid"] += 1
            if outcome.trace and outcome.trace.get("undecided"):
                self.counters["undecided"] += 1


def decide_page(
    vault: Vault,
    run: str,
    shard: str,
    dossiers: Sequence[str],
    terms: RunTerms,
    writers: Callable[[Request, RunPage, str, str, YearMonth], PageWriter] = PageWriter,
) -> PageResult:
    """Decide and store the month of every dossier of the page that belongs to the run's region.

    `writers` makes what stores the outcomes: a dry run's stores none.
    """
    request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
    page = request.page(run, dossiers, "decide month")
    files = {dossier: request.query(Table.DOSSIERS, dossier) for dossier in dossiers}
    request.load_subjects(row.subject for rows in files.values() for row in rows)
    claiming = RunStore(request.rooms.database, request.rooms.gates).keys_of(shard_list(shard))
    known = frozenset(key.pk for _, key in claiming)
    result, writer = PageResult(), replace(writers(request, page, run, shard, terms.month), claiming=known)
    for dossier, rows in files.items():
        try:
            outcomes = _decide(request, page, dossier, rows, terms, writer, result)
        except (UnknownDossierError, SubjectNotLiveError):
            # A file that is being closed: not of this run.
            continue
        except UnconfirmedAmountError as unconfirmed:
            result.counters["families"] += 1
            result.unconfirmed |= set(unconfirmed.amounts)
        else:
            result.add(outcomes)
    return result


def _decide(  # noqa: PLR0913, PLR0917 - a family, the run's terms, and what keeps and counts it
    request: Request,
    page: RunPage,
    dossier: str,
    rows: Sequence[SealedItem],
    terms: RunTerms,
    writer: PageWriter,
    result: PageResult,
) -> list[Outcome]:
    """Decide one family and store it; whatever is wrong with its file stops it alone, and no other family."""
    outcome: Outcome | None
    file = None
    try:
        file = _open_unrestricted(request, page, dossier, rows)
        outcome = continue_last(request, page, dossier, rows, terms) if file is None else decide_family(file, terms)
    except OtherRegionError:
        # Another region's family: of this run only what its own earlier months still come to.
        if file is None or not has_lived_in(file, terms.region):
            return []
        outcome = None
    except FamilyStopError as stop:
        outcome = NotPaid(reason=stop.reason)
    except _NOT_THE_FAMILY:
        raise
    except Exception:  # noqa: BLE001 - a broken file must not keep others from their money; its reason is stored
        outcome = NotPaid(reason=Reason.CALCULATION_FAILED)
    last = writer.last_rows(dossier)
    if last.paid is not None and outcome is not None:
        # Decided before: by this run, or by another region's, whose payment of the month stands until it is corrected.
        return list(writer.stored(last))
    arrears = None
    if file is not None and not last.is_corrected:
        outcome, arrears = _look_back(request, page, file, terms, writer, last, outcome, result)
    debts = writer.debts_of(last, arrears, terms)
    if isinstance(outcome, Payment):
        outcome = debts.keep(outcome, payment_place(dossier, terms.month).sk)
    shares = NO_SHARES
    if file is not None and concerns(file) and not last.is_decided:
        shares = _shares(request, page, file, terms, last.number_after(arrears), result)
    return writer.keep(last, outcome, arrears, debts, shares)


def _open_unrestricted(request: Request, page: RunPage, dossier: str, rows: Sequence[SealedItem]) -> FamilyFile | None:
    """Open a family's file; None when somebody in it is restricted, so that nothing of it may be decided on."""
    subjects = request.load_subjects(row.subject for row in rows)
    if any(subject.state is State.RESTRICTED for subject in subjects.values()):
        return None
    return open_family_file(request, dossier, rows, person=PersonForPayment, under=page)


def _look_back(  # noqa: PLR0913, PLR0917 - as `_decide`
    request: Request,
    page: RunPage,
    file: FamilyFile,
    terms: RunTerms,
    writer: PageWriter,
    last: LastRows,
    outcome: Outcome | None,
    result: PageResult,
) -> tuple[Outcome | None, Arrears | None]:
    """Return the outcome, and what changed facts make of earlier months; what could not be looked at stays to do."""
    before = writer.decided_on(last, terms.region)
    if outcome is not None and before is not None and before.known_facts == known_facts(file):
        return outcome, None
    arrears, complete = None, False
    try:
        history = read_history(request, file.dossier, terms.region, page) if last.rows else NO_HISTORY
        arrears, complete = decide_arrears(file, terms, history, last.next_number)
    except FamilyStopError:
        pass  # the account cannot be paid, or a person must look first: stated with the month, looked at again
    except _NOT_THE_FAMILY:
        raise
    except Exception:  # noqa: BLE001 - as in `_decide`: the month itself is decided and must be paid
        result.counters["unfinished"] += 1
    if outcome is not None and not complete:
        known_until = None if before is None else before.known_until
        outcome = outcome.model_copy(update={"known_until": known_until, "known_facts": None})
    return outcome, arrears


def _shares(
    request: Request, page: RunPage, file: FamilyFile, terms: RunTerms, number: int, result: PageResult
) -> FamilyShares:
    """Return what others than the file's own payee are paid; what cannot be decided of it waits for a later run."""
    try:
        history = read_history(request, file.dossier, terms.region, page)
        paid = read_paid_shares(request, file.dossier, terms.region, page)
        found = decide_shares(file, terms, history, paid, number)
        standing = request.fetch(overpaid_place(file.dossier, terms.region))
        known = request.open([] if standing is None else [standing], OverpaidShares, under=page)
    except _NOT_THE_FAMILY:
        raise
    except Exception:  # noqa: BLE001 - as in `_decide`: the month itself is decided and must be paid
        result.counters["unfinished"] += 1
        return NO_SHARES
    if [one.record for one in known] == [found.overpaid]:
        return replace(found, overpaid=None)
    return replace(found, standing=standing, month=terms.month)
