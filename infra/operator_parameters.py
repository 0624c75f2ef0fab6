"""Parameters that an operator sets for a stage, and the functions that read them (`docs/deploy.md` says how).

Stages with made-up families get made-up values from their settings; prod gets none, so that nothing real is guessed.
"""

from collections.abc import Mapping

FUND_ACCOUNTS = "fund-accounts"
SIGN_IN = "sign-in"
READ_BY: Mapping[str, tuple[str, ...]] = {FUND_ACCOUNTS: ("payments-files",), SIGN_IN: ("staff-api",)}


def read_by(function: str) -> tuple[str, ...]:
    """Return the names of the operator's parameters that a function reads."""
    return tuple(name for name, functions in READ_BY.items() if function in functions)
