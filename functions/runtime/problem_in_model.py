"""How a model's own check says what is wrong: a pydantic error that carries one of our codes and no value."""

from pydantic_core import PydanticCustomError

from functions.runtime.member_code import MemberCode

OWN_PREFIX = "own."


def own_error(code: MemberCode) -> PydanticCustomError:
    """Return the error to raise in a validator; `read_model` turns it into the code's text in four languages."""
    return PydanticCustomError(OWN_PREFIX + code.value, "wrong")
