"""After a restore: withdraw again what people withdrew since; a consent that was taken back is never a yes again."""

from collections.abc import Iterable

from functions.runtime.database import Absent, ConditionFailedError, Database, Item, Put, Table


def replay_withdrawals(database: Database, records: Iterable[Item]) -> int:
    """Put back the records that withdrew a consent, byte for byte; return how many were missing.

    What was chosen between the restored moment and the withdrawal is lost, so the chain of that id has a gap.
    """
    missing = 0
    for record in records:
        try:
            database.write(Put(Table.CONSENTS, record, Absent()))
        except ConditionFailedError:
            continue
        missing += 1
    return missing
