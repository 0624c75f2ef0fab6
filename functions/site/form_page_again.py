"""The page of a form after a post that did not pass: the answers kept, the errors beside the fields."""

from functions.runtime.problem import Language, Problem, ProblemCode
from functions.site.consent_choice import ConsentChoice
from functions.site.family_page import family_page
from functions.site.filled_form import filled_form
from functions.site.small_form import BY_ACTION, small_form_page

# After these the old key is of no use. After all others it stays: what seemed to fail may have been kept after all, and
# sending the same again must be the same submission.
_NEW_KEY = (ProblemCode.SAME_KEY_OTHER_BODY, ProblemCode.BAD_REQUEST_KEY)


def form_page_again(
    action: str, body: bytes, language: Language, problem: Problem, consent: ConsentChoice | None = None
) -> tuple[str, Language]:
    """Return the page of the form at `action` and its language: of the page it was sent from, else the browser's."""
    filled, spoken = filled_form(body)
    key = None if problem.code in _NEW_KEY else filled.values.get("idempotency_key")
    shown = spoken or language
    if action in BY_ACTION:
        form = BY_ACTION[action]
        given = filled.values
        return small_form_page(form, shown, given=given, problem=problem, consent=consent, form_key=key), shown
    return family_page(shown, filled=filled, problem=problem, consent=consent, form_key=key), shown
