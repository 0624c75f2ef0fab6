"""Apply a bank's answer, line by line, each at most once whatever repeats it; what does not fit is put aside, sealed.

Nothing here trusts the order of answers: a return may come before the debit, a report twice, an answer before we have
marked the file as sent (then it waits). Only what a line says about our own file, payment and amount moves money.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import batched

from functions.payments.bank_answer import AnswerLine, AnswerRefusedError, FileSays, Kind, Say
from functions.payments.bank_reasons import NEEDS_PERSON, Treatment, treatment_of
from functions.payments.book import post, unexplained
from functions.payments.book_debit import Debit, book_debit, book_waiting_debit
from functions.payments.check_answer import check_answer
from functions.payments.check_statement import adds_up
from functions.payments.debts.repay_debt import repay_debt
from functions.payments.find_file import FoundFile, file_of_message, read_file
from functions.payments.find_payments import find_payments
from functions.payments.note_answer import note_answer
from functions.payments.payment_file import ACCEPTED, LEFT, REFUSED, RELEASED, SENT
from functions.payments.put_aside import case_place, put_aside
from functions.payments.read_answer import REFUSED as RJCT
from functions.payments.read_answer import answer_lines, file_says
from functions.payments.reopen_payment import Line, Outcome, Reopener
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.errors import TryAgainError
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault

FUNCTION = "payments-answers"
_TAKEN = frozenset({"ACCP", "ACSP", "ACSC", "ACWC", "PART"})
_PENDING = frozenset({"ACTC", "RCVD", "PDNG"})


class AnswerTooEarlyError(TryAgainError):
    """The file is released and not marked as sent yet: the answer waits, and is taken when it is handed out again."""


@dataclass(slots=True)
class Report:
    """What an answer came to: lines about payments, debits, and what a person must look at."""

    reopened: int = 0
    known: int = 0
    debited: int = 0
    repaid: int = 0
    aside: int = 0
    files_refused: int = 0
    to_person: int = 0
    treatments: Counter[Treatment] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """What an answer is applied with; `regions`: the fund's own accounts and the region of each."""

    vault: Vault
    store: RunStore
    regions: dict[str, str]

    def request(self) -> Request:
        """Open a request: keys live no longer than it."""
        return self.vault.request(Purpose.READ_BANK_ANSWER, FUNCTION, Actor.system())


def apply_answer(desk: AnswerDesk, content: bytes) -> Report:
    """Apply an answer as a whole; the same answer again changes nothing.

    Raises AnswerTooEarlyError while a file is not marked as sent, TryAgainError under contention.
    """
    run = _Applying(desk)
    try:
        kind = check_answer(content)
        if kind is Kind.STATUS:
            run.status(content)
        else:
            run.movements(content, kind)
    except AnswerRefusedError as refused:
        run.aside(str(refused), 0, content)
    return run.report


class _Applying:
    def __init__(self, desk: AnswerDesk) -> None:
        self._desk, self._store = desk, desk.store
        self.report = Report()
        request = desk.request()
        self._at, self._today = request.instant(), civil_date(request.rooms.clock.instant())

    def status(self, content: bytes) -> None:
        """Apply a pain.002: it is about one file."""
        says = file_says(content)
        found = file_of_message(self._store, says.message)
        lines = list(_refused(content))
        if found is None:
            self.aside("about a file that is not ours", 0, content)
            return
        self._require_sent(found)
        why = _does_not_fit(found, says, lines)
        if why is not None:
            self.aside(why, 0, content)
            return
        if says.status == RJCT:
            self._refuse_file(found, says, content)
            return
        self._reopen(found, lines)
        taken = ACCEPTED if says.status in _TAKEN else None
        note_answer(self._store, found, self._today, state=taken)
        self.report.debited += book_waiting_debit(self._store, found, self._today, self._at)

    def movements(self, content: bytes, kind: Kind) -> None:
        """Apply a camt.053 or camt.054: movements of the fund's account, of any of its files."""
        if kind is Kind.STATEMENT and not adds_up(content):
            self.aside("a statement that does not add up", 0, content)
            return
        returns: dict[str, list[AnswerLine]] = {}
        for line in answer_lines(content, kind):
            if line.own not in self._desk.regions:
                self._movement_aside("not an account of ours", line)
            elif line.say is Say.DEBITED:
                self._debit(line)
            elif line.say is Say.GIVEN_BACK:
                returns.setdefault(line.message or "", []).append(line)
            else:
                self._other(line)
        for message, lines in returns.items():
            self._give_back(message, lines)

    def aside(self, why: str, line: int, content: bytes, reference: str | None = None) -> str:
        """Put something aside and count it."""
        self.report.aside += 1
        return put_aside(self._desk.request(), why, line, content, reference)

    def _movement_aside(self, why: str, line: AnswerLine) -> None:
        """Put a movement aside; money on our account is in the book all the same, and waits there for its reason."""
        case = self.aside(why, line.position, line.raw, line.reference)
        region = self._desk.regions.get(line.own or "")
        if region is not None and line.cents:
            month = YearMonth.of(self._first_told(case))
            post(self._store, unexplained(region, month, case, line.cents if line.credit else -line.cents), self._at)

    def _other(self, line: AnswerLine) -> None:
        """Book what a family pays back; put aside what nobody explains, and what is more than it owes."""
        repaid = repay_debt(self._desk.request(), line, self._desk.regions[line.own or ""], self._today)
        self.report.repaid += bool(repaid.cents) and not repaid.known
        self.report.known += repaid.known
        rest = (line.cents or 0) - repaid.cents
        if rest or not repaid.cents:
            part = replace(line, cents=rest or line.cents, reference=_rest_of(line, repaid.cents))
            self._movement_aside("a movement that we do not know", part)

    def _first_told(self, case: str) -> date:
        """Return the day a case was begun: told again in a later month, its movement stays where it was posted."""
        row = self._desk.request().fetch(case_place(case))
        return self._today if row is None else date.fromisoformat(str(row.clear["due"]))

    def _debit(self, line: AnswerLine) -> None:
        found = file_of_message(self._store, line.message or "")
        if found is None:
            self._movement_aside("a debit for a file that is not ours", line)
            return
        self._require_sent(found)
        done = book_debit(self._store, found, line.cents, self._today, self._at)
        if done is Debit.DIFFERS:
            self._movement_aside("a debit of another amount than the file's", line)
            return
        self.report.debited += done is Debit.BOOKED
        self.report.known += done is Debit.KNOWN
        note_answer(self._store, found, self._today)

    def _give_back(self, message: str, lines: list[AnswerLine]) -> None:
        """Reopen what came back; without a message id, or with a strange one, the payment is searched by its own id."""
        found = file_of_message(self._store, message) if message else None
        if found is not None:
            self._require_sent(found)
            self._reopen(found, lines)
            note_answer(self._store, found, self._today)
            return
        for file, its_lines in self._files_of(lines):
            if file is None:
                for line in its_lines:
                    self._movement_aside("money that came back for no payment of ours", line)
                continue
            self._require_sent(file)
            self._reopen(file, its_lines)
            note_answer(self._store, file, self._today)

    def _files_of(self, lines: list[AnswerLine]) -> Iterator[tuple[FoundFile | None, list[AnswerLine]]]:
        """Yield the files in which payments stand that came without a file's id: newest runs first."""
        missing = {line.payment: line for line in lines if line.payment}
        loose = [line for line in lines if not line.payment]
        for run in reversed(self._store.runs()):
            if not missing:
                break
            known = find_payments(self._store, run.run, missing)
            for number in range(1, run.files + 1):
                file = read_file(self._store, run, number)
                inside = [payment for payment in known if file is not None and file.is_of(payment)]
                if inside:
                    yield file, [missing.pop(payment) for payment in inside if payment in missing]
        if missing or loose:
            yield None, [*missing.values(), *loose]

    def _reopen(self, found: FoundFile, lines: Iterable[AnswerLine]) -> None:
        if found.state not in LEFT:
            for line in lines:
                self._unmatched(line)
            return
        for batch in batched(lines, MOST_DOSSIERS, strict=False):
            known = find_payments(self._store, found.run.run, {line.payment for line in batch if line.payment})
            here = [Line(line, known[line.payment]) for line in batch if line.payment in known]
            for line in batch:
                if line.payment not in known:
                    self._unmatched(line)
            if not here:
                continue
            request = self._desk.request()
            dossiers = sorted({one.planned.key.pk for one in here})
            page = request.page(found.run.run, dossiers, "read bank answer")
            outcomes = Reopener(request, self._store, found, page).reopen(here)
            for one, outcome in zip(here, outcomes, strict=True):
                self._count(one.line, outcome)

    def _count(self, line: AnswerLine, outcome: Outcome) -> None:
        match outcome:
            case Outcome.REOPENED:
                treatment = treatment_of(line.reason)
                self.report.reopened += 1
                self.report.treatments[treatment] += 1
                self.report.to_person += treatment is Treatment.WORKER or line.reason in NEEDS_PERSON
            case Outcome.KNOWN:
                self.report.known += 1
            case Outcome.FROZEN:
                self.aside("the bank says that it paid this already", line.position, line.raw, line.reference)
            case Outcome.UNMATCHED:
                self._unmatched(line)

    def _unmatched(self, line: AnswerLine) -> None:
        why = "a line that fits no payment of the file"
        if line.say is Say.GIVEN_BACK:
            self._movement_aside(why, line)
        else:
            self.aside(why, line.position, line.raw)

    def _refuse_file(self, found: FoundFile, says: FileSays, content: bytes) -> None:
        """Leave a file that was refused as a whole to a person: what it should have paid stays owed in the book."""
        self.aside(f"the bank refused the file: {says.reason or 'no reason'}", 0, content)
        if found.state == SENT:
            self.report.files_refused += 1
            note_answer(self._store, found, self._today, state=REFUSED)

    def _require_sent(self, found: FoundFile) -> None:
        if found.state == RELEASED:
            msg = "the file is not marked as sent yet"
            raise AnswerTooEarlyError(msg)


def _refused(content: bytes) -> Iterator[AnswerLine]:
    return (line for line in answer_lines(content, Kind.STATUS) if line.say is Say.REFUSED)


def _does_not_fit(found: FoundFile, says: FileSays, lines: list[AnswerLine]) -> str | None:
    """Return why an answer cannot be about this file; None when it can."""
    if found.state not in LEFT and not (found.state == REFUSED and says.status == RJCT):
        return "about a file that never left, or was refused as a whole"
    if says.status not in _TAKEN | _PENDING | {RJCT}:
        return "of a status that we do not know"
    if says.count not in {None, found.count_of("count")} or says.cents not in {None, found.cents}:
        return "about other totals than the file's"
    if says.lines_by_status.get(RJCT, len(lines)) != len(lines) and says.status != RJCT:
        return "with other lines than it counts"
    return None


def _rest_of(line: AnswerLine, taken: int) -> str | None:
    """Return the reference of what a debt did not take of a movement: it stands beside what was taken."""
    return f"{line.reference}|rest" if taken and line.reference else line.reference


def regions_of(accounts: dict[str, str]) -> dict[str, str]:
    """Return which region pays from which account, from the accounts by region."""
    return {iban: region for region, iban in sorted(accounts.items(), reverse=True)}
