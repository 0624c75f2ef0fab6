"""What a statement promises about backups is what the tables are deployed with."""

from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from infra.constructs.table import RESTORE_DAYS, SHORT_RESTORE_DAYS


def test_the_horizon_of_keys_and_of_rows_is_the_window_of_their_tables() -> None:
    assert rule_for(RecordType.KEY_BACKUP).days == SHORT_RESTORE_DAYS
    assert rule_for(RecordType.BACKUP).days == RESTORE_DAYS
