"""Decide one family's month: facts and law in, a payment with its trace out, or the reason why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from pydantic import JsonValue

from functions.benefits.amount import weakest
from functions.benefits.decide import OutsideLawError, decide_month
from functions.benefits.decision import ChildDecision, Decision, Undecided
from functions.benefits.find_unconfirmed import find_unconfirmed
from functions.benefits.household import Region
from functions.benefits.parameters import MonthLaw, ParameterSet
from functions.benefits.split_shares import split_shares
from functions.benefits.trace import trace_of
from functions.dossier.account import Account
from functions.dossier.family_file import FamilyFile
from functions.dossier.iban import IbanError, read_iban
from functions.dossier.person import PersonForPayment
from functions.payments.build_household import BuiltHousehold, build_household
from functions.payments.neutral_text import remittance_text
from functions.payments.payment import FIRST, NotPaid, Payment, fact_reference
from functions.payments.payment_id import payment_id
from functions.payments.run_limits import CEILINGS
from functions.payments.sepa_text import UnsendableTextError, to_sepa_name
from functions.payments.stop import FamilyStopError, Reason, UnconfirmedAmountError
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

_OFTEN_EMPTY = ("choices", "refused_by", "tested_on", "doubts", "reason", "status")
_LANGUAGE_OF_REGION = {"flanders": "nl", "brussels": "fr", "wallonia": "fr"}


@dataclass(frozen=True, slots=True)
class RunTerms:
    """What is the same for every family of a run."""

    region: Region
    month: YearMonth
    parameters: ParameterSet
    secret: bytes


def decide_family(file: FamilyFile, terms: RunTerms) -> Payment | NotPaid:
    """Return the payment of a family's month, or a month without payment.

    Raises OtherRegionError, FamilyStopError (this family only) and UnconfirmedAmountError (the run).
    """
    law = terms.parameters.law_of(terms.region, terms.month)
    built = build_household(file, terms.month, terms.region, law)
    facts = tuple(sorted(fact_reference(fact.place.sk) for fact in built.facts))
    if not built.household.children:
        reason = Reason.NOTHING_DECIDED if built.undecided else Reason.NOTHING_DUE
        return NotPaid(reason=reason, trace={"undecided": _named(built.undecided)}, facts=facts)
    decision = _decide(built, terms.parameters)
    _require_confirmed(decision)
    trace = _compact(decision)
    cents = due_to_payee(decision)
    if cents == 0:
        reason = Reason.NOTHING_DECIDED if decision.undecided else Reason.NOTHING_DUE
        return NotPaid(reason=reason, trace=trace, facts=facts)
    if cents > CEILINGS.payment_cents:
        raise FamilyStopError(Reason.ABOVE_CEILING)
    account = payable_account(file)
    return Payment(
        payee=account.record.person,
        account=account.place.sk,
        cents=cents,
        text=remittance_text(terms.region, _language(file, account.record.person, terms.region), terms.month),
        payment=payment_id(terms.secret, file.dossier, account.place.sk, terms.month, FIRST),
        trace=trace,
        facts=facts,
    )


def due_to_payee(decision: Decision) -> int:
    """Return what the month brings the payee, in cents: the payee's share, and what is paid once with this month."""
    shares = sum(share.cents for share in decision.shares if share.to == "beneficiary")
    return shares + sum(one.cents for one in decision.one_off)


def payable_account(file: FamilyFile) -> Stored[Account]:
    """Return the account that is paid: the one with the highest number; FamilyStopError when a bank would refuse it."""
    account = max(file.accounts, key=lambda row: row.place.sk, default=None)
    if account is None:
        raise FamilyStopError(Reason.ACCOUNT_MISSING)
    try:
        if read_iban(account.record.iban) != account.record.iban:
            raise FamilyStopError(Reason.ACCOUNT_NOT_PAYABLE)
        to_sepa_name(account.record.holder)
    except IbanError:
        raise FamilyStopError(Reason.ACCOUNT_NOT_PAYABLE) from None
    except UnsendableTextError:
        raise FamilyStopError(Reason.NAME_NOT_SENDABLE) from None
    return account


def _decide(built: BuiltHousehold, parameters: ParameterSet) -> Decision:
    try:
        decision = decide_month(built.household, parameters)
    except OutsideLawError:
        raise FamilyStopError(Reason.OUTSIDE_LAW) from None
    if built.withheld:
        law = parameters.law_of(built.household.region, built.household.month)
        decision = _withhold(decision, built, law)
    # The share of an institution is decided; whom it goes to, no authority has told.
    later = [
        Undecided(None, "institution", "fact_missing", ("institution",))
        for one in decision.shares
        if one.to == "institution"
    ]
    entitled = any(child.entitled is not False for child in decision.children)
    missing = [one for one in built.undecided if one.child is not None or entitled]
    return replace(decision, undecided=(*decision.undecided, *missing, *later))


def _withhold(decision: Decision, built: BuiltHousehold, law: MonthLaw) -> Decision:
    """Take out of a decision what rests on a fact that nobody stated: these children's own amounts are undecided."""
    children = built.withheld
    kept = tuple(
        ChildDecision(child.child, None, 0, "published", ()) if child.child in children else child
        for child in decision.children
    )
    total = sum(child.total for child in kept)
    return replace(
        decision,
        status=weakest(*(child.status for child in kept)),
        children=kept,
        total=total,
        shares=split_shares(built.household.children, kept, law, built.household.region),
        one_off=tuple(one for one in decision.one_off if one.child not in children),
    )


def _require_confirmed(decision: Decision) -> None:
    """Refuse what no run may pay, by the ids of the amount files."""
    unconfirmed = find_unconfirmed(decision)
    if unconfirmed:
        raise UnconfirmedAmountError(unconfirmed)


def _compact(decision: Decision) -> dict[str, JsonValue]:
    """Return the trace without what says nothing: empty lists, no reason, `published`, articles that files state.

    A payment row of a family with two children then stays within 2 KB: six write units in its transaction.
    """
    trace = cast("dict[str, JsonValue]", trace_of(decision))
    for child in cast("list[dict[str, JsonValue]]", trace["children"]):
        lines = cast("list[dict[str, JsonValue]]", child["lines"])
        for line in (child, *lines):
            line.pop("law", None)
            for name in _OFTEN_EMPTY:
                if line.get(name) in ([], None, "published"):
                    line.pop(name, None)
    return trace


def _named(undecided: Iterable[Undecided]) -> list[JsonValue]:
    return [
        {"child": one.child, "benefit": one.benefit, "because": one.because, "missing": list(one.missing)}
        for one in undecided
    ]


def _language(file: FamilyFile, payee: str, region: str) -> str:
    person = file.persons.get(payee)
    spoken = person.record.language if person is not None and isinstance(person.record, PersonForPayment) else None
    return spoken or _LANGUAGE_OF_REGION[region]
