"""After a restore: erase again everybody whom the journal names, then open the gates of the restored tables.

What the sweep destroyed since then is swept again: its watermarks go back to the day of the restore.

A restored table has another name, so its gate is not open and the vault serves nothing from it. This is the only way
to open it. The journal is never restored to the past, and names subjects by keyed digest only: every subject of the
restored table is compared with it, which is why this reads whole tables. No function's role may do that; an operator
runs it by hand (docs/erasure.md).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from functions.payments.close_months import close_months
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.rights.delete_rows import delete
from functions.rights.destroy_keys import destroy
from functions.rights.erasure_plan import ErasurePlan, Treatment
from functions.rights.plan_erasure import plan_erasure
from functions.rights.replay_parts import replay_parts
from functions.rights.replay_promises import replay_promises
from functions.rights.replay_withdrawals import replay_withdrawals
from functions.rights.reseal_kept import reseal
from functions.rights.rights_case import plan_place
from functions.rights.rights_state import CARRIED_OUT
from functions.rights.search_person import search
from functions.rights.work import ALSO_ENDING, FUNCTION, read_case, read_plan
from functions.runtime.database import INDEXES_OF, Database, Delete, Item, Key, Put, Table
from functions.units.clock import BusinessClock, SystemClock, civil_date
from functions.vault.continue_chains import continue_chains, verify_chains
from functions.vault.destroy_by import watermark_key
from functions.vault.end_subject import end_subject
from functions.vault.gate import OPEN, Gates, gate_key
from functions.vault.holding import Holding
from functions.vault.ids import id_from
from functions.vault.journal import JournalEntry, entries_since, journal_digest
from functions.vault.journal_withdrawal import withdrawals_since
from functions.vault.keyring import Keyring, Secret
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.sealed_record import key_id_of
from functions.vault.segment import Line
from functions.vault.subject import Kind, State, Subject, subject_key
from functions.vault.vault import Vault

# Tables whose rows are sealed under subjects. `erasures` and `gates` are never restored; the others hold ids only.
SEALED = (
    Table.SUBMISSIONS,
    Table.DOSSIERS,
    Table.PAYMENTS,
    Table.PEOPLE,
    Table.CASES,
    Table.MESSAGES,
)


# An erasure stands in the journal under the day on which it was written there; its keys may die on a later day, when a
# step had to be tried again. Looking back further costs a query a day, and whoever is ended already is passed over.
_LOOK_BACK = timedelta(days=35)


class WholeTables(Protocol):
    """Reads whole tables, as only an operator may."""

    def rows(self, table: Table) -> Iterator[Item]:
        """Yield every row of a table."""
        ...


@dataclass(frozen=True, slots=True)
class Restored:
    """The tables as the settings name them now, and what is needed to erase in them.

    `tables`: those that were restored. `tell_segments`: lets the ledger's segments know where each chain goes on, so
    that the next checkpoint does not take it for forged; it comes before the gates open.
    """

    database: Database
    whole: WholeTables
    keyring: Keyring
    clock: BusinessClock
    system_clock: SystemClock
    holdings: Sequence[Holding]
    tables: frozenset[Table] = frozenset(Table) - {Table.ERASURES, Table.GATES}
    tell_segments: Callable[[Sequence[Line]], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did.

    `people`: erased again; `leftovers`: rows deleted that no key opens any more; `promises`: people whose restrictions,
    objections and erased parts hold again; `withdrawals`: consents that are withdrawn again; `sessions`: ended;
    `closed`: months that nobody may pay before they were compared with the book; `chains`: how the segments of the
    ledger learn where each chain goes on.
    """

    people: int = 0
    leftovers: int = 0
    promises: int = 0
    withdrawals: int = 0
    sessions: int = 0
    closed: tuple[tuple[str, str], ...] = ()
    chains: tuple[Line, ...] = ()


class _NoGates(Gates):
    """Lets the replay alone pass the gates that it is about to open."""

    def require(self, *tables: Table) -> None:
        """Let pass."""


def replay_journal(restored: Restored, since: date) -> Replayed:
    """Erase again whoever was erased on `since` or later, and open every gate at the very end.

    `since`: the day to which the oldest table was restored, or earlier. Whatever stops it leaves the gates as they
    are; the same call goes on.
    """
    database = restored.database
    today = civil_date(restored.clock.instant())
    secret = restored.keyring.secret(Secret.SUPPRESSION)
    entries = {entry.digest: entry for entry in entries_since(database, since - _LOOK_BACK, today)}
    named: dict[str, JournalEntry] = {}
    for row in restored.whole.rows(Table.SUBJECTS):
        entry = entries.get(journal_digest(secret, str(row["pk"])))
        if entry is not None:
            named[str(row["pk"])] = entry
    gates = _NoGates(database, restored.system_clock)
    vault = Vault(database, restored.keyring, gates, restored.clock, restored.system_clock)
    ends = verify_chains(database, sorted({str(row["pk"]) for row in restored.whole.rows(Table.LEDGER)}))
    people = sum(_erase_again(vault, restored.holdings, person, entry) for person, entry in named.items())
    leftovers = sum(_delete_leftovers(restored, table, frozenset(named)) for table in SEALED)
    for table in INDEXES_OF:
        _sweep_again(database, table, since)
    leftovers += _delete_look_ups(restored, frozenset(named))
    days = (since - _LOOK_BACK, today)
    parts = replay_parts(vault, database, restored.holdings, restored.whole.rows(Table.SUBJECTS), secret, days)
    promises = replay_promises(vault, database, restored.whole.rows(Table.SUBJECTS), secret, days)
    withdrawals = replay_withdrawals(database, withdrawals_since(database, *days))
    sessions = _end_sessions(restored)
    first = not _is_open(database, Table.LEDGER)
    book_is_live = Table.BOOK not in restored.tables
    closed: list[tuple[str, str]] = []
    if Table.PAYMENTS in restored.tables and not _is_open(database, Table.PAYMENTS):
        book = restored.whole.rows(Table.BOOK)
        closed = close_months(database, book, since, today, book_is_live=book_is_live)
    request = vault.request(Purpose.ERASE_PERSON, FUNCTION, Actor.system(), states=ALSO_ENDING)
    chains = continue_chains(request, sorted(ends)) if first else []
    restored.tell_segments(chains)
    for table in Table:
        key = gate_key(database.deployed_name(table))
        database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
    return Replayed(people, leftovers, promises + parts, withdrawals, sessions, tuple(closed), tuple(chains))


def _is_open(database: Database, table: Table) -> bool:
    """Tell whether a table is served already: then a replay went through before, and this one only looks again."""
    row = database.get(Table.GATES, gate_key(database.deployed_name(table)))
    return row is not None and row.get("state") == OPEN


def _end_sessions(restored: Restored) -> int:
    """End every session that a restore brought back: who signed out since must not be signed in again."""
    if Table.SESSIONS not in restored.tables or _is_open(restored.database, Table.SESSIONS):
        return 0
    ended = 0
    for row in list(restored.whole.rows(Table.SESSIONS)):
        restored.database.write(Delete(Table.SESSIONS, Key(str(row["pk"]), str(row["sk"]))))
        ended += 1
    return ended


def _erase_again(vault: Vault, holdings: Sequence[Holding], person: str, entry: JournalEntry) -> bool:
    """Erase one person in the restored tables; False when the person is ended there too.

    The plan is kept, sealed under a case of its own, until the person is ended: a replay that was interrupted goes on
    with the plan that was made while everything could still be read.
    """

    def request() -> Request:
        return vault.request(Purpose.ERASE_PERSON, FUNCTION, Actor.system(), case=entry.case, states=ALSO_ENDING)

    subject = request().subject(person)
    if subject.state is State.ENDED:
        return False
    if subject.state is not State.ENDING:
        _begin(request(), person)
    case = id_from(Kind.CASE.value, bytes.fromhex(entry.digest))
    plan = (
        _kept_plan(request(), case)
        or _plan_under_way(request(), entry.case)
        or _make_plan(request(), case, holdings, person)
    )
    reseal(request(), person, plan.treated(Treatment.HOLD))
    _destroy(request(), person, plan)
    delete(request(), person, plan.lines, holdings)
    search(request(), person, plan)
    _end(request(), case, person)
    return True


def _begin(request: Request, person: str) -> None:
    change = request.change("replay erasure")
    change.set_state(person, State.ENDING)
    change.send()


def _kept_plan(request: Request, case: str) -> ErasurePlan | None:
    row = request.fetch(plan_place(case))
    return None if row is None else request.open([row], ErasurePlan)[0].record


def _plan_under_way(request: Request, case: str) -> ErasurePlan | None:
    """Return the plan of the request itself when the restore went back to the midst of carrying it out."""
    standing = read_case(request, case)
    return read_plan(request, case).record if standing and standing.record.state in CARRIED_OUT else None


def _make_plan(request: Request, case: str, holdings: Sequence[Holding], person: str) -> ErasurePlan:
    plan = plan_erasure(request, holdings, person)
    change = request.change("plan replay")
    change.new_subject(Kind.CASE, Audience.CASE, case)
    change.put(plan_place(case), case, plan)
    change.send()
    return plan


def _destroy(request: Request, person: str, plan: ErasurePlan) -> None:
    change = request.change("destroy keys")
    destroy(request, change, person, plan)
    change.send()


def _end(request: Request, case: str, person: str) -> None:
    """End the person, and with the person the case that kept the plan."""
    change = request.change("replayed erasure")
    change.set_state(person, State.ENDED)
    row = request.fetch(plan_place(case))
    if row is not None:
        end_subject(request, change, case)
        change.delete(row)
    change.send()


def _sweep_again(database: Database, table: Table, since: date) -> None:
    """Let the next sweep begin where the restore went back to: what it destroyed since then stands again."""
    key = watermark_key(table.value)
    row = database.get(Table.ERASURES, key)
    if row is not None and str(row["day"]) > since.isoformat():
        database.write(Put(Table.ERASURES, {"pk": key.pk, "sk": key.sk, "day": since.isoformat()}))


def _delete_leftovers(restored: Restored, table: Table, people: frozenset[str]) -> int:
    """Delete rows of erased people that no key of theirs opens: a table that was restored without its subjects."""
    deleted = 0
    for row in restored.whole.rows(table):
        if row.get("subject") in people and not _opens(restored.database, row):
            restored.database.write(Delete(table, Key(str(row["pk"]), str(row["sk"]))))
            deleted += 1
    return deleted


def _delete_look_ups(restored: Restored, people: frozenset[str]) -> int:
    """Delete look-ups that lead to erased people: a table of look-ups that was restored without its subjects."""
    deleted = 0
    for row in restored.whole.rows(Table.LOOK_UPS):
        if row.get("subject") in people:
            restored.database.write(Delete(Table.LOOK_UPS, Key(str(row["pk"]), str(row["sk"]))))
            deleted += 1
    return deleted


def _opens(database: Database, row: Item) -> bool:
    item = database.get(Table.SUBJECTS, subject_key(str(row["subject"])))
    subject = None if item is None else Subject.of(item)
    sealed = row.get("sealed")
    blobs = [blob for blob in sealed if isinstance(blob, bytes)] if isinstance(sealed, list | tuple) else []
    return subject is not None and all(subject.domain_of(key_id_of(blob)) is not None for blob in blobs)
