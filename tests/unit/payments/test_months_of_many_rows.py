"""A month in which several payments came back has many rows; a run that begins again sees its first one too."""

from functions.payments.payment import payment_place
from functions.payments.plan_payment import PageWriter
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from tests.builders.decided_months import Months
from tests.builders.paid_families import FundFamily

JUNE = YearMonth(2024, 6)


def test_the_first_payment_of_a_month_is_found_behind_any_number_of_later_ones() -> None:
    """Given a month with seven payments of one run, when the run looks at it again, then it finds all of them."""
    months = Months(FundFamily(1))
    months.decide(JUNE)
    rows, dossier = months.run.memory.database.rows[Table.PAYMENTS], months.family.dossier
    first = rows[payment_place(dossier, JUNE).key]
    for number in range(2, 8):
        key = payment_place(dossier, JUNE, number).key
        rows[key] = {**first, "sk": key.sk}
    request, run = months.run.memory.request(Purpose.CALCULATE_AND_PAY), str(first["run"])
    page = request.page(run, [dossier], "decide month")
    last = PageWriter(request, page, run, str(first["shard"]), JUNE).last_rows(dossier)
    assert last.paid is not None
    assert len(last.own_payments) == 7
    assert last.next_number == 8
