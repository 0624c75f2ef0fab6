"""PX-5: the account on a family's own form is checked by name too: the verdict is kept, and a mismatch waits."""

import pytest

from functions.dossier.account import Account
from functions.dossier.account_state import DOUBTED
from functions.dossier.payee_verification import Verdict
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.place import SealedItem
from tests.builders.forms import family_form
from tests.unit.intake.conftest import Intake

OTHER_NAME, SILENT = "BE62510007547061", "FR1420041010050500013M02606"


@pytest.mark.parametrize(
    ("iban", "verdict", "state"),
    [
        (None, Verdict.MATCH, None),
        (OTHER_NAME, Verdict.NO_MATCH, DOUBTED),
        (SILENT, Verdict.NOT_AVAILABLE, None),
    ],
)
def test_the_first_account_keeps_what_its_bank_said(
    intake: Intake, iban: str | None, verdict: Verdict, state: str | None
) -> None:
    """Given a form, then its account holds the bank's word; where the name is another, nothing is paid there yet."""
    form = family_form()
    if iban is not None:
        form["account"] = {**form["account"], "iban": iban}  # type: ignore[dict-item]
    assert intake.post("families", form).status == 202
    intake.deliver()
    rows = intake.system.memory.database.rows[Table.DOSSIERS].values()
    (row,) = [SealedItem.of(Table.DOSSIERS, row) for row in rows if str(row["sk"]).startswith("account#")]
    request = intake.system.memory.request(Purpose.CALCULATE_AND_PAY)
    (account,) = request.open([row], Account)
    assert (account.record.checked, account.clear.get("state")) == (verdict, state)
