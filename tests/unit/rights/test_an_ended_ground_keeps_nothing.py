"""What a law let stay for some years does not stay under *hold* once those years are over."""

from datetime import timedelta

from functions.dossier.fact import IncomeItem, Provenance, YearlyIncomeFact
from functions.dossier.write_family import put_fact
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.rights.erasure_plan import Treatment
from functions.rights.rights_state import RightsState
from functions.rights.work import read_plan
from functions.runtime.database import Table
from tests.builders.erasure import begin_erasure


def test_an_income_whose_term_is_over_is_erased_and_a_younger_one_is_held() -> None:
    """Given incomes of 2014 and 2022, when the person is erased in 2024, then the first goes and the second stays."""
    erasure = begin_erasure()
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    change = request.change("apply notification")
    old = YearlyIncomeFact(
        person=erasure.family.partner,
        known_at=request.instant(),
        provenance=Provenance(source="government", sender="tax", flow="yearly-income", attestation="old"),
        income_year=2014,
        items=(IncomeItem(code="1", cents=100),),
    )
    put_fact(request, change, erasure.family.dossier, old)
    change.send()

    case = erasure.ask()
    assert erasure.run(case) is RightsState.CLOSED
    plan = read_plan(erasure.memory.request(Purpose.ERASE_PERSON), case).record
    incomes = [line for line in plan.lines if line.record_type is RecordType.INCOME]
    assert sorted((line.treatment, line.until is None) for line in incomes) == [
        (Treatment.ERASE, True),
        (Treatment.HOLD, False),
    ]
    today = erasure.memory.clock.instant().date()
    own = [
        row for row in erasure.memory.database.rows[Table.DOSSIERS].values() if row["subject"] == erasure.family.partner
    ]
    assert [str(row["destroy_on"]) > (today + timedelta(days=1)).isoformat() for row in own] == [True]
