"""Decide what others than the file's own payee are paid with a run: what is due to each so far, less what was paid.

Every month is looked at that the region answers for, so that a share whose account was missing or cooling, or whose
payment was withdrawn, is paid by the first run that can. Too much is stated for a person, never set off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from functions.benefits.find_unconfirmed import find_unconfirmed
from functions.benefits.prescription import lapses_on
from functions.benefits.share_out import Part
from functions.dossier.family_file import FamilyFile
from functions.dossier.payee_facts import PAYEE_FACTS
from functions.payments.correct_months import Question, entitlements_before
from functions.payments.decide_family import language_of
from functions.payments.entitlement import Entitlement, Standstill, entitlement
from functions.payments.granted_months import History
from functions.payments.neutral_text import remittance_text
from functions.payments.payable_account import payable_of
from functions.payments.payees_of_month import says_of_payees
from functions.payments.payment import Payment, fact_reference
from functions.payments.payment_id import payment_id
from functions.payments.run_limits import CEILINGS
from functions.payments.run_terms import RunTerms
from functions.payments.share_month import use_of
from functions.payments.share_payment import (
    CLEARED,
    OVERPAID,
    SHARES_TO_DECIDE,
    SINCE_MONTH,
    OverpaidPart,
    OverpaidShares,
    Paid,
    Payee,
    ShareLine,
    overpaid_place,
    share_trace,
)
from functions.payments.stop import FamilyStopError, OtherRegionError
from functions.units.year_month import YearMonth
from functions.vault.change import Change
from functions.vault.place import SealedItem


@dataclass(frozen=True, slots=True)
class FamilyShares:
    """What a run pays to others for one family, in order, and what was paid to them too much (None: not looked at)."""

    payments: tuple[Payment, ...] = ()
    overpaid: OverpaidShares | None = None
    month: YearMonth | None = None
    standing: SealedItem | None = None

    @property
    def states_overpaid(self) -> bool:
        """Tell whether there is something to write of what was paid too much; it is none when it stands so already."""
        return self.overpaid is not None and (self.standing is not None or bool(self.overpaid.parts))

    def write_overpaid(self, change: Change, dossier: str) -> None:
        """State what was paid too much, in the change that stores the month."""
        if self.overpaid is None or not self.states_overpaid:
            return
        listed = {"work_list": SHARES_TO_DECIDE, "due": dossier} if self.overpaid.parts else {}
        state = OVERPAID if self.overpaid.parts else CLEARED
        place = overpaid_place(dossier, self.overpaid.region)
        clear = {"state": state, SINCE_MONTH: str(self.month), **listed}
        change.put(place, dossier, self.overpaid, clear, self.standing)


NO_SHARES = FamilyShares()


@dataclass(slots=True)
class _Due:
    """What is due by payee, month and child, the parts behind it, and the months of which nothing may be taken back."""

    cents: Paid = field(default_factory=dict)
    parts: dict[Payee, Part] = field(default_factory=dict)
    because: dict[tuple[Payee, YearMonth, str], str] = field(default_factory=dict)
    looked_at: set[YearMonth] = field(default_factory=set)
    open: set[YearMonth] = field(default_factory=set)
    administered: frozenset[str] = frozenset()


def decide_shares(file: FamilyFile, terms: RunTerms, history: History, paid: Paid, number: int) -> FamilyShares:
    """Return what is paid to others with the run's month; `number`: of the first payment, among those of the month."""
    due = _due(file, terms, history)
    owed: dict[Payee, list[ShareLine]] = {}
    for key in sorted(due.cents):
        payee, month, child = key
        more = due.cents[key] - paid.get(key, 0)
        if more > 0:
            owed.setdefault(payee, []).append(ShareLine(month, child, more, due.because[key]))
    payments: list[Payment] = []
    for payee, lines in owed.items():
        payment = _payment(file, terms, due, payee, lines, number + len(payments))
        if payment is not None:
            payments.append(payment)
    return FamilyShares(tuple(payments), OverpaidShares(region=terms.region, parts=tuple(_overpaid(due, paid))))


def concerns(file: FamilyFile) -> bool:
    """Tell whether anybody else was ever to be paid for a family: of all others no month is looked at again."""
    placed = any(getattr(fact.record, "placement", None) == "institution" for fact in file.facts)
    return placed or says_of_payees([fact.record for fact in file.facts])


def _due(file: FamilyFile, terms: RunTerms, history: History) -> _Due:
    due = _Due()
    for month, one in _months(file, terms, history):
        if isinstance(one, Standstill):
            if one.reason is None:
                due.looked_at.add(month)  # another region's month: nothing is due here
            continue
        if _lapsed(terms, month) or (one.decision is not None and find_unconfirmed(one.decision)):
            continue
        due.looked_at.add(month)
        if any(right.benefit not in _OF_NO_AMOUNT for right in one.undecided):
            due.open.add(month)
        due.administered = one.administered
        for part in one.parts:
            payee = Payee(part.to, part.whom)
            key = (payee, month, part.child)
            due.cents[key] = due.cents.get(key, 0) + part.cents + part.once
            due.because[key] = part.because
            due.parts[payee] = part
    return due


_OF_NO_AMOUNT = frozenset({"institution", "other_payee", "savings", "garnishment"})


def _months(
    file: FamilyFile, terms: RunTerms, history: History
) -> Iterator[tuple[YearMonth, Entitlement | Standstill]]:
    """Yield the months before the run's that are this region's to answer for, and the run's own."""
    question = Question(terms.region, terms.month, terms.parameters, terms.today)
    yield from entitlements_before(file, history, question)
    try:
        yield terms.month, entitlement(file, terms.month, terms.region, terms.parameters)
    except OtherRegionError:
        yield terms.month, Standstill(None)
    except FamilyStopError as stop:
        yield terms.month, Standstill(stop.reason)


def _lapsed(terms: RunTerms, month: YearMonth) -> bool:
    law = terms.parameters.law_of(terms.region, terms.month)
    return lapses_on(law, terms.region, "claim", month) <= terms.today


def _payment(
    file: FamilyFile, terms: RunTerms, due: _Due, payee: Payee, lines: Sequence[ShareLine], number: int
) -> Payment | None:
    """Return the payment of a share; None while its account cannot be paid: it stays owed, and the others are paid."""
    cents = sum(line.cents for line in lines)
    if cents > CEILINGS.payment_cents:
        return None
    try:
        account = payable_of(file.accounts, terms.today, use_of(due.parts[payee], due.administered))
    except FamilyStopError:
        return None
    return Payment(
        payee=account.record.person,
        account=account.place.sk,
        cents=cents,
        text=remittance_text(terms.region, language_of(file, account.record.person, terms.region), terms.month),
        payment=payment_id(terms.secret, file.dossier, account.place.sk, terms.month, number),
        trace=share_trace(terms.region, payee, lines),
        facts=_grounds(file, {line.child for line in lines} | {payee.whom}),
    )


def _grounds(file: FamilyFile, about: set[str]) -> tuple[str, ...]:
    """Return the recorded facts that say why somebody else is paid: of these children, and no others'."""
    return tuple(
        sorted(
            fact_reference(fact.place.sk)
            for fact in file.facts
            if isinstance(fact.record, PAYEE_FACTS) and fact.record.person in about and not fact.record.void
        )
    )


def _overpaid(due: _Due, paid: Paid) -> Iterator[OverpaidPart]:
    """Yield what was paid more than is due; a right that is only open takes nothing back."""
    for key in sorted(paid):
        payee, month, child = key
        cents = paid[key] - due.cents.get(key, 0)
        if cents > 0 and month in due.looked_at and month not in due.open:
            yield OverpaidPart(to=payee.to, whom=payee.whom, month=str(month), child=child, cents=cents)
