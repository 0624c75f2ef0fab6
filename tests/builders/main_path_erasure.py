"""A family that came in by its form, with a year's income from government and a payment, ready to be erased."""

from functions.composition import System
from functions.dossier.fact import IncomeItem, Provenance, YearlyIncomeFact
from functions.dossier.write_family import put_fact
from functions.intake.form_routes import FAMILIES
from functions.intake.process_submission import Outcome, process_submission
from functions.intake.receipt import ReceiptKeys
from functions.intake.submission import FamilySubmission
from functions.intake.submit_form import Posted, submit_form
from functions.payments.payment import Payment, payment_place
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.look_up import LookUpKind
from tests.builders.erasable_family import Family
from tests.builders.erasure import Erasure
from tests.builders.forms import family_form, synthetic_number
from tests.builders.memory_system import memory_settings
from tests.builders.vault import MemoryVault, memory_vault

PAYEE, PARTNER = synthetic_number("1991-04-12"), synthetic_number("1989-11-30", 3)
INCOME_CENTS = 2718281


def main_path_erasure(memory: MemoryVault | None = None) -> Erasure:
    """Bring a family in and pay it once."""
    memory = memory or memory_vault()
    receipt = _submit(memory)
    assert process_submission(memory.vault, receipt) is Outcome.PROCESSED
    family = _family(memory)
    _add_income(memory, family)
    _pay(memory, family)
    return Erasure(memory, family, holdings=System(memory_settings("rights-queue")).holdings)


def _submit(memory: MemoryVault) -> str:
    context = {"today": civil_date(memory.clock.instant()), "synthetic": True}
    form = family_form()
    partner = {"given_name": "Wouter", "family_name": "Gezocht", "birth_date": "1989-11-30", "national_number": PARTNER}
    form["partner"] = partner
    submission = FamilySubmission.model_validate(form, strict=False, context=context)
    posted = Posted(FAMILIES.path, submission, b"{}", None)
    receipt = submit_form(memory.vault, ReceiptKeys(memory.keyring), "sha256:test", posted).receipt
    return str(receipt["receipt"])


def _family(memory: MemoryVault) -> Family:
    request = memory.request(Purpose.OPEN_FAMILY_FILE)
    payee = request.find(LookUpKind.NATIONAL_NUMBER, PAYEE)
    partner = request.find(LookUpKind.NATIONAL_NUMBER, PARTNER)
    child = request.find(LookUpKind.NATIONAL_NUMBER, synthetic_number("2021-02-03"))
    assert payee is not None
    assert partner is not None
    assert child is not None
    (dossier,) = {key.pk for key in memory.database.rows[Table.DOSSIERS]}
    return Family(dossier, payee, partner, child)


def _add_income(memory: MemoryVault, family: Family) -> None:
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    change = request.change("apply notification")
    fact = YearlyIncomeFact(
        person=family.partner,
        known_at=request.instant(),
        provenance=Provenance(source="government", sender="tax", flow="yearly-income", attestation="income-1"),
        income_year=2022,
        items=(IncomeItem(code="1", cents=INCOME_CENTS),),
    )
    put_fact(request, change, family.dossier, fact)
    change.send()


def _pay(memory: MemoryVault, family: Family) -> None:
    request = memory.request(Purpose.CALCULATE_AND_PAY)
    change = request.change("plan payment")
    payment = Payment(
        payee=family.payee,
        account="account#0001",
        cents=18420,
        text="KB 2024-06",
        payment="A" * 26,
        trace={"child": family.child},
        facts=("abcdef012345.1",),
    )
    change.put(
        payment_place(family.dossier, YearMonth(2024, 6)), family.dossier, payment, {"state": "planned", "run": "run_1"}
    )
    change.send()
