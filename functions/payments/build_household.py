"""From a family's dated facts to the household that the law looks at in one month; what is missing is named.

Whatever the facts do not say is never guessed: the right that needs it stands among the undecided ones, and the family
is paid what can be decided. Only the parts of a file that a purpose of payment may read are used here.
"""

from dataclasses import dataclass, field
from datetime import datetime

from functions.benefits.decision import Undecided
from functions.benefits.household import Guarantee2019, Household, Income, Region
from functions.benefits.parameters import ParameterSet
from functions.dossier.believed_facts import believed_facts, statement_order
from functions.dossier.benefit_elsewhere_facts import Picture2019Fact
from functions.dossier.fact import Fact, HouseholdFact, WorkFact, YearlyIncomeFact
from functions.dossier.family_file import FamilyFile
from functions.dossier.health_facts import IncapacityFact
from functions.dossier.register_facts import DeathFact
from functions.dossier.work_facts import SocialStatusFact
from functions.payments.build_child import build_child
from functions.payments.facts_of_month import FactsOfMonth
from functions.payments.paid_by_another import is_paid_by_another
from functions.payments.payable_account import Use
from functions.payments.payees_of_month import NOBODY_ELSE, PayeesOfMonth, payees_of_month
from functions.payments.region_of_family import require_region
from functions.payments.stop import FamilyStopError, Reason
from functions.payments.tested_income import tested_income
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

# Codes of the National Register, relative to the head: 1 head, 2 spouse, 3 child, 21 partner.
_COUPLE = frozenset({1, 2, 21})
_CHILD = 3
_TOLD = frozenset({1, 2, _CHILD, 21})


@dataclass(slots=True)
class BuiltHousehold:
    """The household of a month, the facts that it was built from, and the rights that cannot be decided yet.

    `withheld`: children that count for the household's size, but whose own amounts rest on a missing fact.
    `elsewhere`: children that another fund pays this month. `payees`: whom else the month is paid to; `uses`: what the
    file has accounts for.
    """

    household: Household
    facts: tuple[Stored[Fact], ...]
    undecided: list[Undecided] = field(default_factory=list)
    withheld: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    payees: PayeesOfMonth = NOBODY_ELSE
    uses: frozenset[Use] = frozenset()


def build_household(
    file: FamilyFile,
    month: YearMonth,
    region: Region,
    parameters: ParameterSet,
    known_at: datetime | None = None,
    claiming: frozenset[str] | None = None,
) -> BuiltHousehold:
    """Build the month's view for a region's run, as it was believed at an instant (None: now).

    `claiming`: the children whose month is ours (None: all that no other fund pays).
    Raises OtherRegionError when the children live in another region, FamilyStopError when no region can be named or
    the payee has died.
    """
    file = file.as_known(known_at)
    facts = believed_facts(file.facts)
    require_region(file, facts, month, region)
    told = FactsOfMonth(file, facts, month, region, parameters.law_of(region, month))
    _require_payee(told)
    partners = _partners(told)
    children = tuple(
        child
        for person in file.root.record.persons("child")
        if (child := build_child(person, told, has_partner=bool(partners)))
    )
    income, used = _income(told, partners, {child.id for child in children})
    household = Household(
        month,
        region,
        bool(partners),
        income,
        children,
        _is_invalid(told, partners),
        _guarantee(told) if region == "brussels" else None,
    )
    open_bases = {one.child for one in told.undecided if one.benefit == "base"}
    elsewhere = frozenset(
        child.id
        for child in children
        if (claiming is not None and child.id not in claiming) or is_paid_by_another(child.id, told, parameters)
    )
    return BuiltHousehold(
        household,
        (*(fact for fact in facts if not isinstance(fact.record, YearlyIncomeFact) and told.holds(fact.record)), *used),
        [one for one in told.undecided if one.child not in elsewhere],
        frozenset(child.id for child in children if child.id in open_bases) - elsewhere,
        elsewhere,
        payees_of_month(told, children),
        frozenset(Use.of(account.record) for account in file.accounts),
    )


def _require_payee(told: FactsOfMonth) -> None:
    """Refuse to pay to somebody of whom the register says that they died: who is paid then is for a case worker."""
    payees = told.file.root.record.persons("beneficiary")
    if payees and all(told.all_of(DeathFact, payee) for payee in payees):
        raise FamilyStopError(Reason.PAYEE_DECEASED)


def _income(
    told: FactsOfMonth, partners: tuple[str, ...], counted: set[str]
) -> tuple[Income | None, tuple[Stored[Fact], ...]]:
    """Return the tested income of the adults, None when a supplement tested on it would be a guess; and its rows."""
    adults = (*told.file.root.record.persons("beneficiary"), *partners)
    found = tested_income(told.facts, adults, told.law, told.region)
    # A child that cannot be placed or an adult whose tie is unknown: a supplement tested on either would be a guess.
    unplaced = {one.child for one in told.undecided if one.benefit == "base"} - counted
    unsure = bool(unplaced) or any(one.benefit == "social" for one in told.undecided)
    if unplaced:
        told.missing(None, "social", "household_size")
    statuses = [one for adult in adults for one in told.holding(SocialStatusFact, adult)]
    preferential = any(one.status == "increased_reimbursement" and one.applies for one in statuses)
    if told.region == "wallonia" and preferential and not unsure:
        return Income(found.cents or 0, preferential=True), found.used  # the status opens it whatever the income
    if found.cents is None:
        told.missing(None, "social", *found.missing)
    return (None if found.cents is None or unsure else Income(found.cents, found.cadastral_cents)), found.used


def _is_invalid(told: FactsOfMonth, partners: tuple[str, ...]) -> bool:
    """Tell whether an adult is an invalid; what is only declared, or has another ground, leaves the amount open."""
    adults = (*told.file.root.record.persons("beneficiary"), *partners)
    periods = [one for adult in adults for one in told.holding(IncapacityFact, adult)]
    if any(one.risk == "invalidity" and not one.withheld for one in periods):
        return True
    declared = any((work := told.of(WorkFact, adult)) is not None and work.status == "incapacity" for adult in adults)
    graded = any(one.degree_percent is not None or one.withheld for one in periods)
    if told.region == "wallonia" and (declared or graded):
        told.missing(None, "invalid_parent", "incapacity")
    return False


def _guarantee(told: FactsOfMonth) -> Guarantee2019 | None:
    """Return the family's picture of December 2019: that of its children; None when it has none."""
    children = told.file.root.record.persons("child")
    pictures = [one for child in children for one in told.all_of(Picture2019Fact, child) if one.right_open]
    if not pictures:
        return None
    last = max(pictures, key=statement_order)
    return Guarantee2019(
        social=last.social or "none",
        single_parent=bool(last.single_parent),
        switched_on=None if last.switched_on is None else YearMonth.parse(last.switched_on),
    )


def _partners(told: FactsOfMonth) -> tuple[str, ...]:
    """Return who lives with the beneficiary as a partner, also one who is no member of the file.

    An adult whose tie to the head of the household is not told leaves what depends on it undecided.
    """
    root = told.file.root.record
    payees = root.persons("beneficiary")
    gone = {person for person in root.persons("partner") if told.all_of(DeathFact, person)}
    declared = tuple(person for person in root.persons("partner") if person not in gone)
    households = [
        household
        for adult in (*payees, *root.persons("partner"))
        if (household := told.of(HouseholdFact, adult)) is not None
        and any(member.person in payees for member in household.members)
    ]
    if not households:
        return declared
    best = max(households, key=statement_order)
    ties = {member.person: member.relationship for member in best.members if member.person not in gone}
    couple = {person for person, tie in ties.items() if tie in _COUPLE}
    partners = {person for person in ties if person in declared}
    if couple & set(payees):
        partners |= couple - set(payees)
    unnamed = any(tie != _CHILD for tie in best.others)
    if best.withheld or (not partners and (unnamed or any(tie not in _TOLD for tie in ties.values()))):
        told.missing(None, "social", "partner")
    return tuple(sorted(partners))
