"""A month in which several payments came back has many rows; a run that begins again sees its first one too."""

from typing import TYPE_CHECKING

from functions.payments.correction import CORRECTED, Correction, correction_place
from functions.payments.payment import NOT_PAID, PLANNED, NotPaid, Payment, not_paid_place, payment_place
from functions.payments.plan_payment import PageWriter
from functions.payments.stop import Reason
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from tests.builders.decided_months import Months
from tests.builders.paid_families import FundFamily

if TYPE_CHECKING:
    from pydantic import JsonValue

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


def test_an_unpaid_month_is_seen_behind_any_number_of_payments_to_others() -> None:
    """Given a month that could not be paid, with a correction and three shares, then July's run looks at it again."""
    months = Months(FundFamily(1))
    dossier, request = months.family.dossier, months.run.memory.request(Purpose.CALCULATE_AND_PAY)
    change = request.change("plan payment")
    trace: dict[str, JsonValue] = {"region": "flanders"}
    for number in range(2, 5):
        share = Payment(
            payee="", account="", cents=1, text="", payment=f"{number}", trace=trace, facts=(), known_facts="all"
        )
        change.put(payment_place(dossier, JUNE, number), dossier, share, {"state": PLANNED})
    correction = Correction(region="flanders", months=(), causes=(), traces=(), known_until="", known_facts="all")
    change.put(correction_place(dossier, JUNE, 1), dossier, correction, {"state": CORRECTED})
    not_paid = NotPaid(reason=Reason.ACCOUNT_HELD, trace=trace)
    change.put(not_paid_place(dossier, JUNE), dossier, not_paid, {"state": NOT_PAID})
    change.send()
    page = request.page("run_00000000000000000000000001", [dossier], "decide month")
    writer = PageWriter(request, page, "run_00000000000000000000000001", "00", JUNE.plus(1))
    last = writer.last_rows(dossier)
    assert not_paid_place(dossier, JUNE) in {row.place for row in last.rows}
    assert writer.decided_on(last, "flanders") is None
