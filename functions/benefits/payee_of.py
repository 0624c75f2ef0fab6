"""The rule on the payee of each region, loaded when the region is first asked for: a run decides one."""

from collections.abc import Callable
from functools import cache
from typing import assert_never

from functions.benefits.household import Region
from functions.benefits.month_law import Terms
from functions.benefits.upbringing import Payees, Upbringing


@cache
def payee_rule_of(region: Region) -> Callable[[Upbringing, Terms], Payees]:
    """Return the rule that names whom a month of a child is paid to."""
    if region == "flanders":
        from functions.benefits.flanders.payee import payee as flanders  # noqa: PLC0415 - a cold start is a budget

        return flanders
    if region == "brussels":
        from functions.benefits.brussels.payee import payee as brussels  # noqa: PLC0415 - as above

        return brussels
    if region == "wallonia":
        from functions.benefits.wallonia.payee import payee as wallonia  # noqa: PLC0415 - as above

        return wallonia
    assert_never(region)
