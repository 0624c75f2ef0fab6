"""What is wrong with a delivery or a notification: a code and a JSON Pointer, never a value or a sender's own name."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_member",
    "json_invalid": "not_json",
    "string_type": "not_text",
    "int_type": "not_whole_number",
    "int_from_float": "not_whole_number",
    "bool_type": "not_boolean",
    "list_type": "not_list",
    "tuple_type": "not_list",
    "model_type": "not_object",
    "model_attributes_type": "not_object",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "string_unicode": "not_text",
    "int_parsing_size": "too_big",
    "too_long": "too_many",
    "too_short": "too_few",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_big",
    "string_pattern_mismatch": "wrong_form",
    "literal_error": "unknown_choice",
    "enum": "unknown_choice",
    "date_type": "not_a_date",
    "date_parsing": "not_a_date",
    "date_from_datetime_parsing": "not_a_date",
    "date_from_datetime_inexact": "not_a_date",
    "datetime_type": "not_an_instant",
    "datetime_parsing": "not_an_instant",
    "datetime_from_date_parsing": "not_an_instant",
    # Our own checks of a whole object (functions/government/content).
    "not_one_head": "not_one_head",
    "member_twice": "member_twice",
    "dates_out_of_order": "dates_out_of_order",
    "code_twice": "code_twice",
    "no_content": "no_content",
    "member_of_another_event": "member_of_another_event",
    "hours_out_of_order": "hours_out_of_order",
    "month_and_period": "month_and_period",
    "total_differs": "total_differs",
    "more_than_one_statement": "more_than_one_statement",
}
OTHER = "wrong"
type Location = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault."""

    code: str
    pointer: str


def first_fault(refused: ValidationError, under: Location = ()) -> Fault:
    """Return the first error of a model as a fault; `under` is where the model stands in the delivery."""
    found = errors_of(refused)[0]
    return Fault(_CODES.get(found["type"], OTHER), pointer(*under, *shown_location(found)))


def errors_of(refused: ValidationError) -> list[ErrorDetails]:
    """Return the errors without what was sent."""
    return refused.errors(include_url=False, include_input=False, include_context=False)


def shown_location(found: ErrorDetails) -> Location:
    """Return where an error stands; the name of an unknown member may itself be personal and is left out."""
    return found["loc"][:-1] if found["type"] == "extra_forbidden" else found["loc"]


def pointer(*steps: str | int) -> str:
    """Write a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
