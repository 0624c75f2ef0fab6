"""What the door itself answers when it refuses: problem objects, as the functions write them.

The door cannot negotiate a language: these few texts are in the default language of the contract.
"""

import json

from aws_cdk import aws_apigateway as apigateway

from functions.runtime.languages import DEFAULT_LANGUAGE
from functions.runtime.problem import TYPE_PREFIX
from functions.runtime.problem_texts import PROBLEM_TEXTS, ProblemCode

RETRY_SECONDS = "5"
MEDIA_TYPE = "application/problem+json"
ANSWERS: dict[str, tuple[str, ProblemCode]] = {
    "DEFAULT_4XX": ("400", ProblemCode.NOT_JSON),
    "DEFAULT_5XX": ("503", ProblemCode.TRY_AGAIN),
    "MISSING_AUTHENTICATION_TOKEN": ("404", ProblemCode.NOT_FOUND),
    "RESOURCE_NOT_FOUND": ("404", ProblemCode.NOT_FOUND),
    "REQUEST_TOO_LARGE": ("413", ProblemCode.TOO_LARGE),
    "THROTTLED": ("429", ProblemCode.TOO_MANY),
    "UNSUPPORTED_MEDIA_TYPE": ("415", ProblemCode.CONTENT_TYPE),
    "WAF_FILTERED": ("403", ProblemCode.NOT_ALLOWED),
}
WAITS = frozenset({"429", "503"})


def problem_body(code: ProblemCode, instance: str) -> str:
    """Return the problem object of a code; `instance` is an opaque id or the door's variable for it."""
    texts = PROBLEM_TEXTS[code]
    document = {
        "type": TYPE_PREFIX + code.value,
        "title": texts.title.said_in(DEFAULT_LANGUAGE),
        "status": texts.status,
        "detail": texts.detail.said_in(DEFAULT_LANGUAGE),
        "instance": instance,
    }
    return json.dumps(document, ensure_ascii=False)


def add_problems(api: apigateway.RestApi) -> None:
    """Let the door answer with problem objects."""
    for kind, (status, code) in ANSWERS.items():
        parameters = {
            "gatewayresponse.header.Content-Type": f"'{MEDIA_TYPE}'",
            "gatewayresponse.header.Cache-Control": "'no-store'",
        }
        if status in WAITS:
            parameters["gatewayresponse.header.Retry-After"] = f"'{RETRY_SECONDS}'"
        apigateway.CfnGatewayResponse(
            api,
            f"Problem{kind.title().replace('_', '')}",
            rest_api_id=api.rest_api_id,
            response_type=kind,
            status_code=status,
            response_parameters=parameters,
            response_templates={"application/json": problem_body(code, "$context.requestId")},
        )
