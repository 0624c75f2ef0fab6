"""Take planned payments out of a run when their payees ended since the decision: the others must not wait for them."""

from collections.abc import Sequence

from functions.payments.payment import AGAIN_OF, WITHDRAWN
from functions.payments.read_orders import FUNCTION, Gone
from functions.payments.returned_payment import AGAIN, OPEN, PREFIX
from functions.payments.run_rows import Run, not_paid_list, reopened_list, run_key, shard_key
from functions.register.purpose import Purpose
from functions.runtime.database import Matches, Table, Update
from functions.vault.change import Change
from functions.vault.errors import StaleError
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.vault import Vault


def _owe_again(request: Request, change: Change, gone: Gone) -> None:
    """Put what was to be paid again back on the list of what came back: the next run that can pay it does."""
    again = gone.row.clear.get(AGAIN_OF)
    for row in request.query(Table.PAYMENTS, gone.planned.key.pk, PREFIX) if again is not None else ():
        if row.clear.get("payment") == again and row.clear.get("state") == AGAIN:
            owed = {"state": OPEN, "work_list": reopened_list(gone.planned.shard), "due": gone.planned.key.pk}
            change.mark(row, owed, remove=("paid_in",))


def withdraw_payments(vault: Vault, run: Run, gone: Sequence[Gone]) -> None:
    """Mark each payment, list its family among those that are not paid, and lower the counts, together."""
    request = vault.request(Purpose.WRITE_PAYMENT_FILE, FUNCTION, Actor.system())
    for one in gone:
        change = request.change("withdraw payment")
        listed = {"state": WITHDRAWN, "work_list": not_paid_list(run.run), "due": one.planned.key.pk}
        change.mark(one.row, listed)
        _owe_again(request, change, one)
        less = {"payments": -1, "cents": -one.cents, "not_paid": 1}
        for key, add in (
            (shard_key(run.run, one.planned.shard), less),
            (run_key(run.run), {**less, "withdrawn": 1}),
        ):
            change.plain(Update(Table.PAYMENTS, key, add=add, condition=Matches()))
        try:
            change.send()
        except StaleError:
            # Another try withdrew it at this moment, with its counts.
            continue
