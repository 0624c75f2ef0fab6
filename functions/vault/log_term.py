"""Whether an entry of the ledger may go: its own instant tells, and nothing that could be put in its place.

A subject's chain goes five years after its end (rule `ledger`), and no entry before that end is younger than it. What
the sweep itself writes in the night in which it destroys the last kept row goes with the chain: `SWEEPS_OWN` days.
"""

from datetime import date, timedelta

from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.units.clock import civil_date, parse_instant

SWEEPS_OWN = timedelta(days=2)


def may_go_on(at: str, today: date) -> date:
    """Return the first day on which an entry that was written at this instant may go; `today` when it may now."""
    written = civil_date(parse_instant(at))
    if today - SWEEPS_OWN <= written <= today:
        return today
    return max(today, destroy_on(RecordType.LEDGER, written))
