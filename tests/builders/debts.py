"""A family that was paid too much, and the people of the fund who act on its debt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from functions.benefits.parameters import current_parameters
from functions.benefits.recovery import Erred
from functions.dossier.family_file import read_family_file
from functions.dossier.person import PersonForPayment
from functions.payments.claim_run import read_region
from functions.payments.correction import is_correction
from functions.payments.debts.debt_case import Channel, Proposal, Way
from functions.payments.debts.debt_desk import Debt, DebtDesk, Seen
from functions.payments.debts.decide_debt import close_debt, decide_debt, limit_of, propose_decision
from functions.payments.debts.open_debt import Opening, open_debt
from functions.payments.debts.show_debt import reply_to_debt, show_debt
from functions.payments.entitlement import entitlement
from functions.payments.payment import OF_MONTHS, RETURNED, WITHDRAWN, Payment, is_payment
from functions.payments.plan_payment import TO_DECIDE
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import parse_instant
from functions.units.year_month import YearMonth
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from tests.builders.bank_world import BankWorld
from tests.builders.decided_months import income
from tests.builders.paid_families import INCOME_YEAR, FundFamily, add_facts, fixed_id, origin
from tests.builders.vault import memory_vault

ANNA, BERT = fixed_id("stf", "anna"), fixed_id("stf", "bert")
APRIL, MAY, JUNE, JULY, AUGUST = (YearMonth(2024, month) for month in range(4, 9))
LOW, HIGH = 2_000_000, 9_000_000
SOCIAL = 7_050  # flanders/social/low_small, tariff of September 2023


@dataclass
class DebtWorld(BankWorld):
    """A fund with one family whose months are paid through the bank, and its debts."""

    family: FundFamily = field(default_factory=lambda: FundFamily(1, partner=False, income_cents=LOW))
    version: int = 0

    def decide(self, month: YearMonth) -> None:
        """Let a month end, and run it."""
        clock = self.memory.clock
        clock.jump(max(timedelta(), parse_instant(f"{month.plus(1)}-02T06:00:00Z") - clock.instant()))
        self.whole(self.family.region, month)

    def learn_income(self, cents: int) -> None:
        """Take in another assessment of the same year, a day later."""
        self.memory.clock.jump(timedelta(days=1))
        self.version += 1
        attestation = f"tax/{self.family.payee}"
        source = origin(attestation, "government").model_copy(update={"version": self.version})
        known = {"provenance": source, "known_at": self.staff(ANNA).instant()}
        fact = income(self.family, cents, attestation, INCOME_YEAR[self.family.region])
        add_facts(self.memory, self.family.dossier, [fact.model_copy(update=known)])

    def staff(self, person: str) -> Request:
        """Return a request of a case worker."""
        return self.memory.request(Purpose.RECOVER_DEBT, "staff-api", actor=Actor.staff(person))

    @property
    def to_decide(self) -> list[str]:
        """The corrections that wait for a person."""
        rows = self.memory.database.rows[Table.PAYMENTS].values()
        return sorted(
            str(row["sk"])
            for row in rows
            if row["pk"] == self.family.dossier and is_correction(str(row["sk"])) and row.get("work_list") == TO_DECIDE
        )

    def open(self, erred: Erred = "family", *, knew: bool = False) -> str:
        """Open the debt of the newest correction."""
        opening = Opening(self.family.dossier, self.to_decide[-1], erred, ANNA, "the income was reported late", knew)
        return open_debt(self.staff(ANNA), current_parameters(), opening)

    def show(self, case: str) -> None:
        """Show the draft to the family."""
        show_debt(self.staff(ANNA), case, ANNA)

    def reply(self, case: str, text: str = "I told you in time.", channel: Channel = "letter") -> None:
        """Write down what the family says."""
        reply_to_debt(self.staff(ANNA), case, ANNA, channel, text)

    def propose(
        self,
        case: str,
        way: Way = "set_off",
        monthly: int | None = None,
        looked_at: Sequence[str] | None = None,
        seen: Seen | None = None,
    ) -> Debt:
        """Let the first person propose, having looked at the case as it stands and what nobody confirmed."""
        if looked_at is None:
            debt = self.debt(case)
            looked_at = limit_of(debt, current_parameters(), way, DebtDesk(self.staff(ANNA)).today).unconfirmed
        proposal = Proposal(
            way=way, reason="the income was too high", by=ANNA, monthly=monthly, looked_at=tuple(looked_at)
        )
        return propose_decision(self.staff(ANNA), current_parameters(), case, proposal, seen or self.debt(case).seen)

    def confirm(self, case: str, way: Way = "set_off", by: str = BERT, seen: Seen | None = None) -> Debt:
        """Let a second person decide, having looked at the case as it stands."""
        return decide_debt(self.staff(by), current_parameters(), case, by, way, seen or self.debt(case).seen)

    def agreed(self, case: str, way: Way = "set_off", monthly: int | None = None) -> Debt:
        """Show the draft, let the term pass, and decide with two people."""
        self.show(case)
        self.memory.clock.jump(timedelta(days=31))
        self.propose(case, way, monthly)
        return self.confirm(case, way)

    def close_case(self, case: str) -> Debt:
        """Let a person close what is over."""
        return close_debt(self.staff(ANNA), case, ANNA)

    def set_off_of(self, month: YearMonth) -> int:
        """Return what was kept of a month's payment."""
        return self.payments()[str(month) + "#01"].set_off_cents

    def granted_of(self, month: YearMonth) -> int:
        """Return what was granted for a month when it was decided."""
        return self.payments()[str(month) + "#01"].granted_cents

    def paid_to_bank(self) -> int:
        """Return what all payments that go out come to, what was paid again once."""
        return sum(one.cents for one in self.payments().values())

    def kept_in_all(self) -> int:
        """Return what was kept of all payments that went out, also of those that the bank sent back."""
        request = self.memory.request(Purpose.CALCULATE_AND_PAY)
        rows = request.query(Table.PAYMENTS, self.family.dossier, OF_MONTHS)
        out = [row for row in rows if is_payment(row.place.sk) and row.clear["state"] != WITHDRAWN]
        return sum(one.record.set_off_cents for one in request.open(out, Payment))

    def payments(self) -> dict[str, Payment]:
        """Return the family's payments by row, without those that were withdrawn or came back."""
        request = self.memory.request(Purpose.CALCULATE_AND_PAY)
        rows = request.query(Table.PAYMENTS, self.family.dossier, OF_MONTHS)
        out = [row for row in rows if is_payment(row.place.sk) and row.clear["state"] not in {WITHDRAWN, RETURNED}]
        return {one.place.sk: one.record for one in request.open(out, Payment)}

    def due_in_all(self, *months: YearMonth) -> int:
        """Return what is due for months on everything that is known now."""
        request = self.memory.request(Purpose.CALCULATE_AND_PAY)
        file = read_family_file(request, self.family.dossier, person=PersonForPayment)
        region = read_region(self.family.region)
        return sum(entitlement(file, month, region, current_parameters()).due_cents for month in months)

    def debt(self, case: str) -> Debt:
        """Open a debt as it stands."""
        return DebtDesk(self.staff(ANNA)).read(case)


def overpaid(months: Sequence[YearMonth] = (APRIL, MAY), region: str = "flanders", **options: object) -> DebtWorld:
    """Return a family that was paid a supplement for months, and a correction that says it was not due."""
    family = FundFamily(1, region, partner=False, income_cents=LOW)
    world = DebtWorld(memory=memory_vault(start="2024-05-01T06:00:00Z"), family=family, **options)  # type: ignore[arg-type]
    world.with_families(family)
    for month in months:
        world.decide(month)
    world.learn_income(HIGH)
    world.decide(months[-1].plus(1))
    return world
