"""Show the holder of an id what was chosen: the state that holds, and every one before it."""

from functions.consent.consent_record import ConsentRecord
from functions.consent.record_consent import PREFIX
from functions.consent.store import ConsentStore
from functions.runtime.problem import Problem, ProblemCode
from functions.vault.ids import is_id


def consent_history(store: ConsentStore, consent: str) -> list[ConsentRecord]:
    """Return every record of an id, oldest first; Problem (404) for an unknown id."""
    history = store.history(consent) if is_id(consent, PREFIX) else []
    if not history:
        raise Problem(ProblemCode.NOT_FOUND)
    return history


def read_consent(store: ConsentStore, consent: str) -> dict[str, object]:
    """Return id, state and history, oldest first; Problem (404) for an unknown id."""
    history = consent_history(store, consent)
    return {
        "id": consent,
        "state": history[-1].state,
        "history": [{**one.state, "recorded_at": one.recorded_at} for one in history],
    }
