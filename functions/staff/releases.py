"""What the routes of releases answer: totals of a file, and the problem of a refused release."""

from functions.payments.release_file import ReleaseFault, ReleaseState
from functions.runtime.problem import ProblemCode

PROBLEM_OF = {
    ReleaseFault.UNKNOWN_FILE: ProblemCode.NOT_FOUND,
    ReleaseFault.NOT_READY: ProblemCode.STATE_CONFLICT,
    ReleaseFault.OTHER_DIGEST: ProblemCode.STATE_CONFLICT,
    ReleaseFault.SAME_PERSON: ProblemCode.STATE_CONFLICT,
    ReleaseFault.STOPPED: ProblemCode.STATE_CONFLICT,
    ReleaseFault.BOOK_DIFFERS: ProblemCode.STATE_CONFLICT,
}


def release_answer(state: ReleaseState) -> dict[str, object]:
    """Return what is told of a file and how many released it."""
    return {
        "run": state.run,
        "file": state.number,
        "message": state.message,
        "payments": state.count,
        "cents": state.cents,
        "sha256": state.sha256,
        "execution_on": state.execution_on,
        "warnings": list(state.warnings),
        "state": state.state,
        "releases": state.releases,
        "book_cents": state.book_cents,
        "region_cents": state.region_cents,
        "change_permille": state.change_permille,
        "new_accounts": state.new_accounts,
        "stops": list(state.stops),
    }
