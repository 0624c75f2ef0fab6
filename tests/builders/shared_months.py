"""A family whose months are shared with others, and the documents that say so."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from functions.benefits.parameters import current_parameters
from functions.dossier.fact import Fact
from functions.dossier.payee_facts import (
    GarnishmentFact,
    PayeeDecisionFact,
    PayeePart,
    PlacementShareFact,
    StandingFact,
)
from functions.dossier.register_facts import PlacementFact
from functions.payments.entitlement import entitlement
from functions.payments.payable_account import Use
from functions.payments.prove_families import prove_families
from functions.payments.share_payment import is_share, payee_of
from functions.units.year_month import YearMonth
from tests.builders.account_change import AccountDesk
from tests.builders.decided_months import Months
from tests.builders.paid_families import FundFamily, origin

APRIL, MAY, JUNE, JULY = (YearMonth(2024, month) for month in (4, 5, 6, 7))
INSTITUTION, SAVINGS, CREDITOR, FATHER = (
    "BE62510007547061",
    "NL91ABNA0417164300",
    "DE89370400440532013000",
    "FR1420041010050500013M02606",
)
RECEIVED = date(2024, 3, 10)


@dataclass
class Shared:
    """A family whose months are shared, with the desk where accounts are entered."""

    family: FundFamily
    months: Months = field(init=False)

    def __post_init__(self) -> None:
        """Put the file in March, so that April is its first month."""
        self.months = Months(self.family, start="2024-03-20T06:00:00Z")

    @property
    def desk(self) -> AccountDesk:
        """Return the desk of the same fund."""
        return AccountDesk(self.months.run.memory)

    def account(self, iban: str, role: str, serves: str, holder: str = "Huis De Linde") -> None:
        """Let two members of staff enter the account of a share; it has cooled when this returns."""
        use = Use(role, serves)  # type: ignore[arg-type]
        self.desk.by_two(AccountDesk.asked(self.family, iban, holder, use))
        self.months.run.memory.clock.jump(timedelta(days=7))

    def learn(self, *facts: Fact) -> None:
        """Record facts."""
        self.months.learn(*facts)

    def shares(self) -> dict[str, tuple[str, int]]:
        """Return kind and cents of each payment to others, by its row."""
        return {
            row: (payee_of(one.trace).to, one.cents) for row, one in self.months.payments.items() if is_share(one.trace)
        }

    def own(self, month: YearMonth) -> int:
        """Return what the file's own payee was granted for a month."""
        return self.months.granted().get((self.family.region, month), 0)  # type: ignore[arg-type]

    def total(self, month: YearMonth) -> int:
        """Return what the law gives the family for a month, whoever it goes to."""
        found = entitlement(self.months.file, month, self.family.region, current_parameters())  # type: ignore[arg-type]
        assert found.decision is not None
        return found.decision.total + sum(one.cents for one in found.decision.one_off)

    def proves(self) -> bool:
        """Tell whether every payment of the family is what its reasons say."""
        run = self.months.run
        return not any(
            prove_families(run.memory.vault, run.store, one.run, shard.shard).differing
            for one in run.store.runs()
            for shard in run.store.shards(one.run)
        )


def placed(family: FundFamily, since: date = date(2024, 1, 1)) -> PlacementFact:
    """Return that the first child is placed in an institution."""
    return PlacementFact(
        person=family.child(0),
        known_at="",
        valid_from=since,
        provenance=origin("placement", "staff"),
        placement="institution",
    )


def judgment(family: FundFamily, *parts: tuple[str, int, int], received: date = RECEIVED, child: int = 0) -> Fact:
    """Return a judgment about a child: payees with their fractions."""
    named = tuple(PayeePart(payee=payee, numerator=top, denominator=bottom) for payee, top, bottom in parts)
    return PayeeDecisionFact(
        person=family.child(child),
        known_at="",
        provenance=origin(f"JUDGMENT/{received}", "staff"),
        parts=named,
        received_on=received,
    )


def saved(family: FundFamily) -> PlacementShareFact:
    """Return that the rest of a placed child's month is saved."""
    return PlacementShareFact(
        person=family.child(0),
        known_at="",
        provenance=origin("ORDER/1", "staff"),
        rest_to="savings",
        received_on=RECEIVED,
    )


def standing(family: FundFamily, valid_from: date) -> StandingFact:
    """Return that the first child lives at an address of its own."""
    return StandingFact(
        person=family.child(0),
        known_at="",
        provenance=origin("ADDRESS/1", "staff"),
        standing="own_address",
        valid_from=valid_from,
        received_on=valid_from,
    )


def seized(family: FundFamily, creditor: str) -> GarnishmentFact:
    """Return a seizure of the payee's money."""
    return GarnishmentFact.model_validate(
        {
            "person": family.payee,
            "known_at": "",
            "provenance": origin("SEIZURE/7", "staff"),
            "creditor": creditor,
            "monthly_cents": 5_000,
            "received_on": RECEIVED,
        }
    )
