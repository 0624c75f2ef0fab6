"""Whom a month is paid to besides the file's own payee: what the region's rule says of the facts that staff recorded.

A judgment counts from the months after the one in which the fund received it; so does what else changes a payee. What
nobody recorded changes nothing: the file's own payee is the one whom the family named and the fund accepted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.benefits.household import Child
from functions.benefits.payee_of import payee_rule_of
from functions.benefits.reckon_age import age_before
from functions.benefits.share_out import ChildPayees, Named, Order
from functions.benefits.upbringing import Upbringing
from functions.dossier.fact import Fact
from functions.dossier.payee_facts import (
    PAYEE_FACTS,
    AdministrationFact,
    GarnishmentFact,
    PayeeDecisionFact,
    PayeeFact,
    PlacementShareFact,
    StandingFact,
)
from functions.payments.facts_of_month import FactsOfMonth
from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True)
class PayeesOfMonth:
    """Who is paid what, by id. `payees`: the file's own beneficiaries.

    `orders`: who seized what is paid to the file's payee; `administered`: whose money goes to an administrator.
    """

    payees: tuple[str, ...] = ()
    children: Mapping[str, ChildPayees] | None = None
    orders: tuple[Order, ...] = ()
    administered: frozenset[str] = frozenset()

    def of(self) -> Mapping[str, ChildPayees]:
        """Return the children of whom something else is said."""
        return self.children or {}


NOBODY_ELSE = PayeesOfMonth()


def says_of_payees(facts: Sequence[Fact]) -> bool:
    """Tell whether anything was ever recorded about whom a file is paid to, also when it is void by now."""
    return any(isinstance(fact, PAYEE_FACTS) for fact in facts)


def payees_of_month(told: FactsOfMonth, children: Sequence[Child]) -> PayeesOfMonth:
    """Ask the facts of the month and the region's rule whom each child is paid to."""
    if not says_of_payees([fact.record for fact in told.facts]):
        return NOBODY_ELSE
    own = told.file.root.record.persons("beneficiary")
    found = {child.id: payees for child in children if (payees := _of_child(child, told, own)) is not None}
    everybody = {*own, *(named.payee for one in found.values() for named in one.named)}
    administered = frozenset(one for one in everybody if _counting(AdministrationFact, one, told))
    orders = [(fact.received_on or fact.provenance.stated_on, fact) for payee in own for fact in _seizures(payee, told)]
    orders.sort(key=lambda one: (str(one[0]), one[1].provenance.attestation))
    return PayeesOfMonth(own, found, tuple(_order(fact) for _, fact in orders), administered)


def _of_child(child: Child, told: FactsOfMonth, own: tuple[str, ...]) -> ChildPayees | None:
    """Return who is paid for a child instead of the file's payees; None when nobody else is."""
    standing = _counting(StandingFact, child.id, told)
    decision = _counting(PayeeDecisionFact, child.id, told)
    placed = _counting(PlacementShareFact, child.id, told)
    parts = () if decision is None else decision.parts
    around = Upbringing(
        child.id,
        age_before(child.born, told.month),
        educators=own,
        by_court=parts[0].payee if len(parts) == 1 and parts[0].numerator == parts[0].denominator else None,
        divided_among=tuple(part.payee for part in parts),
        stands_alone=None if standing is None else standing.standing,
    )
    rule = payee_rule_of(told.region)(around, told.law)
    named: tuple[Named, ...] = ()
    if rule.because in {"named_by_court", "child_stands_alone"}:
        named = tuple(Named(one) for one in rule.ids)
    elif rule.because == "divided_by_court":
        named = tuple(Named(part.payee, part.numerator, part.denominator) for part in parts)
    saved = placed is not None and placed.rest_to == "savings"
    return ChildPayees(named, rule.because, saved) if named or saved else None


def _counting[F: PayeeFact](kind: type[F], person: str, told: FactsOfMonth) -> F | None:
    """Return the fact that counts in the month: it holds, its document came in time; of several the latest."""
    months = told.law.number(f"{told.region}/payee/from_months")
    found = [fact for fact in told.holding(kind, person) if told.month >= _from(fact, months)]
    return max(found, key=lambda fact: (str(fact.received_on), fact.provenance.attestation), default=None)


def _from(fact: PayeeFact, months: int) -> YearMonth:
    """Return the first month in which a fact counts: so many after its receipt, and after it began to hold."""
    days = [day for day in (fact.received_on, fact.valid_from) if day is not None]
    return max((YearMonth.of(day).plus(months) for day in days), default=YearMonth(1, 1))


def _seizures(payee: str, told: FactsOfMonth) -> list[GarnishmentFact]:
    """Return the seizures of a payee's money, from the month on in which the fund received each."""
    return [
        fact
        for fact in told.holding(GarnishmentFact, payee)
        if fact.creditor is not None and (fact.received_on is None or YearMonth.of(fact.received_on) <= told.month)
    ]


def _order(fact: GarnishmentFact) -> Order:
    return Order(fact.provenance.attestation, fact.creditor or "ordinary", fact.monthly_cents or 0)
