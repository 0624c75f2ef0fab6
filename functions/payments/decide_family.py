"""Decide one family's month: facts and law in, a payment with its trace out, or the reason why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from functions.benefits.decision import Decision, Undecided
from functions.benefits.find_unconfirmed import find_unconfirmed
from functions.dossier.family_file import FamilyFile
from functions.dossier.person import PersonForPayment
from functions.payments.compact_trace import compact_trace
from functions.payments.correct_months import Question, correct_months, known_facts, known_until
from functions.payments.correction import Correction
from functions.payments.entitlement import entitlement
from functions.payments.granted_months import History
from functions.payments.neutral_text import remittance_text
from functions.payments.payable_account import payable_of
from functions.payments.payment import FIRST, NotPaid, Payment, fact_reference
from functions.payments.payment_id import payment_id
from functions.payments.run_limits import CEILINGS
from functions.payments.run_terms import RunTerms
from functions.payments.share_month import own_use
from functions.payments.stop import FamilyStopError, Reason, UnconfirmedAmountError

_LANGUAGE_OF_REGION = {"flanders": "nl", "brussels": "fr", "wallonia": "fr"}


def decide_family(file: FamilyFile, terms: RunTerms) -> Payment | NotPaid:
    """Return the payment of a family's month, or a month without payment.

    Raises OtherRegionError, FamilyStopError (this family only) and UnconfirmedAmountError (the run).
    """
    month = entitlement(file, terms.month, terms.region, terms.parameters)
    facts = tuple(sorted(set(map(fact_reference, month.facts))))
    known = {"known_until": known_until(file), "known_facts": known_facts(file)}
    empty = Reason.NOTHING_DECIDED if month.undecided else Reason.NOTHING_DUE
    if month.decision is None:
        return NotPaid(reason=empty, trace={"undecided": _named(month.undecided)}, facts=facts, **known)
    require_confirmed(month.decision)
    trace, cents = compact_trace(month.decision), month.due_cents
    if cents == 0:
        return NotPaid(reason=empty, trace=trace, facts=facts, **known)
    if cents > CEILINGS.payment_cents:
        raise FamilyStopError(Reason.ABOVE_CEILING)
    payment = _payment(file, terms, cents, FIRST)
    return payment.model_copy(update={"trace": trace, "facts": facts, **known})


@dataclass(frozen=True, slots=True)
class Arrears:
    """What a family's earlier months come to: the correction, and the payment of what is still owed (None: nothing)."""

    correction: Correction
    payment: Payment | None


def decide_arrears(file: FamilyFile, terms: RunTerms, history: History, number: int) -> tuple[Arrears | None, bool]:
    """Return what changed facts make of the months before the run's, and whether every month could be looked at.

    `number`: the payment's, among those of the run's month.

    Raises FamilyStopError when what is owed cannot be paid: the correction is made when it can.
    """
    question = Question(terms.region, terms.month, terms.parameters, terms.today)
    correction, complete = correct_months(file, history, question)
    if correction is None:
        return None, complete
    cents = correction.owed_to_family
    if cents > CEILINGS.payment_cents:
        raise FamilyStopError(Reason.ABOVE_CEILING)
    return Arrears(correction, _payment(file, terms, cents, number) if cents else None), complete


def _payment(file: FamilyFile, terms: RunTerms, cents: int, number: int) -> Payment:
    """Return a payment to the family's account, without its reasons."""
    account = payable_of(file.accounts, terms.today, own_use(file, terms))
    return Payment(
        payee=account.record.person,
        account=account.place.sk,
        cents=cents,
        text=remittance_text(terms.region, language_of(file, account.record.person, terms.region), terms.month),
        payment=payment_id(terms.secret, file.dossier, account.place.sk, terms.month, number),
        trace={},
        facts=(),
    )


def require_confirmed(decision: Decision) -> None:
    """Refuse what no run may pay, by the ids of the amount files."""
    unconfirmed = find_unconfirmed(decision)
    if unconfirmed:
        raise UnconfirmedAmountError(unconfirmed)


def _named(undecided: Iterable[Undecided]) -> list[JsonValue]:
    return [
        {"child": one.child, "benefit": one.benefit, "because": one.because, "missing": list(one.missing)}
        for one in undecided
    ]


def language_of(file: FamilyFile, payee: str, region: str) -> str:
    """Return the language in which a payee is paid: their own, or else the region's."""
    person = file.persons.get(payee)
    spoken = person.record.language if person is not None and isinstance(person.record, PersonForPayment) else None
    return spoken or _LANGUAGE_OF_REGION[region]
