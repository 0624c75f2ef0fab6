"""Entry point of the function `what-if-api`: the what-if contract over HTTP. It stores nothing and opens nothing."""

from functions.benefits.parameters import current_parameters
from functions.runtime.http import PROBLEM, Answer, Door, Request, Route
from functions.runtime.problem import Problem, ProblemCode
from functions.units.access import anyone
from functions.what_if.answer import answer
from functions.what_if.refusal import RefusedError

FUNCTION = "what-if-api"
STATUS = 422


def _calculate(request: Request) -> Answer:
    """Answer one question; a refused one gets the contract's own problem object in the caller's language."""
    if request.is_form:
        raise Problem(ProblemCode.CONTENT_TYPE)
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        raise Problem(ProblemCode.NOT_UTF8) from None
    try:
        return Answer(200, answer(text, current_parameters()))
    except RefusedError as refused:
        if refused.is_not_json:
            raise Problem(ProblemCode.NOT_JSON) from None
        language = request.language
        told = refused.problem(language) | {"status": STATUS}
        return Answer(STATUS, told, PROBLEM, {"Content-Language": language.value})


handler = Door(FUNCTION, [Route("POST", "/api/what-if", _calculate)], access=anyone())
