"""What of a decided month goes to others than the file's own payee, and to which of their accounts."""

from dataclasses import dataclass

from functions.benefits.decision import Decision, Share, ShareTo, Undecided
from functions.benefits.parameters import ParameterSet
from functions.benefits.share_out import Part, seize, share_out, shares_of
from functions.dossier.account import AccountRole
from functions.dossier.believed_facts import believed_facts
from functions.dossier.family_file import FamilyFile
from functions.payments.build_household import BuiltHousehold
from functions.payments.facts_of_month import FactsOfMonth
from functions.payments.payable_account import OWN, Use
from functions.payments.payees_of_month import PayeesOfMonth, payees_of_month, says_of_payees
from functions.payments.run_terms import RunTerms

_ROLES: dict[ShareTo, AccountRole] = {
    "institution": "institution",
    "blocked_account": "savings",
    "savings_account": "savings",
    "child_account": "savings",
    "other_payee": "payee",
    "child": "payee",
    "creditor": "creditor",
}
_MISSING = {"institution": "institution"}


@dataclass(frozen=True, slots=True)
class SharedMonth:
    """A decision with its shares, what each other payee gets of it, and what is open about them."""

    decision: Decision
    parts: tuple[Part, ...] = ()
    undecided: tuple[Undecided, ...] = ()


def share_month(built: BuiltHousehold, decision: Decision, parameters: ParameterSet) -> SharedMonth:
    """Share a decided month out; the file's own payee has the rest."""
    household, payees = built.household, built.payees
    law = parameters.law_of(household.region, decision.month)
    found = share_out(household.children, decision.children, decision.one_off, payees.of(), law, household.region)
    parts = tuple(part for part in found if part.to != "other_payee" or part.whom not in payees.payees)
    seized = seize(decision.total - sum(part.cents for part in parts), payees.orders, law, household.region)
    parts += tuple(Part("creditor", order, "", cents) for order, cents in seized.taken)
    if parts or seized.protected:
        monthly = [part for part in parts if part.to != "creditor"]
        decision = decision._replace(shares=shares_of(decision.total, monthly, seized), once_shares=_of_once(parts))
    uses = [use_of(part, payees.administered) for part in parts]
    missing = dict.fromkeys(use.role for use in uses if use.role is not None and use not in built.uses)
    undecided = [
        Undecided(None, _BENEFIT.get(role, "other_payee"), "fact_missing", (_MISSING.get(role, "account"),))
        for role in missing
    ]
    if seized.undecided:
        undecided.append(Undecided(None, "garnishment", "fact_missing", ("garnishable_share",)))
    return SharedMonth(decision, parts, tuple(undecided))


_BENEFIT = {"institution": "institution", "savings": "savings", "creditor": "garnishment"}


def _of_once(parts: tuple[Part, ...]) -> tuple[Share, ...]:
    sums: dict[ShareTo, int] = {}
    for part in parts:
        sums[part.to] = sums.get(part.to, 0) + part.once
    return tuple(Share(to, cents) for to, cents in sums.items() if cents)


def use_of(part: Part, administered: frozenset[str]) -> Use:
    """Return the use of the account that a part goes to; money of who is under administration goes there."""
    if part.to in {"other_payee", "child"} and part.whom in administered:
        return Use("administrator", part.whom)
    return Use(_ROLES[part.to], part.whom)


def own_use(file: FamilyFile, terms: RunTerms) -> Use:
    """Return the use of the account that the file's own payee is paid on: an administrator's while there is one."""
    if not says_of_payees([fact.record for fact in file.facts]):
        return OWN
    law = terms.parameters.law_of(terms.region, terms.month)
    told = FactsOfMonth(file, believed_facts(file.facts), terms.month, terms.region, law)
    payees: PayeesOfMonth = payees_of_month(told, ())
    own = sorted((one for one in file.accounts if Use.of(one.record) == OWN), key=lambda one: one.place.sk)
    paid = own[-1].record.person if own else next((one for one in payees.payees if one in payees.administered), None)
    return Use("administrator", paid) if paid in payees.administered else OWN
