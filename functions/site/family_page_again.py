"""The family page after a post that did not pass: the answers kept, the errors beside the fields."""

from functions.runtime.problem import Language, Problem, ProblemCode
from functions.site.consent_choice import ConsentChoice
from functions.site.family_page import family_page
from functions.site.filled_form import filled_form

# After these the old key is of no use. After all others it stays: what seemed to fail may have been kept after all, and
# sending the same again must be the same submission.
_NEW_KEY = (ProblemCode.SAME_KEY_OTHER_BODY, ProblemCode.BAD_REQUEST_KEY)


def family_page_again(
    body: bytes, language: Language, problem: Problem, consent: ConsentChoice | None = None
) -> tuple[str, Language]:
    """Return the page and its language: that of the page it was sent from, else the browser's."""
    filled, spoken = filled_form(body)
    key = None if problem.code in _NEW_KEY else filled.values.get("idempotency_key")
    page = family_page(spoken or language, filled=filled, problem=problem, consent=consent, form_key=key)
    return page, spoken or language
