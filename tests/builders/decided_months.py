"""One family whose months are decided one after the other, with facts that come in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import current_parameters
from functions.dossier.fact import Fact, IncomeItem, YearlyIncomeFact
from functions.dossier.family_file import FamilyFile, read_family_file
from functions.dossier.person import PersonForPayment
from functions.payments.claim_run import read_region
from functions.payments.correction import Correction, is_correction, is_draft
from functions.payments.entitlement import entitlement
from functions.payments.granted_months import History, read_history
from functions.payments.payment import Payment, is_payment
from functions.payments.recalculate import Recalculation, recalculate
from functions.payments.report_families import FamilyReport, report_families
from functions.payments.run_rows import SHARDS
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import instant_text, parse_instant
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from tests.builders.paid_families import FundFamily, add_facts, origin, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.builders.vault import memory_vault


@dataclass
class Months:
    """A family whose months are decided one after the other, with facts that come in between."""

    family: FundFamily
    start: str = "2024-06-01T06:00:00Z"
    shards: tuple[str, ...] = SHARDS
    run: PaymentRun = field(init=False)

    def __post_init__(self) -> None:
        """Put the family's file."""
        self.run = PaymentRun(memory_vault(start=self.start), shards=self.shards)
        put_fund_family(self.run.memory, self.family)

    def decide(self, month: YearMonth, region: str | None = None) -> None:
        """Let the month end, and run it."""
        clock = self.run.memory.clock
        clock.jump(parse_instant(f"{month.plus(1)}-02T06:00:00Z") - clock.instant())
        self.run.whole(region or self.family.region, month)

    def learn(self, *facts: Fact) -> None:
        """Take in facts a day later."""
        self.run.memory.clock.jump(timedelta(days=1))
        known = {"known_at": instant_text(self.run.memory.clock.instant())}
        add_facts(self.run.memory, self.family.dossier, [fact.model_copy(update=known) for fact in facts])

    def unseen(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return the facts whose version of an attestation is not in the file yet: a sender states each once."""

        def key(fact: Fact) -> tuple[str, str, str, int]:
            return fact.kind, fact.person, fact.provenance.attestation, fact.provenance.version

        known = {key(fact.record) for fact in self.file.facts}
        return [fact for at, fact in {key(fact): fact for fact in facts}.items() if at not in known]

    @property
    def now(self) -> str:
        """The instant of the business clock."""
        return instant_text(self.run.memory.clock.instant())

    def granted(self) -> dict[tuple[Region, YearMonth], int]:
        """Return what each region granted for each month, corrections included, in whole cents."""
        request = self.run.memory.request(Purpose.CALCULATE_AND_PAY)
        return {
            (region, month): granted.cents
            for region in REGIONS
            for month, granted in read_history(request, self.family.dossier, region, None).months.items()
        }

    def recalculate(self) -> int:
        """Bring the drafts of the family up to date, as the message of a changed fact asks."""
        memory = self.run.memory
        return recalculate(Recalculation(memory.vault, current_parameters(), memory.clock), self.family.dossier)

    def history(self, region: Region) -> History:
        """Return what a region granted the family so far."""
        return read_history(self.run.memory.request(Purpose.CALCULATE_AND_PAY), self.family.dossier, region, None)

    @property
    def drafts(self) -> list[Correction]:
        """What the next run of each region would correct."""
        request = self.run.memory.request(Purpose.CALCULATE_AND_PAY)
        rows = sorted((row for row in self.rows if is_draft(row.place.sk)), key=lambda row: row.place.sk)
        return [row.record for row in request.open(rows, Correction)]

    def reports(self, run: str, shard: str) -> list[FamilyReport]:
        """Return what a shard of a run has to tell a case worker."""
        return report_families(self.run.memory.vault, self.run.store, run, shard)

    @property
    def rows(self) -> list[SealedItem]:
        """The family's payments, as they rest."""
        rows = self.run.memory.database.rows[Table.PAYMENTS].values()
        return [
            SealedItem.of(Table.PAYMENTS, row) for row in rows if row["pk"] == self.family.dossier and "sealed" in row
        ]

    @property
    def payments(self) -> dict[str, Payment]:
        """Every payment by its row."""
        request = self.run.memory.request(Purpose.CALCULATE_AND_PAY)
        rows = [row for row in self.rows if is_payment(row.place.sk)]
        return {row.place.sk: row.record for row in request.open(rows, Payment)}

    @property
    def corrections(self) -> list[Correction]:
        """Every correction, in order."""
        request = self.run.memory.request(Purpose.CALCULATE_AND_PAY)
        rows = sorted((row for row in self.rows if is_correction(row.place.sk)), key=lambda row: row.place.sk)
        return [row.record for row in request.open(rows, Correction)]

    @property
    def file(self) -> FamilyFile:
        """The family's file as it stands."""
        request = self.run.memory.request(Purpose.CALCULATE_AND_PAY)
        return read_family_file(request, self.family.dossier, person=PersonForPayment)

    def due(self, *months: YearMonth, region: Region | None = None) -> int:
        """Return what is due for these months on everything that is known now."""
        file = self.file
        of = region or read_region(self.family.region)
        return sum(entitlement(file, month, of, current_parameters()).due_cents for month in months)


def income(family: FundFamily, cents: int, attestation: str = "late", year: int = 2021) -> YearlyIncomeFact:
    """Return the payee's assessment of a year, in whole cents."""
    return YearlyIncomeFact(
        person=family.payee,
        known_at="",
        provenance=origin(attestation, "government"),
        valid_from=date(year, 1, 1),
        valid_to=date(year, 12, 31),
        income_year=year,
        items=(IncomeItem(code="TOTAL_TAXABLE", cents=cents),),
    )
