"""Tell the holder of a receipt how far the submission is; nothing personal, nothing opened."""

from functions.intake.submission import submission_place
from functions.intake.submit_form import FUNCTION
from functions.register.purpose import Purpose
from functions.runtime.problem import Problem, ProblemCode
from functions.vault.ids import is_id
from functions.vault.ledger_entry import Actor
from functions.vault.vault import Vault


def read_state(vault: Vault, receipt: str) -> dict[str, object]:
    """Return `state`, `since` and `reasons`; Problem (404) for an unknown receipt or one whose term is over."""
    if not is_id(receipt, "rcp"):
        raise Problem(ProblemCode.NOT_FOUND)
    request = vault.request(Purpose.RECEIVE_FORM, FUNCTION, Actor.system())
    row = request.fetch(submission_place(receipt))
    if row is None:
        raise Problem(ProblemCode.NOT_FOUND)
    reasons = row.clear.get("reasons", ())
    return {
        "state": row.clear["state"],
        "since": row.clear["since"],
        "reasons": list(reasons) if isinstance(reasons, list | tuple) else [],
    }
