"""Give a payee another account, safely: who asks is sure, the number and the name are checked, and time passes first.

Asked by the payee, after a strong sign-in of just now, or by staff (also for a form on paper): then two different
people must each enter the same number and name. A new account cools; the one before is paid meanwhile. In the same
transaction the payee is told through the contact that stood before. A name that the bank does not know holds the first
payment until two people decide (`decide_account.py`). Asking the same again changes nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.dossier.account import OF_DOSSIER, Account, ChangedAccount
from functions.dossier.account_state import (
    CONFIRMED,
    DOUBTED,
    ENTERED,
    HELD,
    NEW,
    PAYABLE_FROM,
    REFUSED,
)
from functions.dossier.dossier import OPEN, Dossier
from functions.dossier.iban import IbanError, read_iban
from functions.dossier.payee_verification import PayeeVerification
from functions.dossier.person import PersonContact
from functions.dossier.places import ACCOUNT, PERSON, ROOT, account_place
from functions.payments.account_question import ask, close, question_place
from functions.payments.known_accounts import FIRST_PAID_IN
from functions.payments.payable_account import OWN, Use
from functions.payments.run_limits import cooling_days
from functions.payments.sepa_text import UnsendableTextError, to_sepa_name
from functions.register.message_kind import MessageKind
from functions.runtime.database import Table, Value
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.errors import AlreadyThereError, StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request
from functions.vault.strong_sign_in import Act, StrongSignIn, check_sign_in

ENTERED_BY = "entered_by"
"""Clear attribute of an account that waits for a second entry: the id of the first member of staff."""
_OF_CHILD = frozenset({"institution", "savings"})


class AccountFault(StrEnum):
    """Why an account is not taken; the three of a number are those of `functions/dossier/iban.py`."""

    COUNTRY = "country"
    LENGTH = "length"
    CHECK = "check"
    HOLDER = "holder"
    NOT_OPEN = "not_open"
    NOT_PAYEE = "not_payee"


class AccountRefusedError(Exception):
    """The account is not taken and nothing was written; `fault` says why, without a value."""

    def __init__(self, fault: AccountFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class AskedChange:
    """Which account is wanted for whom. `use`: the family's own, or that of a share; `person` is the payee by id."""

    dossier: str
    person: str
    iban: str
    holder: str
    use: Use = OWN


@dataclass(frozen=True, slots=True)
class ByPayee:
    """The payee asks, with the proof of a sign-in (None: there is none, which is never enough)."""

    proof: StrongSignIn | None


@dataclass(frozen=True, slots=True)
class ByStaff:
    """A member of staff enters it, by id."""

    staff: str


@dataclass(frozen=True, slots=True)
class ChangedTo:
    """How the account stands now: its row, its state, and the day from which it is paid (None: no waiting)."""

    account: str
    state: str
    payable_from: date | None

    @classmethod
    def of(cls, row: Stored[Account]) -> "ChangedTo":
        """Read an account's row."""
        start = row.clear.get(PAYABLE_FROM)
        return cls(
            row.place.sk, str(row.clear.get("state", "")), None if start is None else date.fromisoformat(str(start))
        )


@dataclass(frozen=True, slots=True)
class _File:
    """What of a dossier is looked at: its own rows, and the accounts for the use that is asked about, newest first."""

    rows: dict[str, SealedItem]
    accounts: list[Stored[Account]]

    @property
    def next_number(self) -> int:
        return 1 + max((int(sort.removeprefix(ACCOUNT)) for sort in self.rows if sort.startswith(ACCOUNT)), default=0)


def change_account(
    request: Request, asked: AskedChange, by: ByPayee | ByStaff, verification: PayeeVerification
) -> ChangedTo:
    """Take another account into use, or keep it as one person's entry; return how it stands.

    Raises AccountRefusedError, StepUpNeededError when the payee must sign in more strongly or just now, TryAgainError
    when the file changes at this moment.
    """
    if isinstance(by, ByPayee):
        check_sign_in(by.proof, Act.CHANGE_ACCOUNT, asked.person, request.rooms.system_clock.real_now())
    iban = _checked(asked)
    try:
        file = _read(request, asked)
        newest = next((one for one in file.accounts if one.clear.get("state") != REFUSED), None)
        if newest is not None and (newest.record.iban, newest.record.holder) == (iban, asked.holder):
            if newest.clear.get("state") != ENTERED:
                return ChangedTo.of(newest)
            if isinstance(by, ByStaff):
                return _second(request, asked, by, newest, file)
        return _put(request, asked, by, iban, file, verification)
    except SubjectNotLiveError:
        raise AccountRefusedError(AccountFault.NOT_OPEN) from None
    except (AlreadyThereError, StaleError) as faster:
        msg = "the accounts of the file moved on"
        raise TryAgainError(msg) from faster


def _checked(asked: AskedChange) -> str:
    """Return the account number in its plain form; refuse what no file could pay."""
    try:
        to_sepa_name(asked.holder)
        return read_iban(asked.iban)
    except IbanError as wrong:
        raise AccountRefusedError(AccountFault(wrong.fault.value)) from None
    except UnsendableTextError:
        raise AccountRefusedError(AccountFault.HOLDER) from None


def _read(request: Request, asked: AskedChange) -> _File:
    rows = {row.place.sk: row for row in request.query(Table.DOSSIERS, asked.dossier)}
    if ROOT not in rows or rows[ROOT].clear.get("state") != OPEN:
        raise AccountRefusedError(AccountFault.NOT_OPEN)
    (root,) = request.open([rows[ROOT]], Dossier)
    if not _may_be_paid(root.record, asked):
        raise AccountRefusedError(AccountFault.NOT_PAYEE)
    accounts = request.open([row for sort, row in rows.items() if sort.startswith(ACCOUNT)], Account, skip_ended=True)
    own = [one for one in accounts if Use.of(one.record) == asked.use]
    return _File(rows, sorted(own, key=lambda one: one.place.sk, reverse=True))


def _may_be_paid(root: Dossier, asked: AskedChange) -> bool:
    """Tell whether the file allows the use: the family's own account is a beneficiary's, a child's share is a child's.

    Who else is paid is said by the facts (`functions/dossier/payee_facts.py`): without them nothing goes there.
    """
    if asked.use.role is None:
        return asked.person in root.persons("beneficiary")
    if asked.use.role == "creditor":
        return asked.person in root.persons("beneficiary")  # `serves` is the document of the seizure
    if asked.use.serves != asked.person:
        return False
    return asked.use.role not in _OF_CHILD or asked.person in root.persons("child")


def _put(
    request: Request,
    asked: AskedChange,
    by: ByPayee | ByStaff,
    iban: str,
    file: _File,
    verification: PayeeVerification,
) -> ChangedTo:
    today, number = civil_date(request.rooms.clock.instant()), file.next_number
    verdict, contact = verification.ask(iban, asked.holder), _contact(request, asked, file)
    record = ChangedAccount(
        person=asked.person,
        iban=iban,
        holder=asked.holder,
        used_from=today,
        role=asked.use.role,
        serves=asked.use.serves,
        checked=verdict,
        checked_on=today,
        told_email=None if contact is None else contact.email,
        told_mobile=None if contact is None else contact.mobile,
    )
    change, place = request.change("change account"), account_place(asked.dossier, number)
    clear = _begun(record, file, today)
    if isinstance(by, ByStaff):
        clear = {"state": ENTERED, ENTERED_BY: by.staff}
    else:
        _tell(change, asked)
    if clear["state"] in {ENTERED, DOUBTED}:
        ask(change, asked.dossier, place.sk, today)
    if f"{PERSON}{asked.person}" not in file.rows:
        clear["person"] = asked.person  # found by whoever looks for what is held about a payee from outside the file
    subject = asked.dossier if asked.use.role in OF_DOSSIER else asked.person
    change.put(place, subject, record, clear)
    change.send()
    start = clear.get(PAYABLE_FROM)
    return ChangedTo(place.sk, str(clear["state"]), None if start is None else date.fromisoformat(str(start)))


def _second(request: Request, asked: AskedChange, by: ByStaff, entered: Stored[Account], file: _File) -> ChangedTo:
    """Take into use what another member of staff entered; the same one again changes nothing."""
    if entered.clear.get(ENTERED_BY) == by.staff:
        return ChangedTo.of(entered)
    today = civil_date(request.rooms.clock.instant())
    clear = _begun(entered.record, file, today)
    change = request.change("confirm entered account")
    change.mark(entered, clear, remove=(ENTERED_BY,))
    if clear["state"] != DOUBTED:
        close(change, request.fetch(question_place(asked.dossier, entered.place.sk)))
    _tell(change, asked)
    change.send()
    start = clear.get(PAYABLE_FROM)
    return ChangedTo(entered.place.sk, str(clear["state"]), None if start is None else date.fromisoformat(str(start)))


def _begun(record: Account, file: _File, today: date) -> dict[str, Value]:
    """Return the clear state in which an account comes into use: doubted, known from before, or new and cooling."""
    if record.checked is not None and record.checked.is_doubtful:
        state = DOUBTED
    elif any(_was_paid(one, record) for one in file.accounts):
        return {"state": CONFIRMED}  # back to an account that has been paid: the way out of a change that was a fraud
    else:
        state = NEW
    return {"state": state, PAYABLE_FROM: (today + timedelta(days=cooling_days(today))).isoformat()}


def _was_paid(one: Stored[Account], record: Account) -> bool:
    same = (one.record.iban, one.record.holder) == (record.iban, record.holder)
    return same and FIRST_PAID_IN in one.clear and one.clear.get("state") not in {HELD, DOUBTED, REFUSED, ENTERED}


def _contact(request: Request, asked: AskedChange, file: _File) -> PersonContact | None:
    row = file.rows.get(f"{PERSON}{asked.person}")
    return None if row is None or asked.use.role in OF_DOSSIER else request.open([row], PersonContact)[0].record


def _tell(change: Change, asked: AskedChange) -> None:
    """Tell the payee, or for an institution's share the family: that it changed, never where it goes.

    The notice goes to the contact that the account's row keeps (`functions/messages/find_family.py`).
    """
    kind = MessageKind.ACCOUNT_CHANGED if asked.use.role not in OF_DOSSIER else MessageKind.PAYEE_CHANGED
    ids = (asked.dossier, asked.person) if kind is MessageKind.ACCOUNT_CHANGED else (asked.dossier,)
    change.want_message(kind, *ids)
