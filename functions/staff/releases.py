"""What the routes of releases answer: totals of a file, and the problem of a refused release."""

from dataclasses import dataclass

from functions.payments.release_file import ReleaseFault, ReleaseRefusedError, ReleaseState, read_release, release_file
from functions.runtime.problem import Problem, ProblemCode
from functions.vault.ids import is_id
from functions.vault.request import Request

_MOST_DIGITS = 4

_PROBLEM_OF = {
    ReleaseFault.UNKNOWN_FILE: ProblemCode.NOT_FOUND,
    ReleaseFault.NOT_READY: ProblemCode.STATE_CONFLICT,
    ReleaseFault.OTHER_DIGEST: ProblemCode.STATE_CONFLICT,
    ReleaseFault.SAME_PERSON: ProblemCode.STATE_CONFLICT,
    ReleaseFault.STOPPED: ProblemCode.STATE_CONFLICT,
    ReleaseFault.BOOK_DIFFERS: ProblemCode.STATE_CONFLICT,
}


@dataclass(frozen=True, slots=True)
class AskedRelease:
    """Which file; `sha256` and the stops looked at when it is to be released, None when it is only shown."""

    run: str
    number: int
    sha256: str | None = None
    looked_at: tuple[str, ...] = ()

    @classmethod
    def of_path(cls, run: str, number: str) -> "AskedRelease":
        """Read the names of a path; Problem (404) when they are none of a file."""
        if not is_id(run, "run") or not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
            raise Problem(ProblemCode.NOT_FOUND)
        return cls(run, int(number))


def read_or_release(acting: Request, staff: str, asked: AskedRelease) -> dict[str, object]:
    """Show a file, or release it for one person; Problem when it is refused."""
    try:
        if asked.sha256 is None:
            return _answer(read_release(acting, asked.run, asked.number))
        return _answer(release_file(acting, asked.run, asked.number, staff, asked.sha256, asked.looked_at))
    except ReleaseRefusedError as refused:
        raise Problem(_PROBLEM_OF[refused.fault]) from None


def _answer(state: ReleaseState) -> dict[str, object]:
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
