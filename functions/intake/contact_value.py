"""What a correction of contact data may say: checked as the form does, and once more before it is carried out.

An e-mail address or number that is none would poison every later message, and one with a line break could write a
header of its own into it.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import JsonValue, TypeAdapter, ValidationError

from functions.intake.family_form import Address
from functions.intake.form_rules import belgian_postal_code
from functions.intake.member_types import Email, Mobile
from functions.runtime.problem import MemberCode
from functions.runtime.problem_in_model import own_error

type _Language = Literal["nl", "fr", "de", "en"]
_TYPES: Mapping[str, tuple[TypeAdapter[str], MemberCode]] = {
    "email": (TypeAdapter(Email), MemberCode.EMAIL),
    "mobile": (TypeAdapter(Mobile), MemberCode.MOBILE),
    "language": (TypeAdapter(_Language), MemberCode.CHOICE),
}


def contact_value(target: object, value: str | None) -> str | None:
    """Return an e-mail address, number or language in its plain form; ValueError (an own error) when it is none.

    What is not contact data by name comes back as it is.
    """
    known = _TYPES.get(str(target))
    if known is None:
        return value
    adapter, code = known
    if value is None:
        raise own_error(MemberCode.MISSING)
    try:
        return adapter.validate_python(value)
    except ValidationError:
        raise own_error(code) from None


def contact_members(target: object, members: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
    """Return the members of an address in their plain form; ValueError (an own error) when they are none.

    Members of a fact come back as they are.
    """
    if target != "address":
        return members
    if members is None:
        raise own_error(MemberCode.MISSING)
    try:
        address = Address.model_validate(members)
    except ValidationError:
        raise own_error(MemberCode.OTHER) from None
    plain: dict[str, JsonValue] = address.model_dump(exclude_none=True)
    if any(belgian_postal_code({"address": plain})):
        raise own_error(MemberCode.POSTAL_CODE)
    return plain
