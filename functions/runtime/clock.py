"""The clocks of a deployed stage. The only place that reads the machine's time."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from functions.units.clock import SystemClock, parse_instant

_REREAD_AFTER = timedelta(seconds=1)


class MachineClock:
    """The real time: the system clock of every stage, and the business clock where no `now` is set."""

    def real_now(self) -> datetime:
        """Return the real instant."""
        return datetime.now(UTC)

    def instant(self) -> datetime:
        """Return the real instant as business time."""
        return datetime.now(UTC)


class StageClock:
    """The business clock of a local or test stage: starts at the setting `now` and runs on from there.

    The setting is read again after a second, so that a test may jump time in a system that runs.
    """

    def __init__(self, read_setting: Callable[[], str], clock: SystemClock) -> None:
        """Take a reader of `{"now": instant, "from": real instant}` and the system clock."""
        self._read, self._clock = read_setting, clock
        self._offset = timedelta()
        self._read_at: datetime | None = None

    def instant(self) -> datetime:
        """Return the business instant."""
        real = self._clock.real_now()
        if self._read_at is None or real - self._read_at >= _REREAD_AFTER:
            setting = json.loads(self._read())
            self._offset = parse_instant(setting["now"]) - parse_instant(setting["from"])
            self._read_at = real
        return real + self._offset
