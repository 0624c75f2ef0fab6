"""What an operator sets is asked for once in five minutes, not with every request."""

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from functions.runtime.key_service import KeptParameters
from functions.units.clock import SetClock, parse_instant

if TYPE_CHECKING:
    from functions.runtime.key_service import SsmParameters


class Counted:
    """A store that counts what it is asked."""

    asked = 0

    def get(self, name: str) -> str:
        self.asked += 1
        return f"{name} {self.asked}"


def test_a_setting_is_read_again_after_five_minutes() -> None:
    clock, store = SetClock(parse_instant("2024-07-01T06:00:00Z")), Counted()
    kept = KeptParameters(cast("SsmParameters", store), clock)
    assert [kept.get("a"), kept.get("a"), kept.get("b")] == ["a 1", "a 1", "b 2"]
    clock.jump(timedelta(minutes=4, seconds=59))
    assert kept.get("a") == "a 1"
    clock.jump(timedelta(seconds=1))
    assert kept.get("a") == "a 3"
