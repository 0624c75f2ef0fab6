"""A message in quarantine that names an erased person goes with the person; its neighbours stay."""

from functions.government.fault import Fault
from functions.government.quarantine import put_notification_aside
from functions.government.received import Received
from functions.register.purpose import Purpose
from functions.rights.rights_state import RightsState
from functions.runtime.database import Table
from tests.builders.erasure import Erasure
from tests.builders.main_path_erasure import PARTNER, PAYEE, main_path_erasure


def put_aside(erasure: Erasure, sequence: int, number: str) -> str:
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    before = {key.pk for key in erasure.memory.database.rows[Table.CASES]}
    origin = Received(sender="tax", flow="yearly-income", sequence=sequence, received_at=request.instant())
    put_notification_aside(
        request, Fault("unknown_income_code", "/items/0"), origin, 1, f'{{"ssin":"{number}"}}'.encode()
    )
    (case,) = {key.pk for key in erasure.memory.database.rows[Table.CASES]} - before
    return case


def test_only_the_messages_that_name_the_person_go() -> None:
    erasure = main_path_erasure()
    named, other = put_aside(erasure, 1, PARTNER), put_aside(erasure, 2, PAYEE)
    assert erasure.run(erasure.ask(PARTNER)) is RightsState.CLOSED
    cases = {key.pk for key in erasure.memory.database.rows[Table.CASES]}
    assert named not in cases
    assert other in cases
