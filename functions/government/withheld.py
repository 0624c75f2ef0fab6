"""Members that the network kept from us: a third state beside present and absent, never a zero.

Filters name elements as paths of the sender's own words; what is kept is only which member of our model they touch.
"""

from collections.abc import Iterable
from functools import cache

from functions.government.content.values import Content

OTHER = "other"
"""An element that the sender names in a way we do not know."""


def withheld_members(content: Content, filters: Iterable[str]) -> tuple[str, ...]:
    """Return the names of our model that these filters touch, in ascending order.

    A filter of unknown words may stand for any needed member that is absent, so these are named beside `other`.
    """
    found = {_member_of(type(content), path) for path in filters}
    if OTHER in found:
        found |= {name for name in content.needed() if getattr(content, name) is None}
    return tuple(sorted(found))


def missing_member(content: Content, withheld: Iterable[str]) -> str | None:
    """Return the first needed member, by its name as sent, that is neither stated nor withheld; None without one."""
    for name in content.needed():
        if getattr(content, name) is None and name not in withheld:
            return type(content).model_fields[name].alias or name
    return None


@cache
def _words(model: type[Content]) -> dict[str, str]:
    return {(field.alias or name).casefold(): name for name, field in model.model_fields.items()}


def _member_of(model: type[Content], path: str) -> str:
    words = _words(model)
    steps = (step.rpartition(":")[2].casefold() for step in path.replace(".", "/").split("/"))
    return next((words[step] for step in steps if step in words), OTHER)
