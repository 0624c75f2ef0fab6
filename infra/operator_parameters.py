"""Parameters that an operator sets for a stage, and the functions that read them (`docs/deploy.md` says how).

No template sets them: what a fund's accounts are, who signs its staff in, and whom it mails as, is nobody's guess.
"""

from collections.abc import Mapping

FUND_ACCOUNTS = "fund-accounts"
POST = "post"
SIGN_IN = "sign-in"
READ_BY: Mapping[str, tuple[str, ...]] = {
    POST: ("messages-outside", "messages-queue"),
    FUND_ACCOUNTS: ("payments-answers", "payments-files", "portal-api"),
    SIGN_IN: ("portal-api", "rights-api", "sign-in", "staff-api"),
}


def read_by(function: str) -> tuple[str, ...]:
    """Return the names of the operator's parameters that a function reads."""
    return tuple(name for name, functions in READ_BY.items() if function in functions)
