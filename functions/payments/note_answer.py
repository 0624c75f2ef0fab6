"""Write into a file's row that its bank answered: the day, and that it was taken or refused as a whole."""

from datetime import date, timedelta

from functions.payments.find_file import FoundFile, read_file
from functions.payments.payment_file import (
    ACCEPTED,
    ANSWERED_ON,
    FILES_TO_DESTROY,
    REFUSED,
    SENT,
    SETTLED,
)
from functions.payments.store import RunStore
from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from functions.runtime.database import Value
from functions.vault.errors import StaleError, TryAgainError

_TRIES = 4


def note_answer(store: RunStore, found: FoundFile, today: date, state: str | None = None) -> None:
    """Note an answer of today; a state moves only from `sent`. What is noted already is not written again.

    Raises TryAgainError when the row stays contended.
    """
    for _ in range(_TRIES):
        file = read_file(store, found.run, found.number) or found
        values: dict[str, Value] = {}
        if (file.answered_on or "") < today.isoformat():
            values[ANSWERED_ON] = today.isoformat()
            if file.state == SETTLED:
                values |= destroy_after(file, today)
        if state in {ACCEPTED, REFUSED} and file.state == SENT:
            values["state"] = state
        if not values:
            return
        try:
            store.transact([file.moved(values)])
        except StaleError:
            continue
        return
    msg = "the file moves at this moment"
    raise TryAgainError(msg)


def destroy_after(file: FoundFile, answered_on: date) -> dict[str, Value]:
    """Return the list and day on which a file goes: some days after its bank's last answer."""
    day = answered_on + timedelta(days=rule_for(RecordType.PAYMENT_FILE).days)
    return {"work_list": FILES_TO_DESTROY, "due": f"{day.isoformat()}#{file.run.run}#{file.number:04d}"}
